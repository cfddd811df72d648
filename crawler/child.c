/* SPDX-License-Identifier: MIT */
/* A child's body is a file in memory, its answer a pipe with an end in time. */
#include "child.h"
#include "core/fail.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <uv.h>

enum { NOT_STARTED = 126, POLL_MS = 200, EXIT_POLL_MS = 5, MS = 1000000 };

struct child {
    pid_t pid;
    int out;           /* its standard output */
    uint64_t deadline; /* nanoseconds of uv_hrtime() */
};

/* A file in memory: the reader seeks in it, and no pipe has to be filled while another is emptied. */
static int body_file(str body)
{
    int fd = memfd_create("attachment", MFD_CLOEXEC);
    for (size_t done = 0; fd >= 0 && done < body.len;) {
        ssize_t n = write(fd, body.ptr + done, body.len - done);
        if (n <= 0 && errno != EINTR) {
            close(fd);
            return -1;
        }
        done += n > 0 ? (size_t)n : 0;
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

static bool spawn(struct child *c, const struct child_reader *reader, int in, int out)
{
    static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin", words[] = "LC_ALL=C.UTF-8";
    char *env[] = { path, words, NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in, 0);
    posix_spawn_file_actions_adddup2(&files, out, 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&how);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&how, 0);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &usual);
    /* posix_spawn() promises not to change the words; its type is older than const. */
    char *const *argv = (char *const *)(uintptr_t)reader->command;
    bool started = posix_spawnp(&c->pid, argv[0], &files, &how, argv, env) == 0;
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return started;
}

static bool start(struct child *c, const struct child_reader *reader, str body)
{
    int ends[2], in = body_file(body);
    if (in < 0)
        return false;
    if (pipe2(ends, O_CLOEXEC)) {
        close(in);
        return false;
    }
    bool started = spawn(c, reader, in, ends[1]);
    close(in);
    close(ends[1]);
    c->out = ends[0];
    c->deadline = uv_hrtime() + (uint64_t)reader->wall_ms * MS;
    if (!started)
        close(ends[0]);
    return started;
}

/* True at the end of its text, or when there is as much of it as we keep; false: the time is over. */
static bool take_output(struct child *c, struct buf *text)
{
    char bytes[16 << 10];
    while (uv_hrtime() < c->deadline) {
        struct pollfd p = { .fd = c->out, .events = POLLIN };
        if (poll(&p, 1, POLL_MS) <= 0)
            continue;
        ssize_t n = read(c->out, bytes, sizeof bytes);
        if (n == 0 || (n > 0 && !buf_add(text, (str){ bytes, (size_t)n })))
            return true;
        if (n < 0 && errno != EINTR && errno != EAGAIN)
            return true;
    }
    return false;
}

/* Its exit status; -1 when it had to be ended. */
static int end(struct child *c, bool wait)
{
    siginfo_t gone = { 0 };
    int status = 0;
    while (wait && !gone.si_pid && uv_hrtime() < c->deadline) {
        if (waitid(P_PID, (id_t)c->pid, &gone, WEXITED | WNOHANG | WNOWAIT))
            break;
        if (!gone.si_pid)
            poll(NULL, 0, EXIT_POLL_MS);
    }
    kill(-c->pid, SIGKILL); /* with all it started; its number is still its own */
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return gone.si_pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool child_read(const struct child_reader *reader, str body, struct buf *answer, str *why)
{
    struct child c = { 0 };
    if (!start(&c, reader, body)) {
        *why = STR("no-reader");
        return false;
    }
    bool ended = take_output(&c, answer);
    bool enough = answer->full;
    close(c.out);
    int status = end(&c, ended && !enough);
    bool read = ended && (enough || status == 0);
    if (!ended || (status < 0 && !enough && uv_hrtime() >= c.deadline))
        *why = STR("time");
    else if (!read)
        *why = status == NOT_STARTED || status == NOT_STARTED + 1 ? STR("no-reader") : STR("damaged");
    return read;
}

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Week after week: what `cmake --install` puts in place is run as cron would run it, in a namespace where the portal and the mail server live.

    weekly.py BUILD         BUILD: a build folder, such as build/release

Closes with "weekly: N passed, N failed, N skipped".
"""
import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import ipv6
import harness
from harness import Skip

EXAMPLE, HOST = "www.example.gov.cn", ipv6.MAIN
PROFILE = """name: 柳区
plans: [national]
rate: 1000
departments:
  - name: 柳区办公室
    to: [office@liuqu.example]
office: 柳区办公室
mail:
  from: audit@liuqu.example
  operators: [op@liuqu.example]
  server: 127.0.0.1
  port: 2525
  security: none
"""
SMTP = """
import mailbox, sys
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
import time
c = Controller(Mailbox(sys.argv[1]), hostname="127.0.0.1", port=2525)
c.start()
print("ready", flush=True)
time.sleep(600)
"""


class Machine:
    """The installed tree on a machine of its own: /usr/local, /var/lib and /var/log are the test's."""

    def __init__(self, build, folder):
        self.folder, self.dest = folder, os.path.join(folder, "dest")
        done = subprocess.run(["cmake", "--install", build], env={**os.environ, "DESTDIR": self.dest}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-500:]
        with open(os.path.join(build, "CMakeCache.txt"), encoding="utf-8") as f:
            self.prefix = re.search(r"^CMAKE_INSTALL_PREFIX:PATH=(.*)$", f.read(), re.M).group(1)
        self.share = os.path.join(self.dest, self.prefix.lstrip("/"), "share/audit")
        os.makedirs(os.path.join(self.share, "profiles"))
        with open(os.path.join(self.share, "profiles", HOST + ".yaml"), "w", encoding="utf-8") as f:
            f.write(PROFILE)
        self.portal = os.path.join(folder, "portal")
        ipv6.portal(self.portal, ipv6.V6, {}, {})
        self.var = os.path.join(folder, "var")
        os.makedirs(os.path.join(self.var, "lib"))
        os.makedirs(os.path.join(self.var, "log"))

    def crontab(self, name="audit.cron"):
        """The environment and the commands of the installed example, with our portal's name in it."""
        with open(os.path.join(self.share, "examples", name), encoding="utf-8") as f:
            lines = [line.replace(EXAMPLE, HOST) for line in f.read().splitlines() if line and not line.startswith("#")]
        env = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z]+=", line))
        jobs = [re.fullmatch(r"(\S+ \S+ \S+ \S+ \S+)\s+(\S+)\s+(.*)", line).groups() for line in lines if not re.match(r"[A-Z]+=", line)]
        return env, jobs

    def run(self, script, timeout=120):
        """As root of a namespace; our folders stand where an installed program's are."""
        if os.getuid() != 0:
            raise Skip("needs root, to stand in for /usr/local and /var")
        enter = f'set -e; mount --bind "{self.dest}{self.prefix}" "{self.prefix}"; mount --bind "{self.var}/lib" /var/lib; mount --bind "{self.var}/log" /var/log; set +e\n'
        done = subprocess.run([ipv6.LAB, self.portal, "--", "bash", "-c", enter + script], env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=timeout)
        if done.returncode == 77:
            raise Skip(done.stderr.strip())
        return done

    def cron(self, number, before="", after="", name="audit.cron"):
        """Runs one line of the crontab as cron does: its own environment, /bin/sh, from the home folder."""
        env, jobs = self.crontab(name)
        assert "%" not in jobs[number][2], "cron makes a new line of %"
        words = " ".join(f'{k}="{v}"' for k, v in env.items())
        return self.run(f"{before}\ncd /; env -i HOME=/ LOGNAME=audit {words} {env['SHELL']} -c '{jobs[number][2]}'; status=$?\n{after}\nexit $status")

    def mail_server(self):
        with open(os.path.join(self.folder, "smtp.py"), "w", encoding="utf-8") as f:
            f.write(SMTP)
        return f'/usr/bin/python3 "{self.folder}/smtp.py" "{self.folder}/mails" > "{self.folder}/smtp.out" 2>&1 & for _ in $(seq 100); do grep -q ready "{self.folder}/smtp.out" && break; sleep 0.1; done'

    def mails(self):
        new = os.path.join(self.folder, "mails", "new")
        return sorted(os.listdir(new)) if os.path.isdir(new) else []

    def health(self):
        with open(os.path.join(self.var, "lib/audit", HOST + ".health"), encoding="utf-8") as f:
            return f.read()

    def log(self):
        with open(os.path.join(self.var, "log/audit", HOST + ".log"), encoding="utf-8") as f:
            return f.read()


def lines_are_cron_s(m):
    """Two lines, for a user of its own, naming programs that are installed."""
    env, jobs = m.crontab()
    assert env["SHELL"] == "/bin/sh" and len(jobs) == 2, (env, jobs)
    assert [j[0] for j in jobs] == ["10 2 * * 1", "5,35 * * * *"] and {j[1] for j in jobs} == {"audit"}, jobs
    for job in jobs:
        assert os.access(m.dest + job[2].split()[0], os.X_OK), job[2]
    assert "--mail" in jobs[0][2] and "--retry" in jobs[1][2]


def monday_without_mail_server(m):
    """The audit runs, reports stand there, the mails wait, and somebody is told in one line."""
    done = m.cron(0)
    assert done.returncode == 4, (done.returncode, done.stderr[-400:])
    complaint = done.stderr.strip().splitlines()
    assert len(complaint) == 1 and "mail waits" in complaint[0] and not done.stdout, (done.stdout, done.stderr)
    for name in ("report.html", "report.xlsx", "report.json", "index.html"):
        assert os.path.getsize(os.path.join(m.var, "lib/audit/reports", HOST, name)) > 0, name
    assert m.health().startswith(f"BAD {HOST} (mail waits): run=1 ") and m.health().count("\n") == 1, m.health()
    assert "waits, 'audit send' tries again" in m.log() and "ends with status 4" in m.log(), m.log()


def retry_sends_what_waits(m):
    """The half-hourly line delivers it, once; then there is nothing to do and nothing to say."""
    done = m.cron(1, before=m.mail_server())
    assert done.returncode == 0 and not done.stdout and not done.stderr, (done.returncode, done.stdout, done.stderr)
    sent = m.mails()
    assert len(sent) == 2, sent
    assert m.health().startswith(f"OK {HOST}: run=1 ") and " mail-sent=2 mail-waiting=0 mail-refused=0 " in m.health(), m.health()
    size = len(m.log())
    done = m.cron(1, before=m.mail_server())
    assert done.returncode == 0 and not done.stderr and m.mails() == sent and len(m.log()) == size, "a mail was sent twice, or something was said"


def next_monday(m):
    """With the mail server there, all is well and nothing is said; the thread goes on."""
    done = m.cron(0, before=m.mail_server())
    assert done.returncode == 0 and not done.stdout and not done.stderr, (done.returncode, done.stdout, done.stderr)
    assert len(m.mails()) == 4 and m.health().startswith(f"OK {HOST}: run=2 "), m.health()


def one_at_a_time(m):
    """While one runs, a second line ends at once and touches nothing."""
    log, health = m.log(), m.health()
    done = m.cron(0, before=f'exec 8>> /var/lib/audit/{HOST}/weekly.lock; flock 8')
    assert done.returncode == 0 and not done.stderr and m.log() == log and m.health() == health, done.stderr


def broken_profile_is_told(m):
    """A mistake in the profile is no quiet failure."""
    path = os.path.join(m.share, "profiles", HOST + ".yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(PROFILE.replace("rate: 1000", "rat: 1000"))
    try:
        done = m.cron(0)
    finally:
        with open(path, "w", encoding="utf-8") as f:
            f.write(PROFILE)
    assert done.returncode == 2 and "status 2" in done.stderr and "rat" in m.log(), (done.returncode, done.stderr)


def health_for_programs(m):
    """The same as JSON, with the exit status; an old run is not well."""
    ask = f"{m.prefix}/bin/audit health --site {HOST} --state /var/lib/audit/{HOST} --json"
    done = m.run(ask)
    told = json.loads(done.stdout)
    assert done.returncode == 0 and told["well"] and told["run"] == 2 and told["mail_sent"] == 2, done.stdout
    never = m.run(f"{m.prefix}/bin/audit health --site {HOST} --state /var/lib/audit/nothing")
    assert never.returncode == 3 and never.stdout.startswith(f"BAD {HOST} (never run)"), never.stdout
    old = m.run(f"""/usr/bin/python3 -c "import sqlite3; c = sqlite3.connect('/var/lib/audit/{HOST}/snapshot.db'); c.execute('update run set finished = replace(finished, substr(finished, 1, 4), 2020)'); c.commit()"; {ask}""")
    told = json.loads(old.stdout)
    assert old.returncode == 3 and not told["well"] and "days old" in told["because"], old.stdout


def log_is_rotated(m):
    """The installed logrotate example is one that logrotate takes."""
    if not shutil.which("logrotate", path="/usr/sbin:/usr/bin"):
        raise Skip("logrotate is not installed")
    with open(os.path.join(m.share, "examples/audit.logrotate"), encoding="utf-8") as f:
        rules = f.read()
    assert "su audit audit" in rules and "create 0640 audit audit" in rules
    path = os.path.join(m.folder, "logrotate.conf")
    with open(path, "w", encoding="utf-8") as f:
        f.write(rules.replace("audit audit", "root root"))  # there is no user audit here
    os.chmod(path, 0o644)
    before = m.log()
    done = m.run(f'logrotate -v -f -s "{m.folder}/rotated" "{path}"')
    assert done.returncode == 0, done.stderr[-400:]
    with open(os.path.join(m.var, "log/audit", HOST + ".log"), encoding="utf-8") as f:
        assert not f.read()
    m.cron(0, before=m.mail_server())
    assert m.log() and m.log() != before, "the log is not written after it was rotated"


def probe_every_quarter(m):
    """The probe's line: four times an hour, for the same user and state as the week's; quiet, and each look is remembered beside the runs."""
    _, jobs = m.crontab("audit-probe.cron")
    assert [(j[0], j[1]) for j in jobs] == [("7,22,37,52 * * * *", "audit")], jobs
    done = m.cron(0, name="audit-probe.cron")
    assert done.returncode == 0 and not done.stdout and not done.stderr, (done.returncode, done.stdout, done.stderr[-300:])
    with contextlib.closing(sqlite3.connect(os.path.join(m.var, "lib/audit", HOST, "snapshot.db"))) as db:
        kept = db.execute("SELECT source, outcome, v6 FROM probe_history ORDER BY at").fetchall()
    assert kept[-1] == ("probe", "ok", "ok") and ("run", "ok", "ok") in kept, kept


def units_are_sound(m):
    """systemd reads the installed units without a word."""
    if not shutil.which("systemd-analyze"):
        raise Skip("systemd-analyze is not installed")
    folder = m.prefix + "/lib/systemd/system"
    names = sorted(os.listdir(m.dest + folder))
    assert names == ["audit-probe@.service", "audit-probe@.timer", "audit-retry@.service", "audit-retry@.timer", "audit@.service", "audit@.timer"], names
    done = m.run(" && ".join(f"systemd-analyze verify --man=no {folder}/{n.replace('@.', '@' + HOST + '.')}" for n in names))
    told = [line for line in done.stderr.splitlines() if "audit" in line]
    assert done.returncode == 0 and not told, (done.returncode, done.stderr[-600:])


TESTS = [lines_are_cron_s, monday_without_mail_server, retry_sends_what_waits, next_monday, one_at_a_time, broken_profile_is_told, health_for_programs, log_is_rotated, probe_every_quarter, units_are_sound]


def main():
    with tempfile.TemporaryDirectory(prefix="audit-weekly-") as folder:
        return harness.run("weekly", TESTS, Machine(os.path.abspath(sys.argv[1]), folder))


if __name__ == "__main__":
    sys.exit(main())

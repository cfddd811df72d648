/* SPDX-License-Identifier: MIT */
/* Runs a harness over files and folders of files, for builds without libFuzzer. */
#include "fuzz.h"
#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

enum { INPUT_LEN_MAX = 16 << 20 };

/* In memory of exactly its length, so that address checkers see the first byte read too far. */
static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct stat info;
    if (!file || fstat(fileno(file), &info) || info.st_size > INPUT_LEN_MAX) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    size_t len = (size_t)info.st_size;
    uint8_t *data = malloc(len ? len : 1);
    if (!data || fread(data, 1, len, file) != len) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    fclose(file);
    printf("%s\n", path);
    fflush(stdout);
    LLVMFuzzerTestOneInput(data, len);
    free(data);
    return 1;
}

static int replay_folder(DIR *folder, const char *path)
{
    int count = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char name[4096];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        count += replay_file(name);
    }
    closedir(folder);
    return count;
}

int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        count += folder ? replay_folder(folder, argv[i]) : replay_file(argv[i]);
    }
    printf("%d inputs\n", count);
    return count ? 0 : 1;
}

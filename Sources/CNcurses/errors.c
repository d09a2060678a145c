#include "cncurses.h"
#include "state.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int real = -1;
static int captured = -1;
static off_t start;

int cn_real_errors(void) { return real >= 0 ? real : STDERR_FILENO; }

// The log is for its owner, and no longer than this; what was before stays once more beside it.
static const off_t longest = 1 << 20;

static int open_log(const char *path) {
    int log = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    struct stat status;
    if (log >= 0 && (fstat(log, &status) != 0 || !S_ISREG(status.st_mode) || fchmod(log, 0600) != 0)) {
        close(log);
        return -1;
    }
    return log;
}

static int open_bounded_log(const char *path) {
    struct stat status;
    int log = open_log(path);
    if (log < 0 || fstat(log, &status) != 0 || status.st_size <= longest) return log;
    char before[PATH_MAX];
    int length = snprintf(before, sizeof before, "%s.1", path);
    if (length < 0 || (size_t)length >= sizeof before || rename(path, before) != 0) {
        return ftruncate(log, 0) == 0 ? log : (close(log), -1);
    }
    close(log);
    return open_log(path);
}

void cn_bound_errors(void) {
    struct stat status;
    if (captured < 0 || fstat(captured, &status) != 0 || status.st_size <= longest) return;
    // Written to at its end, wherever that is: what comes next is at the beginning.
    if (ftruncate(captured, 0) == 0) start = 0;
}

bool cn_capture_errors(const char *path) {
    if (real >= 0 || !isatty(STDERR_FILENO)) return false;
    if (path) captured = open_bounded_log(path);
    if (captured < 0) captured = memfd_create("errors", MFD_CLOEXEC);
    if (captured < 0) return false;
    start = lseek(captured, 0, SEEK_END);
    real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
    if (real < 0 || dup2(captured, STDERR_FILENO) < 0) {
        close(captured);
        if (real >= 0) close(real);
        captured = real = -1;
        return false;
    }
    return true;
}

size_t cn_captured_end(char *buffer, size_t room) {
    struct stat status;
    if (captured < 0 || fstat(captured, &status) != 0) return 0;
    off_t from = status.st_size - (off_t)room;
    if (from < start) from = start;
    ssize_t count = pread(captured, buffer, room, from);
    return count > 0 ? (size_t)count : 0;
}

size_t cn_release_errors(char *buffer, size_t room) {
    if (real < 0) return 0;
    size_t count = cn_captured_end(buffer, room);
    dup2(real, STDERR_FILENO);
    close(real);
    close(captured);
    real = captured = -1;
    return count;
}

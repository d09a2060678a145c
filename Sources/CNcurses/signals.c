#include "cncurses.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int caught[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR2};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
enum { CAUGHT = sizeof caught / sizeof *caught, CRASHES = sizeof crashes / sizeof *crashes };

static int ends[2] = {-1, -1};
static bool is_catching;
static struct sigaction before_caught[CAUGHT], before_crashes[CRASHES], before_pipe;
static stack_t crash_stack;

static void note(int number) {
    int error = errno;
    unsigned char byte = (unsigned char)number;
    if (write(ends[1], &byte, 1) < 0) { /* full: that many are known already */ }
    errno = error;
}

static void write_all(int descriptor, const char *text, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, text, count);
        if (written <= 0 && errno != EINTR) return;
        if (written > 0) {
            text += written;
            count -= (size_t)written;
        }
    }
}

// What libraries said last, without bytes that a terminal would obey.
static void show_captured(void) {
    static char text[4096];
    size_t count = cn_captured_end(text, sizeof text);
    for (size_t i = 0; i < count; i++) {
        unsigned char byte = (unsigned char)text[i], next = i + 1 < count ? (unsigned char)text[i + 1] : 0;
        bool is_control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
        if (is_control || (byte == 0xC2 && next >= 0x80 && next < 0xA0)) text[i] = '?';
    }
    write_all(cn_real_errors(), text, count);
}

// Only what POSIX allows in a handler: write, pread, fstat, tcsetattr, sigaction, raise.
static void crash(int number) {
    if (cn_restore.is_armed) {
        cn_restore.is_armed = 0;
        write_all(STDOUT_FILENO, cn_restore.text, cn_restore.count);
        tcsetattr(STDIN_FILENO, TCSANOW, &cn_restore.modes);
        static const char said[] = "\nThe program crashed and put the terminal back.\n";
        write_all(cn_real_errors(), said, sizeof said - 1);
        show_captured();
    }
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(number, &standard, NULL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
}

static void catch_signals(struct sigaction *before) {
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    for (int i = 0; i < CAUGHT; i++) sigaction(caught[i], &action, before ? &before[i] : NULL);
}

static void catch_crashes(void) {
    size_t size = 64 * 1024;
    if (!crash_stack.ss_sp) crash_stack.ss_sp = malloc(size);
    if (crash_stack.ss_sp) {
        crash_stack.ss_size = size;
        sigaltstack(&crash_stack, NULL);
    }
    struct sigaction action = {.sa_handler = crash, .sa_flags = SA_ONSTACK};
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &before_crashes[i]);
}

int cn_catch_signals(void) {
    if (is_catching) return ends[0];
    if (ends[0] < 0 && pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, &before_pipe);
    catch_signals(before_caught);
    catch_crashes();
    is_catching = true;
    return ends[0];
}

void cn_release_signals(void) {
    if (!is_catching) return;
    is_catching = false;
    for (int i = 0; i < CAUGHT; i++) sigaction(caught[i], &before_caught[i], NULL);
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &before_crashes[i], NULL);
    sigaction(SIGPIPE, &before_pipe, NULL);
}

void cn_stop_job(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(SIGTSTP, &standard, NULL);
    sigaction(SIGCONT, &standard, NULL);
    // The whole group, as the terminal does: a shell script around us must stop as well.
    kill(0, SIGTSTP);
    if (is_catching) catch_signals(NULL);
}

#include "cncurses.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What the loop is told besides the signals that end the program.
static const int told[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGUSR2};
// Faults of the program itself: nothing may run after them but what puts the terminal back.
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS};
enum { TOLD = sizeof told / sizeof *told, CRASHES = sizeof crashes / sizeof *crashes };

static int ends[2] = {-1, -1};
static bool is_catching;
static struct sigaction before[NSIG];
static stack_t crash_stack;

static bool is_in(int number, const int *numbers, int count) {
    for (int i = 0; i < count; i++) {
        if (numbers[i] == number) return true;
    }
    return false;
}

int cn_fatal_signals(int numbers[NSIG]) {
    static const int harmless[] = {SIGKILL, SIGSTOP, SIGCHLD, SIGCONT, SIGURG,
                                   SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE};
    int count = 0;
    for (int number = 1; number <= SIGRTMAX && number < NSIG; number++) {
        // Between the two kinds lie those that the C library keeps for itself.
        if (number >= 32 && number < SIGRTMIN) continue;
        if (!is_in(number, harmless, sizeof harmless / sizeof *harmless)) numbers[count++] = number;
    }
    return count;
}

static void note(int number, siginfo_t *information, void *context) {
    (void)context;
    int error = errno;
    // A file that grew over its limit: the write says so, and nothing has to end.
    if (number == SIGXFSZ && information->si_pid == getpid()) return;
    unsigned char byte = (unsigned char)number;
    if (write(ends[1], &byte, 1) < 0) { /* full: that many are known already */ }
    if (!is_in(number, told, TOLD)) cn_tell_watch(number);
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

bool cn_put_back(void) {
    if (!cn_restore.is_armed) return false;
    cn_restore.is_armed = 0;
    write_all(STDOUT_FILENO, cn_restore.text, cn_restore.count);
    tcsetattr(STDIN_FILENO, TCSANOW, &cn_restore.modes);
    return true;
}

void cn_die(int number) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(number, &standard, NULL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
}

// Only what POSIX allows in a handler: write, pread, fstat, tcsetattr, sigaction, raise.
static void crash(int number, siginfo_t *information, void *context) {
    (void)context;
    static const char said[] = "\nThe program crashed and put the terminal back.\n";
    static const char cut[] =
        "\nA file of the archive was cut short while it was in use, and the program had to end; the terminal was put "
        "back.\nStart it again: what was sent is in the journal.\n";
    if (cn_put_back()) {
        if (number == SIGBUS && information->si_code == BUS_ADRERR) {
            write_all(cn_real_errors(), cut, sizeof cut - 1);
        } else {
            write_all(cn_real_errors(), said, sizeof said - 1);
        }
        show_captured();
    }
    cn_die(number);
}

static void catch_one(int number, void (*handler)(int, siginfo_t *, void *), int flags, bool remembers) {
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | flags};
    // A crash while another handler runs must still be heard.
    if (!(flags & SA_ONSTACK)) {
        sigfillset(&action.sa_mask);
        for (int i = 0; i < CRASHES; i++) sigdelset(&action.sa_mask, crashes[i]);
    }
    sigaction(number, &action, remembers ? &before[number] : NULL);
}

static void catch_all(bool remembers) {
    int fatal[NSIG];
    int count = cn_fatal_signals(fatal);
    for (int i = 0; i < count; i++) {
        bool is_crash = is_in(fatal[i], crashes, CRASHES);
        catch_one(fatal[i], is_crash ? crash : note, is_crash ? SA_ONSTACK : SA_RESTART, remembers);
    }
    for (int i = 0; i < TOLD; i++) {
        if (!is_in(told[i], fatal, count)) catch_one(told[i], note, SA_RESTART, remembers);
    }
}

static void make_crash_stack(void) {
    size_t size = 64 * 1024;
    if (!crash_stack.ss_sp) crash_stack.ss_sp = malloc(size);
    if (!crash_stack.ss_sp) return;
    crash_stack.ss_size = size;
    sigaltstack(&crash_stack, NULL);
}

int cn_catch_signals(void) {
    if (is_catching) return ends[0];
    if (ends[0] < 0 && pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
    if (!cn_start_watch()) return -1;
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, &before[SIGPIPE]);
    make_crash_stack();
    catch_all(true);
    is_catching = true;
    return ends[0];
}

void cn_release_signals(void) {
    if (!is_catching) return;
    is_catching = false;
    cn_end_watch();
    int fatal[NSIG];
    int count = cn_fatal_signals(fatal);
    for (int i = 0; i < count; i++) sigaction(fatal[i], &before[fatal[i]], NULL);
    for (int i = 0; i < TOLD; i++) sigaction(told[i], &before[told[i]], NULL);
    sigaction(SIGPIPE, &before[SIGPIPE], NULL);
}

void cn_stop_job(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(SIGTSTP, &standard, NULL);
    sigaction(SIGCONT, &standard, NULL);
    // The whole group, as the terminal does: a shell script around us must stop as well.
    kill(0, SIGTSTP);
    if (is_catching) catch_all(false);
}

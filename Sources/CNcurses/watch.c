// A terminal that takes no output holds the main thread in a write for ever, and with it whoever waits for the loop to
// hear a signal. This thread sleeps until an ending signal comes, and then sees to it that the program ends.
#include "cncurses.h"
#include "state.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
    STEP = 100,      // milliseconds between two looks
    STUCK = 2000,    // how long one output may take
    AGAIN = 500,     // a second signal after this is meant
    PATIENCE = 10000 // how long the way out may take in all
};

static int signals[2] = {-1, -1};
static pthread_t main_thread;
static volatile sig_atomic_t is_ended;

void cn_tell_watch(int number) {
    unsigned char byte = (unsigned char)number;
    if (write(signals[1], &byte, 1) < 0) { /* full: enough are known */ }
}

void cn_end_watch(void) { is_ended = 1; }

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

// Where the main thread stays, so that it draws nothing over a terminal that was put back.
static void freeze(int number) {
    (void)number;
    for (;;) pause();
}

static void freeze_main_thread(void) {
    struct sigaction action = {.sa_handler = freeze};
    sigaction(SIGURG, &action, NULL);
    pthread_kill(main_thread, SIGURG);
    usleep(20000);
}

// What is on its way to the terminal is given up, so that the way back has room.
static void put_back(void) {
    if (!cn_restore.is_armed) return;
    cn_restore.is_armed = 0;
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
    tcflow(STDOUT_FILENO, TCOON);
    for (int i = 0; i < 20; i++) {
        tcflush(STDOUT_FILENO, TCOFLUSH);
        if (write(STDOUT_FILENO, cn_restore.text, cn_restore.count) == (ssize_t)cn_restore.count) break;
        usleep(10000);
    }
    // The other programs on this terminal share what is set here.
    fcntl(STDOUT_FILENO, F_SETFL, flags);
    tcflush(STDIN_FILENO, TCIFLUSH);
    tcsetattr(STDIN_FILENO, TCSANOW, &cn_restore.modes);
}

static void end_program(int number) {
    freeze_main_thread();
    put_back();
    cn_die(number);
    _exit(128 + number);
}

// Returns when the program has given the terminal back by itself.
static void watch_end(int number) {
    long start = now(), since = start;
    sig_atomic_t outputs = cn_outputs;
    while (!is_ended) {
        struct pollfd source = {.fd = signals[0], .events = POLLIN};
        unsigned char byte;
        bool is_again = poll(&source, 1, STEP) > 0 && read(signals[0], &byte, 1) == 1;
        if (is_ended) return;
        long time = now();
        if (outputs != cn_outputs) {
            outputs = cn_outputs;
            since = time;
        }
        bool is_stuck = (outputs & 1) && time - since >= STUCK;
        bool is_meant = is_again && time - start >= AGAIN;
        if (is_stuck || is_meant || time - start >= PATIENCE) end_program(number);
    }
}

static void *watch(void *unused) {
    unsigned char byte;
    for (;;) {
        if (read(signals[0], &byte, 1) != 1) continue;
        if (!is_ended) watch_end(byte);
    }
    return unused;
}

bool cn_start_watch(void) {
    is_ended = 0;
    if (signals[0] >= 0) return true;
    if (pipe2(signals, O_CLOEXEC) != 0) return false;
    fcntl(signals[1], F_SETFL, O_NONBLOCK);
    main_thread = pthread_self();
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    pthread_t thread;
    bool is_started = pthread_create(&thread, NULL, watch, NULL) == 0;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    if (is_started) pthread_detach(thread);
    return is_started;
}

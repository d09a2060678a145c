#include "cncurses.h"
#include "state.h"

#include <errno.h>
#include <unistd.h>

static struct termios shown, hidden;
static volatile sig_atomic_t is_hidden;
static struct sigaction before[NSIG];

static void show(void) {
    // What was typed of a secret must not become a line of the shell.
    tcflush(STDIN_FILENO, TCIFLUSH);
    tcsetattr(STDIN_FILENO, TCSANOW, &shown);
}

static void end(int number) {
    show();
    cn_die(number);
}

static void catch_one(int number, void (*handler)(int), bool remembers) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    struct sigaction old;
    if (sigaction(number, NULL, &old) != 0) return;
    if (remembers) before[number] = old;
    // Who ignores a signal, as for one that is heard elsewhere, goes on with that.
    if (remembers && old.sa_handler == SIG_IGN) return;
    sigaction(number, &action, NULL);
}

// The shell gets its terminal; when the program goes on, the secret is typed on unseen.
static void stop(int number) {
    int error = errno;
    show();
    cn_die(number);
    catch_one(number, stop, false);
    tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
    errno = error;
}

bool cn_hide_typing(void) {
    if (is_hidden) return true;
    if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &shown) != 0) return false;
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    int fatal[NSIG];
    int count = cn_fatal_signals(fatal);
    for (int i = 0; i < count; i++) catch_one(fatal[i], end, true);
    catch_one(SIGTSTP, stop, true);
    is_hidden = 1;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &hidden);
    return true;
}

void cn_show_typing(void) {
    if (!is_hidden) return;
    is_hidden = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &shown);
    int fatal[NSIG];
    int count = cn_fatal_signals(fatal);
    for (int i = 0; i < count; i++) sigaction(fatal[i], &before[fatal[i]], NULL);
    sigaction(SIGTSTP, &before[SIGTSTP], NULL);
}

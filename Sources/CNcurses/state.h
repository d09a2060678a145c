// What the crash handler needs; shared by the files of this shim only.
#ifndef CNCURSES_STATE_H
#define CNCURSES_STATE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

typedef struct {
    char text[512];
    size_t count;
    /// As the shell had them when the screen was opened.
    struct termios modes;
    /// Whether the terminal is to be put back: the screen is up, or another program has the terminal for a while.
    volatile sig_atomic_t is_armed;
} cn_restoration;

extern cn_restoration cn_restore;

/// Odd while something is being written to the terminal.
extern volatile sig_atomic_t cn_outputs;

/// Puts text and modes back, if that is still to be done. Safe in a signal handler.
bool cn_put_back(void);

/// The numbers of all signals that end a program which does not catch them, but for SIGPIPE; returns how many.
int cn_fatal_signals(int numbers[NSIG]);
/// Ends the program by a signal as if nobody had caught it. Safe in a signal handler.
void cn_die(int number);

/// Ends the program when it does not end by itself soon after one of its ending signals was noted.
bool cn_start_watch(void);
/// Tells the watch of a signal. Safe in a signal handler.
void cn_tell_watch(int number);
/// Nothing is to be put back any more.
void cn_end_watch(void);

/// Where standard error really goes while it is captured, else 2.
int cn_real_errors(void);
/// Before and after the library asks for the size of the terminal.
void cn_keep_size_sane(void);
void cn_forget_sane_size(void);
/// The end of what was captured. Safe in a signal handler.
size_t cn_captured_end(char *buffer, size_t room);

#endif

// What the crash handler needs; shared by the files of this shim only.
#ifndef CNCURSES_STATE_H
#define CNCURSES_STATE_H

#include <signal.h>
#include <stddef.h>
#include <termios.h>

typedef struct {
    char text[512];
    size_t count;
    struct termios modes;
    volatile sig_atomic_t is_armed;
} cn_restoration;

extern cn_restoration cn_restore;

/// Where standard error really goes while it is captured, else 2.
int cn_real_errors(void);
/// Before and after the library asks for the size of the terminal.
void cn_keep_size_sane(void);
void cn_forget_sane_size(void);
/// The end of what was captured. Safe in a signal handler.
size_t cn_captured_end(char *buffer, size_t room);

#endif

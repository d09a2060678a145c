#include "cncurses.h"
#include "state.h"

#include <ncursesw/ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

// No screen is larger; a terminal or a variable that says so would take all memory.
static const int most = 1000;

static const char *const names[] = {"COLUMNS", "LINES"};
static bool is_ours[2];

static int within(int length) { return length > most ? most : length; }

static bool told_size(struct winsize *window) {
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, window) == 0 && window->ws_col > 0 && window->ws_row > 0;
}

// The library takes the variables for more than the terminal's own word.
void cn_keep_size_sane(void) {
    struct winsize window = {0};
    bool is_told = told_size(&window);
    const int told[] = {window.ws_col, window.ws_row};
    for (int i = 0; i < 2; i++) {
        const char *text = getenv(names[i]);
        char *end = NULL;
        long named = text ? strtol(text, &end, 10) : 0;
        if (text && (end == text || *end || named < 1 || named > most)) unsetenv(names[i]);
        if (!is_told || told[i] <= most) continue;
        char limit[16];
        snprintf(limit, sizeof limit, "%d", most);
        is_ours[i] = setenv(names[i], limit, 1) == 0;
    }
}

// What the terminal is too large for is not what a child shall believe.
void cn_forget_sane_size(void) {
    for (int i = 0; i < 2; i++) {
        if (is_ours[i]) unsetenv(names[i]);
        is_ours[i] = false;
    }
}

cn_size cn_terminal_size(void) {
    struct winsize window = {0};
    cn_size size = {within(COLS), within(LINES)};
    if (told_size(&window)) {
        size.width = within(window.ws_col);
        size.height = within(window.ws_row);
    }
    return size;
}

#include "cncurses.h"
#include "state.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <ncursesw/ncurses.h>
#include <ncursesw/term.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

cn_restoration cn_restore;
volatile sig_atomic_t cn_outputs;

static SCREEN *screen;
static bool is_up;
static bool is_registered;
static bool cursor_is_shown;

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

bool cn_use_locale(void) {
    // Only what the bytes of a character are: numbers and errors are written by this program's own rules.
    setlocale(LC_CTYPE, "");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

const char *cn_capability(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

bool cn_write(const char *bytes, size_t count) {
    cn_outputs++;
    while (count > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) break;
        bytes += written;
        count -= (size_t)written;
    }
    cn_outputs++;
    return count == 0;
}

// The way back as one string, made while it is safe to ask: a crash handler may only write it.
static void remember(const char *text) {
    while (text && *text && cn_restore.count < sizeof cn_restore.text) {
        if (text[0] == '$' && text[1] == '<') {  // padding time
            const char *end = strchr(text, '>');
            if (end) {
                text = end + 1;
                continue;
            }
        }
        cn_restore.text[cn_restore.count++] = *text++;
    }
}

static void remember_way_back(bool paste) {
    cn_restore.count = 0;
    if (paste) remember(paste_off);
    const char *names[] = {"sgr0", "op", "rmkx", "cnorm", "rmcup"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) remember(cn_capability(names[i]));
    cn_restore.is_armed = 1;
}

// Terminals that follow ECMA-48 ignore a mode they do not know; others would show it.
static bool knows_modes(void) {
    const char *move = cn_capability("cup");
    return move && strncmp(move, "\033[", 2) == 0;
}

static void modes(void) {
    raw();
    noecho();
    nonl();
    typeahead(-1);
    curs_set(0);
    cursor_is_shown = false;
    leaveok(stdscr, TRUE);
    keypad(stdscr, TRUE);
    idlok(stdscr, TRUE);
    scrollok(stdscr, TRUE);
}

int cn_open(void) {
    if (tcgetattr(STDIN_FILENO, &cn_restore.modes) != 0) return 1;
    cn_keep_size_sane();
    screen = newterm(NULL, stdout, stdin);
    cn_forget_sane_size();
    if (!screen) return 1;
    set_term(screen);
    if (!cn_capability("cup")) {
        endwin();
        delscreen(screen);
        screen = NULL;
        return 2;
    }
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    modes();
    remember_way_back(knows_modes());
    refresh();
    if (knows_modes()) cn_write(paste_on, sizeof paste_on - 1);
    is_up = true;
    // Whoever calls exit() leaves the terminal in order as well.
    if (!is_registered) is_registered = atexit(cn_close) == 0;
    return 0;
}

int cn_probe(int *colours) {
    int status = 0;
    if (setupterm(NULL, STDOUT_FILENO, &status) != OK) return 1;
    *colours = tigetnum("colors");
    const int result = cn_capability("cup") ? 0 : 2;
    del_curterm(cur_term);
    return result;
}

const char *cn_version(void) { return curses_version(); }

void cn_leave(void) {
    if (!is_up) return;
    is_up = false;
    if (knows_modes()) cn_write(paste_off, sizeof paste_off - 1);
    cn_outputs++;
    curs_set(1);
    endwin();
    tcsetattr(STDIN_FILENO, TCSADRAIN, &cn_restore.modes);
    cn_outputs++;
    cn_restore.is_armed = 0;
}

void cn_lend(void) {
    cn_leave();
    cn_restore.is_armed = screen != NULL;
}

void cn_resume(void) {
    if (is_up || !screen) return;
    is_up = true;
    cn_restore.is_armed = 1;
    cn_outputs++;
    clearok(curscr, TRUE);
    refresh();
    curs_set(0);
    cursor_is_shown = false;
    leaveok(stdscr, TRUE);
    cn_outputs++;
    if (knows_modes()) cn_write(paste_on, sizeof paste_on - 1);
}

void cn_close(void) {
    if (!screen) return;
    cn_leave();
    delscreen(screen);
    screen = NULL;
}

int cn_colours(void) { return has_colors() ? COLORS : 0; }

bool cn_direct_colour(void) { return tigetflag("RGB") == 1; }

int cn_pair(int foreground, int background) {
    int pair = alloc_pair(foreground, background);
    return pair < 0 ? 0 : pair;
}

void cn_forget_pairs(void) {
    if (has_colors()) reset_color_pairs();
}

void cn_resize(cn_size size) { resize_term(size.height, size.width); }

void cn_erase(void) { erase(); }

static attr_t attributes_of(uint32_t attributes) {
    attr_t result = A_NORMAL;
    if (attributes & CN_BOLD) result |= A_BOLD;
    if (attributes & CN_DIM) result |= A_DIM;
    if (attributes & CN_ITALIC) result |= A_ITALIC;
    if (attributes & CN_UNDERLINE) result |= A_UNDERLINE;
    if (attributes & CN_REVERSE) result |= A_REVERSE;
    return result;
}

void cn_put(int x, int y, const cn_cell *cells, int count) {
    enum { PIECE = 64 };
    cchar_t row[PIECE];
    // Whole characters are written without moving the cursor, so the last cell does not scroll.
    while (count > 0) {
        int part = count < PIECE ? count : PIECE, used = 0;
        for (int i = 0; i < part; i++) {
            wchar_t text[CN_MARKS + 1] = {0};
            for (int j = 0; j < CN_MARKS; j++) text[j] = (wchar_t)cells[i].text[j];
            int pair = cells[i].pair, width = wcwidth(text[0]);
            setcchar(&row[i], text, attributes_of(cells[i].attributes), (short)pair, &pair);
            used += width > 0 ? width : 1;
        }
        mvadd_wchnstr(y, x, row, part);
        x += used;
        cells += part;
        count -= part;
    }
}

void cn_show_cursor(int x, int y) {
    if (!cursor_is_shown) {
        curs_set(1);
        leaveok(stdscr, FALSE);
        cursor_is_shown = true;
    }
    move(y, x);
}

void cn_hide_cursor(void) {
    if (!cursor_is_shown) return;
    curs_set(0);
    leaveok(stdscr, TRUE);
    cursor_is_shown = false;
}

void cn_repaint(void) { clearok(curscr, TRUE); }

void cn_update(void) {
    wnoutrefresh(stdscr);
    cn_outputs++;
    doupdate();
    cn_outputs++;
}

int cn_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

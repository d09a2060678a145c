// ncurses, signals and the main queue as plain functions; no macro, no global and no curses type gets out.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CN_MARKS = 5 };

enum {
    CN_BOLD = 1,
    CN_DIM = 2,
    CN_ITALIC = 4,
    CN_UNDERLINE = 8,
    CN_REVERSE = 16
};

/// One character as it is drawn: a spacing character and what combines with it, ended by 0.
typedef struct {
    uint32_t text[CN_MARKS];
    uint32_t attributes;
    int32_t pair;
} cn_cell;

typedef struct {
    int32_t width;
    int32_t height;
} cn_size;

// --- Screen

/// Takes over the locale of the environment; true if it is UTF-8.
bool cn_use_locale(void);
/// Opens the terminal of TERM on standard input and output. 0, 1 unknown terminal, 2 cannot move the cursor.
int cn_open(void);
/// What the description of TERM says, without opening it: 0, 1 unknown terminal, 2 cannot move the cursor.
/// Not while the terminal is open.
int cn_probe(int *colours);
/// Name and version of the library.
const char *cn_version(void);
/// Puts the terminal back. Does nothing the second time.
void cn_close(void);
/// Leaves the screen for a while, and comes back to it; the next update paints everything.
void cn_leave(void);
/// Leaves it to another program: should this one crash meanwhile, the terminal gets the modes that it had at first.
void cn_lend(void);
void cn_resume(void);

/// Colours the terminal has; 0 if none.
int cn_colours(void);
/// Colour numbers are red, green, blue rather than places in a palette.
bool cn_direct_colour(void);
/// A pair for two colours, -1 being the terminal's own.
int cn_pair(int foreground, int background);
void cn_forget_pairs(void);

cn_size cn_terminal_size(void);
void cn_resize(cn_size size);
void cn_erase(void);
void cn_put(int x, int y, const cn_cell *cells, int count);
void cn_show_cursor(int x, int y);
void cn_hide_cursor(void);
/// Paint everything with the next update.
void cn_repaint(void);
void cn_update(void);
/// Columns of a character by the locale, -1 if it cannot be printed.
int cn_columns(uint32_t scalar);
/// A capability's string, NULL if there is none; valid while the terminal is open.
const char *cn_capability(const char *name);
/// Writes straight to the terminal; false if it could not all be written.
bool cn_write(const char *bytes, size_t count);

// --- Standard error

/// Points standard error to a file (appended, mode 0600), or to memory if NULL. Left alone if it is no terminal.
bool cn_capture_errors(const char *path);
/// Begins what was captured anew where it grew too long. To be called now and then.
void cn_bound_errors(void);
/// Points it back, and copies the end of what was written meanwhile; returns the bytes copied.
size_t cn_release_errors(char *buffer, size_t room);

// --- Signals

/// Starts catching; returns a descriptor from which numbers of signals can be read, one byte each, or -1.
int cn_catch_signals(void);
/// Back to what they did before.
void cn_release_signals(void);
/// Stops this job as ^Z does; returns when it goes on.
void cn_stop_job(void);

// --- What is typed

/// Shows no more what is typed at standard input; a signal that ends or stops the program shows it again. False where
/// standard input is no terminal.
bool cn_hide_typing(void);
/// Shows it again, where it is hidden.
void cn_show_typing(void);

// --- Main queue

/// Readable when there is work on the main queue.
int cn_main_queue_handle(void);
void cn_run_main_queue(void);

#endif

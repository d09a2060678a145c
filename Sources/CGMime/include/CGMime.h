/* MIME messages as plain values: what of GMime the samples need, without GLib in sight. */
#ifndef CGMIME_H
#define CGMIME_H

#include <stddef.h>
#include <stdint.h>

/* A message that was read. Not to be used by two threads at a time. */
typedef struct cg_message cg_message;

/* A header; its texts live as long as the message. Value unfolded and decoded. */
typedef struct {
    const char *name;
    const char *value;
} cg_header;

/* What a part holds. */
typedef enum { CG_OTHER = 0, CG_PLAIN = 1, CG_HTML = 2 } cg_kind;

/* A part; its texts live as long as the message. */
typedef struct {
    int depth;
    const char *type;
    /* NULL where none is told. */
    const char *file_name;
    /* Bytes after decoding; 0 for a part that only holds others. */
    int64_t size;
    cg_kind kind;
    /* Whether it is to be read in place: not attached, not of an enclosed message. */
    int is_inline;
    /* As the message tells it; NULL where it does not. */
    const char *charset;
    /* The first bytes after decoding, and how many they are. */
    uint8_t head[8];
    size_t head_length;
} cg_part;

/* The version of GMime that is linked. */
void cg_version(int *major, int *minor, int *micro);

/* Reads a message; NULL where it can't be read as one. At most so many headers, parts and levels are kept. */
cg_message *cg_message_read(const uint8_t *bytes, size_t length, size_t headers, size_t parts, int depth);
void cg_message_free(cg_message *message);

size_t cg_message_headers(const cg_message *message);
cg_header cg_message_header(const cg_message *message, size_t index);

/* Whether a date is told; if so, its seconds since 1970. */
int cg_message_date(const cg_message *message, int64_t *seconds);

/* The address of the first mailbox in From; NULL where none is told. Lives as long as the message. */
const char *cg_message_sender(const cg_message *message);

size_t cg_message_parts(const cg_message *message);
cg_part cg_message_part(const cg_message *message, size_t index);

/* The text of a part, decoded and made UTF-8 as far as its charset is known; at most so many bytes of it. Lives until
   the next call or the end of the message. */
const uint8_t *cg_message_text(cg_message *message, size_t index, size_t limit, size_t *length);

#endif

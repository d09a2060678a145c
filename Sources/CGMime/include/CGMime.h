/* MIME messages as plain values: what of GMime the samples need, without GLib in sight. */
#ifndef CGMIME_H
#define CGMIME_H

#include <stddef.h>
#include <stdint.h>

/* A message that was read. Not to be used by two threads at a time. */
typedef struct cg_message cg_message;

/* A header; its texts live as long as the message. The value as it lies there: folded, and not decoded. */
typedef struct {
    const char *name;
    const char *raw;
} cg_header;

/* A part; its texts and bytes live as long as the message. */
typedef struct {
    int depth;
    /* The part that holds it; -1 where none does. */
    int parent;
    const char *type;
    /* Bytes after decoding; none for a part that only holds others. */
    const uint8_t *content;
    size_t length;
    /* Whether it holds content of its own, and other parts are not in it. */
    int is_leaf;
    /* Whether it is to be read in place: not attached, not of an enclosed message. */
    int is_inline;
    /* Whether its transfer encoding is not known, or told twice and differently, so that the content is as it lies there. */
    int is_undecoded;
    /* Of a part that holds others: how many, and the text before the first and behind the last; NULL where there is none. */
    int children;
    const char *before;
    const char *after;
} cg_part;

/* How content is written for the way. */
typedef enum { CG_BASE64 = 1, CG_QUOTED_PRINTABLE = 2 } cg_encoding;

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

/* Whether there are more headers, parts or levels than are kept. */
int cg_message_is_cut(const cg_message *message);

/* The headers of a part, and those of the message that it encloses. */
size_t cg_part_headers(const cg_message *message, size_t part);
cg_header cg_part_header(const cg_message *message, size_t part, size_t index);
size_t cg_enclosed_headers(const cg_message *message, size_t part);
cg_header cg_enclosed_header(const cg_message *message, size_t part, size_t index);

/* Decodes as mail programs do: what stands behind padding too, and nothing of blanks at the end of a line. `to` has room
   for as many bytes as there are; how many were written. */
size_t cg_decode(cg_encoding encoding, const uint8_t *from, size_t length, uint8_t *to);

/* Bytes of a charset as UTF-8, at most about so many; what can't be converted becomes U+FFFD. NULL where the charset is
   not known. To be freed with cg_free. */
uint8_t *cg_convert(const char *charset, const uint8_t *bytes, size_t length, size_t limit, size_t *written);
void cg_free(uint8_t *bytes);

#endif

#include "CGMime.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>

#include <gmime/gmime.h>

struct cg_message {
    GMimeMessage *message;
    GPtrArray *headers;
    GArray *parts;
    GPtrArray *objects;
    GPtrArray *types;
    GPtrArray *contents;
    size_t most_headers;
    guint most_parts;
    int deepest;
    int is_cut;
};

static void be_silent(const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer data) {
    (void)domain, (void)level, (void)text, (void)data;
}

/* Broken mail makes GMime complain to stderr, which is the screen. */
static void start(void) {
    g_mime_init();
    g_log_set_handler("gmime", G_LOG_LEVEL_MASK, be_silent, NULL);
}

/* The name of a transfer encoding in a header: without blanks, quotation marks and comments. */
static int is_encoding(const char *value, const char *name) {
    size_t length = strlen(name);
    while (*value != 0 && strchr(" \t\r\n\"'(", *value) != NULL) value++;
    if (g_ascii_strncasecmp(value, name, length) != 0) return 0;
    return value[length] == 0 || strchr(" \t\r\n\"';()", value[length]) != NULL;
}

static int is_any_encoding(const char *value, const char *const *names) {
    for (; *names != NULL; names++)
        if (is_encoding(value, *names)) return 1;
    return 0;
}

static GByteArray *bytes_of(GMimeDataWrapper *content, int is_decoded) {
    GMimeStream *to = g_mime_stream_mem_new();
    GMimeStream *from = g_mime_data_wrapper_get_stream(content);
    if (is_decoded) {
        g_mime_data_wrapper_write_to_stream(content, to);
    } else if (from != NULL) {
        g_mime_stream_reset(from);
        g_mime_stream_write_to_stream(from, to);
    }
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(to));
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(to), FALSE);
    g_object_unref(to);
    return bytes;
}

/* Whether the transfer encoding is told twice, and not alike: mail programs read such a part differently. */
static int is_told_twice(GMimeObject *object) {
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    int count = g_mime_header_list_get_count(list);
    const char *first = NULL;
    for (int index = 0; index < count; index++) {
        GMimeHeader *header = g_mime_header_list_get_header_at(list, index);
        if (g_ascii_strcasecmp(g_mime_header_get_name(header), "Content-Transfer-Encoding") != 0) continue;
        const char *value = g_mime_header_get_value(header);
        if (value == NULL) continue;
        if (first != NULL && g_ascii_strcasecmp(first, value) != 0) return 1;
        first = value;
    }
    return 0;
}

/* GMime stops at the padding of base64, so that what follows would pass unseen; it leaves uuencoded to GMime. */
static void read_content(cg_message *self, GMimePart *object, cg_part *part) {
    static const char *const plain[] = {"7bit", "8bit", "binary", NULL};
    static const char *const uuencoded[] = {"x-uuencode", "uuencode", "x-uue", "uue", NULL};
    GMimeDataWrapper *content = g_mime_part_get_content(object);
    if (content == NULL) return;
    const char *header = g_mime_object_get_header(GMIME_OBJECT(object), "Content-Transfer-Encoding");
    const char *value = header == NULL ? "" : header;
    int is_base64 = is_encoding(value, "base64");
    int is_quoted = !is_base64 && is_encoding(value, "quoted-printable");
    GByteArray *bytes = bytes_of(content, is_any_encoding(value, uuencoded));
    if (is_base64 || is_quoted) {
        size_t length = cg_decode(is_base64 ? CG_BASE64 : CG_QUOTED_PRINTABLE, bytes->data, bytes->len, bytes->data);
        g_byte_array_set_size(bytes, (guint)length);
    } else {
        part->is_undecoded = value[strspn(value, " \t\r\n")] != 0 && !is_any_encoding(value, plain) &&
                             !is_any_encoding(value, uuencoded);
    }
    if (is_told_twice(GMIME_OBJECT(object))) part->is_undecoded = 1;
    g_ptr_array_add(self->contents, bytes);
    part->content = bytes->data;
    part->length = bytes->len;
}

static void free_bytes(gpointer bytes) { g_byte_array_free(bytes, TRUE); }

static void add_part(cg_message *self, GMimeObject *object, int depth, int parent, int is_enclosed) {
    cg_part part = {.depth = depth, .parent = parent};
    GMimeContentType *type = g_mime_object_get_content_type(object);
    gchar *name = type == NULL ? g_strdup("text/plain") : g_mime_content_type_get_mime_type(type);
    g_ptr_array_add(self->types, name);
    part.type = name;
    part.is_leaf = GMIME_IS_PART(object);
    if (part.is_leaf) read_content(self, GMIME_PART(object), &part);
    if (GMIME_IS_MULTIPART(object)) {
        part.children = g_mime_multipart_get_count(GMIME_MULTIPART(object));
        part.before = g_mime_multipart_get_prologue(GMIME_MULTIPART(object));
        part.after = g_mime_multipart_get_epilogue(GMIME_MULTIPART(object));
    }
    GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);
    part.is_inline = !is_enclosed && (disposition == NULL || !g_mime_content_disposition_is_attachment(disposition));
    g_array_append_val(self->parts, part);
    g_ptr_array_add(self->objects, object);
}

static void walk(cg_message *self, GMimeObject *object, int depth, int parent, int is_enclosed) {
    if (object == NULL) return;
    if (self->parts->len >= self->most_parts || depth > self->deepest) {
        self->is_cut = 1;
        return;
    }
    int own = (int)self->parts->len;
    add_part(self, object, depth, parent, is_enclosed);
    if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(object);
        int count = g_mime_multipart_get_count(multipart);
        for (int index = 0; index < count; index++)
            walk(self, g_mime_multipart_get_part(multipart, index), depth + 1, own, is_enclosed);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *enclosed = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        if (enclosed != NULL) walk(self, g_mime_message_get_mime_part(enclosed), depth + 1, own, 1);
    }
}

static void add_headers(cg_message *self, GMimeObject *object) {
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    int count = g_mime_header_list_get_count(list);
    for (int index = 0; index < count; index++) {
        if (self->headers->len >= self->most_headers) {
            self->is_cut = 1;
            return;
        }
        g_ptr_array_add(self->headers, g_mime_header_list_get_header_at(list, index));
    }
}

static int by_place(const void *one, const void *other) {
    gint64 first = g_mime_header_get_offset(*(GMimeHeader **)one);
    gint64 second = g_mime_header_get_offset(*(GMimeHeader **)other);
    return (first > second) - (first < second);
}

/* GMime gives those of the content to the first part. */
static void collect_headers(cg_message *self) {
    GMimeObject *part = g_mime_message_get_mime_part(self->message);
    add_headers(self, GMIME_OBJECT(self->message));
    if (part != NULL) add_headers(self, part);
    g_ptr_array_sort(self->headers, by_place);
}

cg_message *cg_message_read(const uint8_t *bytes, size_t length, size_t headers, size_t parts, int depth) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_object_unref(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    if (message == NULL) return NULL;
    cg_message *self = g_new0(cg_message, 1);
    self->message = message;
    self->headers = g_ptr_array_new();
    self->parts = g_array_new(FALSE, TRUE, sizeof(cg_part));
    self->objects = g_ptr_array_new();
    self->types = g_ptr_array_new_with_free_func(g_free);
    self->contents = g_ptr_array_new_with_free_func(free_bytes);
    self->most_headers = headers;
    self->most_parts = (guint)parts;
    self->deepest = depth;
    collect_headers(self);
    walk(self, g_mime_message_get_mime_part(message), 0, -1, 0);
    return self;
}

void cg_message_free(cg_message *self) {
    if (self == NULL) return;
    g_ptr_array_free(self->headers, TRUE);
    g_array_free(self->parts, TRUE);
    g_ptr_array_free(self->objects, TRUE);
    g_ptr_array_free(self->types, TRUE);
    g_ptr_array_free(self->contents, TRUE);
    g_object_unref(self->message);
    g_free(self);
}

size_t cg_message_headers(const cg_message *self) { return self->headers->len; }

static cg_header as_header(GMimeHeader *header) {
    cg_header found = {"", ""};
    const char *name = g_mime_header_get_name(header);
    const char *raw = g_mime_header_get_raw_value(header);
    if (name != NULL) found.name = name;
    if (raw != NULL) found.raw = raw;
    return found;
}

cg_header cg_message_header(const cg_message *self, size_t index) {
    cg_header none = {"", ""};
    return index < self->headers->len ? as_header(g_ptr_array_index(self->headers, index)) : none;
}

int cg_message_is_cut(const cg_message *self) { return self->is_cut; }

static GMimeHeaderList *headers_of(const cg_message *self, size_t part) {
    if (part >= self->objects->len) return NULL;
    return g_mime_object_get_header_list(g_ptr_array_index(self->objects, part));
}

static GMimeHeaderList *headers_in(const cg_message *self, size_t part) {
    if (part >= self->objects->len || !GMIME_IS_MESSAGE_PART(g_ptr_array_index(self->objects, part))) return NULL;
    GMimeMessage *enclosed = g_mime_message_part_get_message(g_ptr_array_index(self->objects, part));
    return enclosed == NULL ? NULL : g_mime_object_get_header_list(GMIME_OBJECT(enclosed));
}

static size_t count_of(GMimeHeaderList *list) { return list == NULL ? 0 : (size_t)g_mime_header_list_get_count(list); }

static cg_header header_at(GMimeHeaderList *list, size_t index) {
    cg_header none = {"", ""};
    return index < count_of(list) ? as_header(g_mime_header_list_get_header_at(list, (int)index)) : none;
}

size_t cg_part_headers(const cg_message *self, size_t part) { return count_of(headers_of(self, part)); }
cg_header cg_part_header(const cg_message *self, size_t part, size_t index) {
    return header_at(headers_of(self, part), index);
}
size_t cg_enclosed_headers(const cg_message *self, size_t part) { return count_of(headers_in(self, part)); }
cg_header cg_enclosed_header(const cg_message *self, size_t part, size_t index) {
    return header_at(headers_in(self, part), index);
}

int cg_message_date(const cg_message *self, int64_t *seconds) {
    GDateTime *date = g_mime_message_get_date(self->message);
    if (date == NULL) return 0;
    *seconds = g_date_time_to_unix(date);
    return 1;
}

const char *cg_message_sender(const cg_message *self) {
    InternetAddressList *list = g_mime_message_get_from(self->message);
    int count = list == NULL ? 0 : internet_address_list_length(list);
    for (int index = 0; index < count; index++) {
        InternetAddress *address = internet_address_list_get_address(list, index);
        if (!INTERNET_ADDRESS_IS_MAILBOX(address)) continue;
        /* As it goes over the wire: a domain in other letters is to be told as such. */
        const char *mailbox = internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(address));
        if (mailbox != NULL && mailbox[0] != 0) return mailbox;
    }
    return NULL;
}

size_t cg_message_parts(const cg_message *self) { return self->parts->len; }

cg_part cg_message_part(const cg_message *self, size_t index) {
    cg_part none = {.type = ""};
    return index < self->parts->len ? g_array_index(self->parts, cg_part, index) : none;
}

/* A name from the mail goes to iconv only if it looks like one. */
static int is_charset_name(const char *name) {
    size_t length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:");
    return length > 0 && length <= 40 && name[length] == 0;
}

/* What can't be converted becomes U+FFFD, one for each byte. */
static void convert(iconv_t converter, const uint8_t *bytes, size_t length, size_t limit, GByteArray *text) {
    static const guint8 unknown[] = {0xEF, 0xBF, 0xBD};
    char *from = (char *)bytes;
    size_t left = length;
    while (left > 0 && text->len < limit) {
        char buffer[4096];
        char *to = buffer;
        size_t room = sizeof buffer;
        size_t result = iconv(converter, &from, &left, &to, &room);
        int problem = result == (size_t)-1 ? errno : 0;
        g_byte_array_append(text, (const guint8 *)buffer, (guint)(to - buffer));
        if (problem == EILSEQ) {
            g_byte_array_append(text, unknown, sizeof unknown);
            from++;
            left--;
        } else if (problem != E2BIG) {
            break;
        }
    }
}

uint8_t *cg_convert(const char *charset, const uint8_t *bytes, size_t length, size_t limit, size_t *written) {
    *written = 0;
    if (!is_charset_name(charset)) return NULL;
    iconv_t converter = g_mime_iconv_open("utf-8", charset);
    if (converter == (iconv_t)-1) return NULL;
    GByteArray *text = g_byte_array_new();
    convert(converter, bytes, length, limit, text);
    g_mime_iconv_close(converter);
    *written = text->len;
    return g_byte_array_free(text, FALSE);
}

void cg_free(uint8_t *bytes) { g_free(bytes); }

static int base64_digit(uint8_t byte) {
    if (byte >= 'A' && byte <= 'Z') return byte - 'A';
    if (byte >= 'a' && byte <= 'z') return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9') return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

/* Padding ends a group and no more: another text may follow. */
static size_t decode_base64(const uint8_t *from, size_t length, uint8_t *to) {
    uint32_t group = 0;
    int digits = 0;
    size_t written = 0;
    for (size_t index = 0; index <= length; index++) {
        int is_end = index == length || from[index] == '=';
        int digit = is_end ? -1 : base64_digit(from[index]);
        if (digit < 0 && !is_end) continue;
        if (!is_end) {
            group = group << 6 | (uint32_t)digit;
            digits++;
        }
        if (digits == 4 || (is_end && digits > 1)) {
            int count = digits - 1;
            group <<= 6 * (4 - digits);
            for (int place = 0; place < count; place++) to[written++] = (uint8_t)(group >> (16 - 8 * place));
        }
        if (digits == 4 || is_end) group = 0, digits = 0;
    }
    return written;
}

static int hex_digit(uint8_t byte) { return g_ascii_xdigit_value((gchar)byte); }

/* Behind blanks and a line end; `start` where something else stands there. */
static size_t behind_line_end(const uint8_t *from, size_t length, size_t start) {
    size_t index = start;
    while (index < length && (from[index] == ' ' || from[index] == '\t')) index++;
    if (index == length) return length;
    if (from[index] == '\r' && index + 1 < length && from[index + 1] == '\n') return index + 2;
    return from[index] == '\n' ? index + 1 : start;
}

static size_t decode_quoted(const uint8_t *from, size_t length, uint8_t *to) {
    size_t written = 0;
    size_t index = 0;
    while (index < length) {
        uint8_t byte = from[index++];
        if (byte == '=') {
            size_t next = behind_line_end(from, length, index);
            if (next != index || index == length) {
                index = next;
                continue;
            }
            if (index + 1 < length && hex_digit(from[index]) >= 0 && hex_digit(from[index + 1]) >= 0) {
                to[written++] = (uint8_t)(hex_digit(from[index]) << 4 | hex_digit(from[index + 1]));
                index += 2;
                continue;
            }
        } else if (byte == ' ' || byte == '\t') {
            /* Blanks at the end of a line were added on the way. */
            size_t end = index;
            while (end < length && (from[end] == ' ' || from[end] == '\t')) end++;
            int is_last = end < length && (from[end] == '\n' || from[end] == '\r');
            if (!is_last)
                for (size_t place = index - 1; place < end; place++) to[written++] = from[place];
            index = end;
            continue;
        }
        to[written++] = byte;
    }
    return written;
}

size_t cg_decode(cg_encoding encoding, const uint8_t *from, size_t length, uint8_t *to) {
    return encoding == CG_BASE64 ? decode_base64(from, length, to) : decode_quoted(from, length, to);
}

void cg_version(int *major, int *minor, int *micro) {
    *major = (int)gmime_major_version;
    *minor = (int)gmime_minor_version;
    *micro = (int)gmime_micro_version;
}

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
    GByteArray *text;
    guint most_parts;
};

static void be_silent(const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer data) {
    (void)domain, (void)level, (void)text, (void)data;
}

/* Broken mail makes GMime complain to stderr, which is the screen. */
static void start(void) {
    g_mime_init();
    g_log_set_handler("gmime", G_LOG_LEVEL_MASK, be_silent, NULL);
}

/* Size and first bytes after decoding. */
static void measure(GMimePart *object, cg_part *part) {
    GMimeDataWrapper *content = g_mime_part_get_content(object);
    if (content == NULL) return;
    GMimeStream *stream = g_mime_stream_mem_new();
    int64_t size = g_mime_data_wrapper_write_to_stream(content, stream);
    part->size = size < 0 ? 0 : size;
    GByteArray *decoded = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    part->head_length = decoded->len < sizeof part->head ? decoded->len : sizeof part->head;
    if (part->head_length > 0) memcpy(part->head, decoded->data, part->head_length);
    g_object_unref(stream);
}

static cg_kind kind_of(GMimeObject *object) {
    GMimeContentType *type = g_mime_object_get_content_type(object);
    if (!GMIME_IS_PART(object)) return CG_OTHER;
    if (type == NULL || g_mime_content_type_is_type(type, "text", "plain")) return CG_PLAIN;
    return g_mime_content_type_is_type(type, "text", "html") ? CG_HTML : CG_OTHER;
}

static void add_part(cg_message *self, GMimeObject *object, int depth, int is_enclosed) {
    cg_part part = {.depth = depth};
    GMimeContentType *type = g_mime_object_get_content_type(object);
    gchar *name = type == NULL ? g_strdup("text/plain") : g_mime_content_type_get_mime_type(type);
    g_ptr_array_add(self->types, name);
    part.type = name;
    if (GMIME_IS_PART(object)) {
        part.file_name = g_mime_part_get_filename(GMIME_PART(object));
        part.charset = g_mime_object_get_content_type_parameter(object, "charset");
        measure(GMIME_PART(object), &part);
    }
    part.kind = kind_of(object);
    GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);
    part.is_inline = !is_enclosed && (disposition == NULL || !g_mime_content_disposition_is_attachment(disposition));
    g_array_append_val(self->parts, part);
    g_ptr_array_add(self->objects, object);
}

static void walk(cg_message *self, GMimeObject *object, int depth, int deepest, int is_enclosed) {
    if (object == NULL || self->parts->len >= self->most_parts || depth > deepest) return;
    add_part(self, object, depth, is_enclosed);
    if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(object);
        int count = g_mime_multipart_get_count(multipart);
        for (int index = 0; index < count; index++)
            walk(self, g_mime_multipart_get_part(multipart, index), depth + 1, deepest, is_enclosed);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *enclosed = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        if (enclosed != NULL) walk(self, g_mime_message_get_mime_part(enclosed), depth + 1, deepest, 1);
    }
}

static void add_headers(cg_message *self, GMimeObject *object, size_t most) {
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    int count = g_mime_header_list_get_count(list);
    for (int index = 0; index < count && self->headers->len < most; index++)
        g_ptr_array_add(self->headers, g_mime_header_list_get_header_at(list, index));
}

static int by_place(const void *one, const void *other) {
    gint64 first = g_mime_header_get_offset(*(GMimeHeader **)one);
    gint64 second = g_mime_header_get_offset(*(GMimeHeader **)other);
    return (first > second) - (first < second);
}

/* GMime gives those of the content to the first part. */
static void collect_headers(cg_message *self, size_t most) {
    GMimeObject *part = g_mime_message_get_mime_part(self->message);
    add_headers(self, GMIME_OBJECT(self->message), most);
    if (part != NULL) add_headers(self, part, most);
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
    self->text = g_byte_array_new();
    self->most_parts = (guint)parts;
    collect_headers(self, headers);
    walk(self, g_mime_message_get_mime_part(message), 0, depth, 0);
    return self;
}

void cg_message_free(cg_message *self) {
    if (self == NULL) return;
    g_ptr_array_free(self->headers, TRUE);
    g_array_free(self->parts, TRUE);
    g_ptr_array_free(self->objects, TRUE);
    g_ptr_array_free(self->types, TRUE);
    g_byte_array_free(self->text, TRUE);
    g_object_unref(self->message);
    g_free(self);
}

size_t cg_message_headers(const cg_message *self) { return self->headers->len; }

cg_header cg_message_header(const cg_message *self, size_t index) {
    cg_header found = {"", ""};
    if (index >= self->headers->len) return found;
    GMimeHeader *header = g_ptr_array_index(self->headers, index);
    const char *name = g_mime_header_get_name(header);
    const char *value = g_mime_header_get_value(header);
    if (name != NULL) found.name = name;
    if (value != NULL) found.value = value;
    return found;
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

static iconv_t open_charset(GMimeObject *object, const uint8_t *bytes, size_t length) {
    const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
    int is_told = charset != NULL && is_charset_name(charset) && g_ascii_strcasecmp(charset, "us-ascii") != 0;
    if (is_told) {
        if (!g_ascii_strcasecmp(charset, "utf-8") || !g_ascii_strcasecmp(charset, "utf8")) return (iconv_t)-1;
        iconv_t converter = g_mime_iconv_open("utf-8", charset);
        if (converter != (iconv_t)-1) return converter;
    }
    if (g_utf8_validate((const char *)bytes, (gssize)length, NULL)) return (iconv_t)-1;
    return g_mime_iconv_open("utf-8", "windows-1252");
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

const uint8_t *cg_message_text(cg_message *self, size_t index, size_t limit, size_t *length) {
    g_byte_array_set_size(self->text, 0);
    *length = 0;
    if (index >= self->objects->len || !GMIME_IS_PART(g_ptr_array_index(self->objects, index))) return NULL;
    GMimePart *part = GMIME_PART(g_ptr_array_index(self->objects, index));
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (content == NULL) return NULL;
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(content, stream);
    GByteArray *decoded = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    size_t count = decoded->len < limit ? decoded->len : limit;
    iconv_t converter = open_charset(GMIME_OBJECT(part), decoded->data, count);
    if (converter == (iconv_t)-1) {
        g_byte_array_append(self->text, decoded->data, (guint)count);
    } else {
        convert(converter, decoded->data, count, limit, self->text);
        g_mime_iconv_close(converter);
    }
    g_object_unref(stream);
    *length = self->text->len < limit ? self->text->len : limit;
    return self->text->data;
}

void cg_version(int *major, int *minor, int *micro) {
    *major = (int)gmime_major_version;
    *minor = (int)gmime_minor_version;
    *micro = (int)gmime_micro_version;
}

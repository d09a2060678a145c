#include "CIDN.h"

#include <idn2.h>
#include <string.h>

static size_t taken(int result, char *made, char *out, size_t room) {
    size_t length = result == IDN2_OK && made != NULL ? strlen(made) : 0;
    if (length > room) length = 0;
    if (length > 0) memcpy(out, made, length);
    idn2_free(made);
    return length;
}

size_t ci_label_to_ascii(const char *label, char *out, size_t room) {
    char *made = NULL;
    int result = idn2_to_ascii_8z(label, &made, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
    return taken(result, made, out, room);
}

size_t ci_label_to_unicode(const char *label, char *out, size_t room) {
    char *made = NULL;
    int result = idn2_to_unicode_8z8z(label, &made, 0);
    return taken(result, made, out, room);
}

int ci_has_forms(const uint8_t *text, size_t length) {
    uint8_t all = 0;
    for (size_t i = 0; i < length; i++) all |= text[i];
    if (all >= 0x80) return 1;
    const uint8_t *end = text + length;
    for (const uint8_t *at = text; (at = memchr(at, '-', (size_t)(end - at))) != NULL; at++) {
        if (at - text >= 2 && end - at >= 2 && at[1] == '-' && (at[-1] | 0x20) == 'n' && (at[-2] | 0x20) == 'x') return 1;
    }
    return 0;
}

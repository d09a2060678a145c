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

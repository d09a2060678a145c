// memmem is a GNU extension that Swift does not see through Glibc.
#include "CSearch.h"

#include <string.h>

void cs_mark_rows(const uint8_t *text, size_t length, const uint32_t *ends, size_t rows, const uint8_t *needle,
                  size_t needle_length, uint64_t *bits, size_t first_row) {
    size_t at = 0;
    size_t row = 0;
    while (at < length && row < rows) {
        const uint8_t *hit = memmem(text + at, length - at, needle, needle_length);
        if (hit == NULL) return;
        size_t offset = (size_t)(hit - text);
        while (row < rows && ends[row] <= offset) row++;
        if (row == rows) return;
        bits[(first_row + row) >> 6] |= (uint64_t)1 << ((first_row + row) & 63);
        at = ends[row];
        row++;
    }
}

int cs_contains(const uint8_t *text, size_t length, const uint8_t *needle, size_t needle_length) {
    return memmem(text, length, needle, needle_length) != NULL;
}

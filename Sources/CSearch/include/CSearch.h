#ifndef CSEARCH_H
#define CSEARCH_H

#include <stddef.h>
#include <stdint.h>

/// Sets the bit of every row of `text` that holds `needle`: bit `first_row + n` of `bits` for row n.
/// Rows lie one after the other; `ends` holds the end of each. A needle never matches across two rows as rows end in a
/// byte that no needle holds.
void cs_mark_rows(const uint8_t *text, size_t length, const uint32_t *ends, size_t rows, const uint8_t *needle,
                  size_t needle_length, uint64_t *bits, size_t first_row);

/// Whether `text` holds `needle`.
int cs_contains(const uint8_t *text, size_t length, const uint8_t *needle, size_t needle_length);

#endif

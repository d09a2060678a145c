#ifndef CIDN_H
#define CIDN_H

#include <stddef.h>

/// One label of a host, in UTF-8, as DNS holds it (UTS 46, non-transitional): `bücher` is `xn--bcher-kva`.
/// Writes at most `room` bytes without an end mark; returns how many, 0 where the label is none or does not fit.
size_t ci_label_to_ascii(const char *label, char *out, size_t room);

/// One label of a host as it is meant to be read, in UTF-8: `xn--bcher-kva` is `bücher`. As above.
size_t ci_label_to_unicode(const char *label, char *out, size_t room);

#endif

#ifndef CPROCESS_H
#define CPROCESS_H

#include <spawn.h>
#include <stdbool.h>

/// What the system's headers hide from Swift.

/// Adds that a child closes all descriptors from this one up. False when there is no memory for it.
bool cp_close_from(posix_spawn_file_actions_t *actions, int first);

/// No core file of this process, and nobody but root may look into its memory. False where the system refuses.
bool cp_keep_memory_private(void);

#endif

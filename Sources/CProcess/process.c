#include "CProcess.h"

#include <sys/prctl.h>
#include <sys/resource.h>

bool cp_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first) == 0;
}

bool cp_keep_memory_private(void) {
    const struct rlimit none = {0, 0};
    bool limited = setrlimit(RLIMIT_CORE, &none) == 0;
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && limited;
}

#include "cncurses.h"

#include <unistd.h>

// How other run loops (CoreFoundation's) drive libdispatch's main queue.
extern int _dispatch_get_main_queue_handle_4CF(void);
extern void _dispatch_main_queue_callback_4CF(void *unused);

int cn_main_queue_handle(void) { return _dispatch_get_main_queue_handle_4CF(); }

void cn_run_main_queue(void) {
    uint64_t count;
    if (read(cn_main_queue_handle(), &count, sizeof count) < 0) { /* nobody called: nothing is lost */ }
    _dispatch_main_queue_callback_4CF(NULL);
}

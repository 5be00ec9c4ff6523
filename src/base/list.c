#include "base/list.h"

/* Most lists of a program hold one or two things: large elements get no room that nobody asked for. */
static size_t first_room(size_t element_bytes) { return element_bytes >= 48 ? 1 : element_bytes >= 16 ? 2 : 4; }

void list_reserve_bytes(void **at, size_t *room, size_t count, size_t want, size_t element_bytes) {
  size_t new_room = *room ? *room * 2 : first_room(element_bytes), bytes;
  if (new_room < want) new_room = want;
  if (__builtin_mul_overflow(new_room, element_bytes, &bytes)) mem_die();
  *at = mem_grow(*at, count * element_bytes, bytes);
  *room = new_room;
}

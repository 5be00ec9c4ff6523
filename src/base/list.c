#include "base/list.h"

#define FIRST_ROOM 4

void list_reserve_bytes(void **at, size_t *room, size_t count, size_t want, size_t element_bytes) {
  size_t new_room = *room < FIRST_ROOM / 2 ? FIRST_ROOM : *room * 2, bytes;
  if (new_room < want) new_room = want;
  if (__builtin_mul_overflow(new_room, element_bytes, &bytes)) mem_die();
  *at = mem_grow(*at, count * element_bytes, bytes);
  *room = new_room;
}

/* Growable arrays. LIST(T) declares one; a zeroed list is empty. Elements move when the list grows. */
#ifndef REMIT_BASE_LIST_H
#define REMIT_BASE_LIST_H
#include "base/mem.h"

#define LIST(T)   \
  struct {        \
    T *at;        \
    size_t count; \
    size_t room;  \
  }

#define list_reserve(list, want)                                                                             \
  ((list)->room >= (want)                                                                                    \
       ? (void)0                                                                                             \
       : list_reserve_bytes((void **)&(list)->at, &(list)->room, (list)->count, (want), sizeof *(list)->at))

#define list_push(list, value) \
  (list_reserve(list, (list)->count + 1), (list)->at[(list)->count] = (value), (void)(list)->count++)

/* The address of a new zeroed element at the end. */
#define list_add(list) (list_reserve(list, (list)->count + 1), &(list)->at[(list)->count++])

/* Makes room for `want` elements, at least doubling. Used through the macros above. */
void list_reserve_bytes(void **at, size_t *room, size_t count, size_t want, size_t element_bytes);
#endif

/* The only door to the heap.
 *
 * Two builds stand behind it: mem_gc.c (libgc, production) and mem_check.c (malloc on a list that mem_close
 * releases; the build for ASan, UBSan, valgrind and fuzzing). Memory comes zeroed and is never NULL: when there is
 * none, mem_die is called. Nothing is freed by hand, except that mem_free may hand a large block back early.
 *
 * For tests, from the environment: the stress build of mem_gc.c (MEM_STRESS) collects at every REMIT_STRESS-th
 * allocation, REMIT_STRESS_PHASE later; without the first about 2,000 times a run, ever more rarely. In mem_check.c
 * the REMIT_FAIL_ALLOCATION-th allocation finds no memory; with REMIT_FAIL_EACH=n each of the first n does in a process
 * of its own, and the program goes on once that has ended: with 70 and one line, or standard error says how.
 */
#ifndef REMIT_BASE_MEM_H
#define REMIT_BASE_MEM_H
#include <stddef.h>

void mem_open(void);                    /* once per process or library handle; may be called again */
void mem_close(void);                   /* check build: releases everything; gc build: nothing */
void *mem_alloc(size_t bytes);          /* zeroed; scanned for pointers */
void *mem_alloc_flat(size_t bytes);     /* zeroed; must never hold a pointer */
/* A block of `bytes` that starts with the `old_bytes` of `old` (which may be NULL and is given up); the rest zeroed. */
void *mem_grow(void *old, size_t old_bytes, size_t bytes);
void *mem_grow_flat(void *old, size_t old_bytes, size_t bytes);
void mem_free(void *block);             /* NULL is allowed */
/* Keeps a handle, which a host will hold in memory libgc cannot see, alive until mem_unkeep. */
void mem_keep(void *block);
void mem_unkeep(void *block);
/* Between the two nothing is collected: around work whose every block stays, such as reading a program. They nest. */
void mem_hold(void);
void mem_release(void);
void mem_enter_thread(void);            /* on entry of each public call of the library: registers the calling thread */
/* Called when memory is out, before the abort; the program sets one that writes a line and exits with 70. */
void mem_on_die(void (*handler)(void));
_Noreturn void mem_die(void);

/* A pool hands out small blocks from large ones: for trees that live and die together. Zero-initialise it.
 * The check build gives every block its own allocation, so that ASan sees its ends. */
typedef struct MemPool {
  char *at;
  size_t left;
} MemPool;

void *mem_pool_alloc(MemPool *pool, size_t bytes);  /* zeroed, 8-byte aligned, scanned for pointers */

#define MEM_NEW(T) ((T *)mem_alloc(sizeof(T)))
#define MEM_NEW_ARRAY(T, n) ((T *)mem_alloc(sizeof(T) * (n)))
#endif

/* The heap of the program: Boehm, Demers and Weiser's conservative collector. No other file includes <gc.h>. */
#define GC_THREADS
#define GC_NO_THREAD_REDIRECTS /* a host's threads are the host's: they register on entry instead */
#include <gc.h>
#include "base/mem.h"
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Room for an ordinary run, so that it never collects: the pages are not touched before they are used. */
#define FIRST_HEAP_BYTES ((size_t)16 << 20)

#ifdef MEM_STRESS
#include <stdatomic.h>
#include <stdlib.h>

/* Without a pace a run collects at each of its first allocations and then half as often after each further batch of
 * collections, so that a run of any length makes about 2,000 of them. */
#define FIRST_COLLECTIONS 512
#define BATCH_COLLECTIONS 96

static atomic_size_t allocations, collections;
static size_t pace, phase;

static size_t number_from(const char *name) {
  const char *text = getenv(name);
  return text ? strtoul(text, NULL, 10) : 0;
}

static void stress_open(void) {
  pace = number_from("REMIT_STRESS");
  phase = number_from("REMIT_STRESS_PHASE");
}

static size_t own_pace(size_t done) {
  size_t batches = done < FIRST_COLLECTIONS ? 0 : (done - FIRST_COLLECTIONS) / BATCH_COLLECTIONS + 1;
  return (size_t)1 << (batches < 40 ? batches : 40);
}

static void stress_step(void) {
  size_t count = atomic_fetch_add(&allocations, 1) + phase;
  if (count % (pace ? pace : own_pace(collections))) return;
  atomic_fetch_add(&collections, 1);
  GC_gcollect();
}
#else
static void stress_open(void) {}
static void stress_step(void) {}
#endif

static pthread_once_t heap_once = PTHREAD_ONCE_INIT, threads_once = PTHREAD_ONCE_INIT;
static pthread_key_t exit_key;
static _Thread_local bool thread_opened, thread_known;

static void *out_of_memory(size_t bytes) {
  (void)bytes;
  mem_die();
}

static void heap_start(void) {
  GC_set_markers_count(1); /* starting threads to mark costs more than a whole run */
  GC_set_all_interior_pointers(1);
  GC_set_dont_precollect(1);
  GC_set_handle_fork(1);
  GC_set_warn_proc(GC_ignore_warn_proc);
  GC_set_oom_fn(out_of_memory);
  GC_set_free_space_divisor(2);
  GC_INIT();
  GC_expand_hp(FIRST_HEAP_BYTES);
  thread_opened = true;
  stress_open();
}

void mem_open(void) {
  pthread_once(&heap_once, heap_start);
}

void mem_close(void) {}

#ifdef MEM_STRESS
void mem_hold(void) {}
void mem_release(void) {}
#else
void mem_hold(void) { GC_disable(); }
void mem_release(void) { GC_enable(); }
#endif

static void thread_ends(void *unused) {
  (void)unused;
  GC_unregister_my_thread();
}

/* Only from here on does libgc lock, so that a program without a host's threads never pays for it. */
static void threads_start(void) {
  GC_allow_register_threads();
  if (pthread_key_create(&exit_key, thread_ends)) mem_die();
}

void mem_enter_thread(void) {
  struct GC_stack_base stack;
  mem_open();
  pthread_once(&threads_once, threads_start);
  if (thread_known) return;
  if (GC_get_stack_base(&stack) != GC_SUCCESS) mem_die();
  bool ours = GC_register_my_thread(&stack) == GC_SUCCESS || thread_opened;
  /* A thread that ends while libgc still knows it would be waited for by the next collection, for ever. */
  if (ours && pthread_setspecific(exit_key, &exit_key)) mem_die();
  thread_known = true;
}

void *mem_alloc(size_t bytes) {
  stress_step();
  void *block = GC_MALLOC(bytes ? bytes : 1);
  if (!block) mem_die();
  return block;
}

void *mem_alloc_flat(size_t bytes) {
  stress_step();
  void *block = GC_MALLOC_ATOMIC(bytes ? bytes : 1);
  if (!block) mem_die();
  return memset(block, 0, bytes);
}

static void *moved(void *block, void *old, size_t old_bytes, size_t bytes) {
  if (!old) return block;
  memcpy(block, old, old_bytes < bytes ? old_bytes : bytes);
  GC_FREE(old);
  return block;
}

void *mem_grow(void *old, size_t old_bytes, size_t bytes) {
  return moved(mem_alloc(bytes), old, old_bytes, bytes);
}

void *mem_grow_flat(void *old, size_t old_bytes, size_t bytes) {
  return moved(mem_alloc_flat(bytes), old, old_bytes, bytes);
}

void mem_free(void *block) {
  GC_FREE(block);
}

/* Each kept block hangs on a holder that libgc never collects and always scans. */
typedef struct Holder {
  struct Holder *next;
  void *block;
} Holder;

static Holder *holders;
static pthread_mutex_t holders_lock = PTHREAD_MUTEX_INITIALIZER;

void mem_keep(void *block) {
  Holder *holder = GC_MALLOC_UNCOLLECTABLE(sizeof *holder);
  if (!holder) mem_die();
  pthread_mutex_lock(&holders_lock);
  *holder = (Holder){.next = holders, .block = block};
  holders = holder;
  pthread_mutex_unlock(&holders_lock);
}

void mem_unkeep(void *block) {
  pthread_mutex_lock(&holders_lock);
  Holder **link = &holders;
  while (*link && (*link)->block != block) link = &(*link)->next;
  Holder *found = *link;
  if (found) *link = found->next;
  pthread_mutex_unlock(&holders_lock);
  if (found) GC_FREE(found);
}

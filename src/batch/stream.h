/* A pipe that several processes read at places, as they read a file: one more process copies what comes into a file in
 * memory, no further than somebody wants, and what has been dealt with is given back. */
#ifndef REMIT_BATCH_STREAM_H
#define REMIT_BATCH_STREAM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define STREAM_READERS 257      /* the parent, who is reader 0, and its workers */

typedef struct Stream Stream;

/* Before the other processes begin. `bytes`: what has been read of the pipe, and not dealt with; they stand at `place`.
 * NULL where there is no room for it. */
Stream *stream_open(int descriptor, uint64_t place, const char *bytes, size_t count);
/* The work of the process that copies: until the pipe ends. */
void stream_feed(Stream *stream);
/* How many bytes there are from a place on; waits for the first. 0: the pipe ended before, perhaps by a failure, which
 * stream_error tells (an errno; 0: it just ended). */
size_t stream_wait(Stream *stream, unsigned reader, uint64_t place);
int stream_error(const Stream *stream);
/* Of those that have come; as pread. */
ssize_t stream_read(const Stream *stream, char *to, size_t count, uint64_t place);
/* Nobody wants what stands before a place any more. */
void stream_drop(Stream *stream, uint64_t place);
#endif

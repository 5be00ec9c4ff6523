/* Putting a whole file in another's place: at every moment, also after a crash, the old or the new one stands there.
 * Files that are new or grow, and what stands in a folder. */
#ifndef REMIT_BASE_FILE_H
#define REMIT_BASE_FILE_H
#include <stdbool.h>
#include <stddef.h>

typedef enum FileStatus {
  FILE_WRITTEN,
  FILE_NOT_PLACED,   /* no such folder, a folder of that name, or no right to write: nothing was begun */
  FILE_NOT_WRITTEN   /* a full disk or the like: the old file stands as it was */
} FileStatus;

/* Replaces or creates the file at `path`. A link is followed, permissions are kept (a new file's are the umask's), and
 * what is no regular file, such as /dev/stdout or a pipe, is written to directly. *error_number is the errno of a
 * failure. */
FileStatus file_replace(const char *path, const void *bytes, size_t count, int *error_number);

/* A new file with these bytes: FILE_NOT_PLACED with EEXIST where there is one. None is left where it cannot be
 * filled. */
FileStatus file_create(const char *path, const void *bytes, size_t count, int *error_number);

/* Adds to a regular file, all or nothing, and makes it where there is none. */
FileStatus file_append(const char *path, const void *bytes, size_t count, int *error_number);

/* All bytes to a descriptor, however many calls that takes; false, with errno. */
bool file_write(int descriptor, const void *bytes, size_t count);

/* Every name in the folder but the hidden ones, in no order. False, with errno, when it cannot be read. */
typedef void FileVisitor(void *context, const char *name);
bool file_each_in(const char *folder, FileVisitor *visit, void *context);
#endif

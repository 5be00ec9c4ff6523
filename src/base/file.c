#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAMES_TRIED 100

bool file_write(int descriptor, const void *bytes, size_t count) {
  const char *at = bytes;
  while (count) {
    ssize_t written = write(descriptor, at, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    at += written;
    count -= (size_t)written;
  }
  return true;
}

static FileStatus failed(FileStatus status, int *error_number) {
  *error_number = errno;
  return status;
}

/* A pipe or a device cannot be replaced, and what was written to it cannot be taken back. */
static FileStatus write_directly(const char *path, const void *bytes, size_t count, int *error_number) {
  int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return failed(FILE_NOT_PLACED, error_number);
  bool written = file_write(fd, bytes, count);
  if (!written) *error_number = errno;
  if (close(fd) && written) return failed(FILE_NOT_WRITTEN, error_number);
  return written ? FILE_WRITTEN : FILE_NOT_WRITTEN;
}

static Text folder_of(const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash) return TEXT(".");
  return slash == path ? TEXT("/") : text_slice(text_of(path), 0, (size_t)(slash - path));
}

/* Opens a new file beside the one to replace; O_EXCL and not mkstemp, so that the umask rules its permissions. */
static int open_beside(Text folder, Text *name) {
  int fd = -1;
  for (unsigned i = 0; fd < 0 && i < NAMES_TRIED; i++) {
    *name = text_format("%.*s/.remit-%ld-%u.tmp", (int)folder.bytes, folder.at, (long)getpid(), i);
    fd = open(name->at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno != EEXIST) break;
  }
  return fd;
}

/* The owner stays where we may set it; where we may not, the file becomes ours, as with any editor. */
static bool keep_owner_and_mode(int fd, const struct stat *old) {
  struct stat now;
  if (fstat(fd, &now)) return false;
  if ((now.st_uid != old->st_uid || now.st_gid != old->st_gid) && fchown(fd, old->st_uid, old->st_gid)) errno = 0;
  return fchmod(fd, old->st_mode & 07777) == 0;
}

static bool fill(int fd, const struct stat *old, const void *bytes, size_t count) {
  return file_write(fd, bytes, count) && (!old || keep_owner_and_mode(fd, old)) && fsync(fd) == 0;
}

/* Without this the new name might be lost in a crash, though not the old file: a failure is no reason to complain. */
static void sync_folder(Text folder) {
  int fd = open(text_c(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

static FileStatus replace(const char *path, const struct stat *old, const void *bytes, size_t count,
                          int *error_number) {
  Text folder = folder_of(path), name;
  int fd = open_beside(folder, &name);
  if (fd < 0) return failed(FILE_NOT_PLACED, error_number);
  bool done = fill(fd, old, bytes, count);
  if (!done) *error_number = errno;
  if (close(fd) && done) *error_number = errno, done = false;
  if (done && rename(name.at, path)) *error_number = errno, done = false;
  if (!done) unlink(name.at);
  else sync_folder(folder);
  return done ? FILE_WRITTEN : FILE_NOT_WRITTEN;
}

FileStatus file_replace(const char *path, const void *bytes, size_t count, int *error_number) {
  struct stat old;
  char target[PATH_MAX];
  *error_number = 0;
  if (stat(path, &old)) {
    struct stat link;
    if (errno != ENOENT) return failed(FILE_NOT_PLACED, error_number);
    bool leads_nowhere = lstat(path, &link) == 0;
    errno = ENOENT;
    if (leads_nowhere || !*path) return failed(FILE_NOT_PLACED, error_number);
    return replace(path, NULL, bytes, count, error_number);
  }
  errno = EISDIR;
  if (S_ISDIR(old.st_mode)) return failed(FILE_NOT_PLACED, error_number);
  if (!S_ISREG(old.st_mode)) return write_directly(path, bytes, count, error_number);
  if (access(path, W_OK) || !realpath(path, target)) return failed(FILE_NOT_PLACED, error_number);
  return replace(target, &old, bytes, count, error_number);
}

FileStatus file_create(const char *path, const void *bytes, size_t count, int *error_number) {
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0) return failed(FILE_NOT_PLACED, error_number);
  bool done = file_write(fd, bytes, count);
  if (!done) *error_number = errno;
  if (close(fd) && done) *error_number = errno, done = false;
  if (!done) unlink(path);
  return done ? FILE_WRITTEN : FILE_NOT_WRITTEN;
}

FileStatus file_append(const char *path, const void *bytes, size_t count, int *error_number) {
  struct stat before = {0};
  int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0) return failed(FILE_NOT_PLACED, error_number);
  bool done = fstat(fd, &before) == 0 && file_write(fd, bytes, count);
  if (!done) *error_number = errno;
  if (!done && S_ISREG(before.st_mode) && ftruncate(fd, before.st_size)) errno = 0;
  if (close(fd) && done) *error_number = errno, done = false;
  return done ? FILE_WRITTEN : FILE_NOT_WRITTEN;
}

bool file_each_in(const char *folder, FileVisitor *visit, void *context) {
  DIR *stream = opendir(folder);
  if (!stream) return false;
  for (struct dirent *entry; (entry = readdir(stream)) != NULL;)
    if (entry->d_name[0] != '.') visit(context, entry->d_name);
  closedir(stream);
  return true;
}

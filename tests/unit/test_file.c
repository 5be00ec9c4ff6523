#include "unit.h"
#include "base/file.h"
#include "source/source.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];

static int enter(void **state) {
  unit_open(state);
  strcpy(folder, "/tmp/remit-file.XXXXXX");
  return mkdtemp(folder) ? chdir(folder) : 1;
}

static int leave(void **state) {
  int left = chdir("/");
  char command[128];
  snprintf(command, sizeof command, "rm -rf %s", folder);
  return left + system(command) + unit_close(state);
}

static FileStatus put(const char *path, const char *bytes) {
  int error;
  return file_replace(path, bytes, strlen(bytes), &error);
}

static void holds(const char *path, const char *bytes) {
  Source *source;
  int error;
  assert_int_equal(source_read(path, &source, &error), SOURCE_OK);
  assert_text(source->text, bytes);
}

static unsigned mode_of(const char *path) {
  struct stat about;
  assert_int_equal(lstat(path, &about), 0);
  return about.st_mode & 07777;
}

static unsigned files_here(void) {
  unsigned count = 0;
  DIR *dir = opendir(".");
  while (readdir(dir)) count++;
  closedir(dir);
  return count - 2;
}

static void files_are_made_and_replaced(void **state) {
  (void)state;
  umask(027);
  assert_int_equal(put("new", "one"), FILE_WRITTEN);
  holds("new", "one");
  assert_int_equal(mode_of("new"), 0640);
  assert_int_equal(put("new", ""), FILE_WRITTEN);
  holds("new", "");
  assert_int_equal(put("./new", "three"), FILE_WRITTEN);
  holds("new", "three");
  assert_int_equal(files_here(), 1);
  unlink("new");
  umask(022);
}

static void new_files_and_growing_ones(void **state) {
  int error = 0;
  (void)state;
  assert_int_equal(file_create("made", "one", 3, &error), FILE_WRITTEN);
  assert_int_equal(file_create("made", "two", 3, &error), FILE_NOT_PLACED);
  assert_int_equal(error, EEXIST);
  holds("made", "one");
  assert_int_equal(file_append("made", " two", 4, &error), FILE_WRITTEN);
  holds("made", "one two");
  assert_int_equal(file_append("grown", "one", 3, &error), FILE_WRITTEN);
  holds("grown", "one");
  assert_int_equal(file_append("nowhere/grown", "one", 3, &error), FILE_NOT_PLACED);
  assert_int_equal(error, ENOENT);
  assert_int_equal(files_here(), 2);
  unlink("made");
  unlink("grown");
}

/* A limit on the size of files does what a full disk does. */
static void what_does_not_fit_leaves_nothing(void **state) {
  struct rlimit old, small = {6, RLIM_INFINITY};
  int error = 0;
  (void)state;
  signal(SIGXFSZ, SIG_IGN);
  file_append("grown", "one", 3, &error);
  getrlimit(RLIMIT_FSIZE, &old);
  small.rlim_max = old.rlim_max;
  setrlimit(RLIMIT_FSIZE, &small);
  FileStatus made = file_create("made", "seven..", 7, &error);
  assert_int_equal(error, EFBIG);
  FileStatus grown = file_append("grown", "four", 4, &error);
  assert_int_equal(error, EFBIG);
  setrlimit(RLIMIT_FSIZE, &old);
  signal(SIGXFSZ, SIG_DFL);
  assert_int_equal(made, FILE_NOT_WRITTEN);
  assert_int_equal(grown, FILE_NOT_WRITTEN);
  holds("grown", "one");
  assert_int_equal(files_here(), 1);
  unlink("grown");
}

static void permissions_and_links_stay(void **state) {
  (void)state;
  put("real", "old");
  chmod("real", 0751);
  assert_int_equal(symlink("real", "link"), 0);
  assert_int_equal(put("link", "new"), FILE_WRITTEN);
  holds("real", "new");
  assert_int_equal(mode_of("real"), 0751);
  struct stat about;
  lstat("link", &about);
  assert_true(S_ISLNK(about.st_mode));
  unlink("link");
  unlink("real");
}

static void fails(const char *path, FileStatus status, int error_number) {
  int error;
  assert_int_equal(file_replace(path, "x", 1, &error), status);
  assert_int_equal(error, error_number);
}

static void what_cannot_be_placed_is_told(void **state) {
  (void)state;
  fails("nowhere/file", FILE_NOT_PLACED, ENOENT);
  fails("/", FILE_NOT_PLACED, EISDIR);
  fails("", FILE_NOT_PLACED, ENOENT);
  fails("/dev/full", FILE_NOT_WRITTEN, ENOSPC);
  assert_int_equal(symlink("nobody", "dangling"), 0);
  fails("dangling", FILE_NOT_PLACED, ENOENT);
  unlink("dangling");
  put("plain", "x");
  fails("plain/file", FILE_NOT_PLACED, ENOTDIR);
  unlink("plain");
  assert_int_equal(put("/dev/null", "x"), FILE_WRITTEN);
  assert_int_equal(files_here(), 0);
}

static void a_file_without_write_permission_stays(void **state) {
  (void)state;
  put("locked", "old");
  chmod("locked", 0444);
  chmod(".", 0777);
  pid_t child = fork();
  if (child == 0) {
    int error;
    if (setgid(65534) || setuid(65534)) _exit(77); /* not root: then nothing to give up */
    _exit(file_replace("locked", "new", 3, &error) == FILE_NOT_PLACED && error == EACCES ? 0 : 1);
  }
  int status;
  waitpid(child, &status, 0);
  assert_true(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 77));
  holds("locked", "old");
  unlink("locked");
}

static void a_full_disk_leaves_the_old_file(void **state) {
  (void)state;
  static char large[100000];
  put("kept", "old");
  pid_t child = fork();
  if (child == 0) {
    int error;
    struct rlimit limit = {5000, 5000};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(file_replace("kept", large, sizeof large, &error) == FILE_NOT_WRITTEN && error == EFBIG ? 0 : 1);
  }
  int status;
  waitpid(child, &status, 0);
  assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  holds("kept", "old");
  assert_int_equal(files_here(), 1);
  unlink("kept");
}

static void a_pipe_is_written_to(void **state) {
  (void)state;
  char got[8] = "";
  assert_int_equal(mkfifo("pipe", 0600), 0);
  int fd = open("pipe", O_RDWR);
  assert_int_equal(put("pipe", "through"), FILE_WRITTEN);
  assert_int_equal(read(fd, got, sizeof got), 7);
  assert_memory_equal(got, "through", 7);
  close(fd);
  unlink("pipe");
}

static char *letters(char letter) {
  char *bytes = malloc(100001);
  memset(bytes, letter, 100000);
  bytes[100000] = '\0';
  return bytes;
}

/* Killed at a hundred moments: the file is the old or the new one, never part of either. */
static void a_kill_leaves_a_whole_file(void **state) {
  (void)state;
  char *a = letters('a'), *b = letters('b');
  uint64_t random = 5;
  put("whole", a);
  for (int i = 0; i < 100; i++) {
    pid_t child = fork();
    if (child == 0)
      for (;;) put("whole", b), put("whole", a);
    usleep((useconds_t)(unit_random(&random) % 4000));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    Source *source;
    int error;
    assert_int_equal(source_read("whole", &source, &error), SOURCE_OK);
    assert_true(text_equal(source->text, text_of(a)) || text_equal(source->text, text_of(b)));
  }
  free(a);
  free(b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_are_made_and_replaced),
      cmocka_unit_test(new_files_and_growing_ones),
      cmocka_unit_test(what_does_not_fit_leaves_nothing),
      cmocka_unit_test(permissions_and_links_stay),
      cmocka_unit_test(what_cannot_be_placed_is_told),
      cmocka_unit_test(a_file_without_write_permission_stays),
      cmocka_unit_test(a_full_disk_leaves_the_old_file),
      cmocka_unit_test(a_pipe_is_written_to),
      cmocka_unit_test(a_kill_leaves_a_whole_file),
  };
  return cmocka_run_group_tests(tests, enter, leave);
}

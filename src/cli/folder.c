#include "cli/folder.h"
#include <stdlib.h>
#include <sys/stat.h>
#include "base/file.h"

/* Deeper than this there are nobody's rules. */
#define DEEPEST 40
#define MOST_NEAR 20000

bool folder_is(Text path) {
  struct stat info;
  return stat(text_c(path), &info) == 0 && S_ISDIR(info.st_mode);
}

static bool ends_well(Text name, const Text *endings) {
  for (; endings->bytes; endings++)
    if (text_ends(name, *endings)) return true;
  return false;
}

static int by_name(const void *a, const void *b) {
  return text_compare(*(const Text *)a, *(const Text *)b);
}

typedef struct Inside {
  Text folder;
  Paths *paths;
} Inside;

static void add_path(void *context, const char *name) {
  const Inside *inside = context;
  const char *slash = text_ends(inside->folder, TEXT("/")) ? "" : "/";
  list_push(inside->paths, text_format("%s%s%s", text_c(inside->folder), slash, name));
}

static bool names_in(Text folder, Paths *names) {
  Inside inside = {folder, names};
  if (!file_each_in(text_c(folder), add_path, &inside)) return false;
  if (names->count) qsort(names->at, names->count, sizeof *names->at, by_name);
  return true;
}

/* A link to a folder may lead in a circle, or out of what was meant. */
static bool is_folder_of_its_own(Text path) {
  struct stat info;
  return lstat(text_c(path), &info) == 0 && S_ISDIR(info.st_mode);
}

typedef struct Walk {
  const Text *endings;
  Paths *files;
  size_t left;              /* names that may still be looked at */
} Walk;

static bool walk(Walk *way, Text folder, unsigned depth) {
  Paths names = {0};
  if (depth > DEEPEST || !names_in(folder, &names)) return false;
  for (size_t i = 0; i < names.count && way->left; i++, way->left--) {
    if (ends_well(names.at[i], way->endings) && !folder_is(names.at[i])) list_push(way->files, names.at[i]);
    else if (is_folder_of_its_own(names.at[i])) walk(way, names.at[i], depth + 1);
  }
  return true;
}

bool folder_files(Text folder, const Text *endings, Paths *files) {
  return walk(&(Walk){endings, files, SIZE_MAX}, folder, 0);
}

bool folder_files_near(Text folder, const Text *endings, Paths *files) {
  return walk(&(Walk){endings, files, MOST_NEAR}, folder, 0);
}

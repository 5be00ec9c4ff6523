/* A program that judges many cases at once: a table on standard input, a row a case, to a table on standard output.
 *
 *   cc rows.c $(pkg-config --cflags --libs libremit) -o rows
 *   ./rows RULES-FOLDER MODULE DATE [CONCLUSIONS [CONDITION]] < TABLE
 */
#include <remit.h>
#include <stdio.h>

/* Whole lines at a time; false, as after a full disk, ends the work. */
static bool take(void *owner, const char *bytes, size_t count) { return fwrite(bytes, 1, count, owner) == count; }

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: rows RULES-FOLDER MODULE DATE [CONCLUSIONS [CONDITION]] < TABLE\n");
    return 2;
  }
  unsigned long long rows = 0;
  remit *handle = remit_open(argv[1]);
  remit_batch_wishes wishes = {.as_at = argv[3], .skip_errors = true};
  if (argc > 4) wishes.select = argv[4];
  if (argc > 5) wishes.where = argv[5];
  remit_status status = remit_batch(handle, argv[2], 0, "standard input", &wishes, take, stdout, &rows);
  if (*remit_messages(handle)) fprintf(stderr, "%s\n", remit_messages(handle));
  fprintf(stderr, "%llu rows\n", rows);
  remit_close(handle);
  return status;
}

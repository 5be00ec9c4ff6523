/* A program that embeds Remit: who delivers children's social care, before and after a supposition.
 *
 *   cc embed.c $(pkg-config --cflags --libs libremit) -o embed
 *   ./embed RULES-FOLDER CASE DATE CONCLUSION [STATEMENT...]
 */
#include <remit.h>
#include <stdio.h>

static void show(remit *handle, const char *name) {
  remit_conclusion conclusion;
  if (!remit_conclusion_named(handle, name, &conclusion)) {
    printf("%s: there is no such conclusion\n", name);
    return;
  }
  printf("%s: %s", conclusion.name, conclusion.value);
  if (conclusion.basis) printf(" (%s)", conclusion.basis);
  for (size_t i = 0; i < conclusion.depends_on_count; i++)
    printf("%s%s", i == 0 ? ", depending on " : ", ", conclusion.depends_on[i]);
  printf("\n");
}

static int fail(remit *handle, remit_status status) {
  fprintf(stderr, "%s\n", remit_messages(handle));
  remit_close(handle);
  return status;
}

int main(int argc, char **argv) {
  if (argc < 5) {
    fprintf(stderr, "usage: embed RULES-FOLDER CASE DATE CONCLUSION [STATEMENT...]\n");
    return 2;
  }
  remit *handle = remit_open(argv[1]);
  remit_status status = remit_load_case(handle, argv[2]);
  if (status == REMIT_OK) status = remit_run(handle, argv[3]);
  if (status != REMIT_OK) return fail(handle, status);
  show(handle, argv[4]);
  for (int i = 5; i < argc; i++) {
    status = remit_suppose(handle, argv[i]);
    if (status == REMIT_OK) status = remit_run(handle, argv[3]);
    if (status != REMIT_OK) return fail(handle, status);
    printf("supposing %s\n", argv[i]);
    show(handle, argv[4]);
  }
  remit_close(handle);
  return 0;
}

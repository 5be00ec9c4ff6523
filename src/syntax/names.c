/* Names, each kept once, so that equal names are one pointer. */
#include "syntax/ast.h"
#include <string.h>

static Text copied(Text word) {
  char *copy = mem_alloc_flat(word.bytes + 1u);
  memcpy(copy, word.at, word.bytes);
  return (Text){copy, word.bytes};
}

const Name *names_intern(Names *names, Text word) {
  Name *name = hash_get(&names->map, word);
  if (name) return name;
  name = MEM_NEW(Name);
  *name = (Name){copied(word), (uint32_t)names->all.count};
  *hash_put(&names->map, name->text) = name;
  list_push(&names->all, name);
  return name;
}

const Name *names_find(const Names *names, Text word) {
  return hash_get(&names->map, word);
}

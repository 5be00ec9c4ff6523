/* What names stand for in a program, and where its files mention them: what hover, definition, rename and colours
 * share. Made from trees alone, so that it also serves programs that have mistakes. */
#ifndef REMIT_CLI_LSP_INDEX_H
#define REMIT_CLI_LSP_INDEX_H
#include "model/program.h"

typedef enum MeaningKind {
  MEANING_FACT, MEANING_EVENT, MEANING_PARAMETER, MEANING_ROLE, MEANING_MATTER, MEANING_DUTY, MEANING_RIGHT,
  MEANING_REQUIREMENT, MEANING_SIGNATURE, MEANING_DEFINITION, MEANING_TYPE, MEANING_PARTY, MEANING_MEMBER,
  MEANING_SOURCE, MEANING_GROUP, MEANING_INDICATOR, MEANING_MODULE, MEANING_VARIABLE, MEANING_CASE
} MeaningKind;

typedef struct Meaning {
  MeaningKind kind;
  const Name *name;
  Source *file;
  Span span;                /* absolute, of the name where it is declared */
  const Decl *decl; /* that declares it; of a member its type's, of an indicator its signature's or amendment's */
  const Line *line;         /* of an indicator, a mitigation or a group; else NULL */
} Meaning;

typedef struct Index {
  LIST(const Meaning *) all;   /* in order: used modules before their users */
  HashMap map;
} Index;

typedef struct Mention {    /* a name where it stands in one file */
  Span span;                /* absolute */
  bool defines;
  const Meaning *meaning;
  const Decl *decl;         /* around it */
  const Line *line;         /* NULL in its head */
} Mention;
typedef LIST(Mention) Mentions;

/* `program` may be NULL; `tree`, where it is no module of the program's (a case), adds its own names. */
Index *index_of(const Program *program, const Tree *tree);
/* Declared in the namespace of all declarations. NULL where there is none. */
const Meaning *index_thing(const Index *index, const Name *name);
const Meaning *index_party(const Index *index, const Name *name);
const Meaning *index_source(const Index *index, const Source *file, const Name *name);
const Meaning *index_group(const Index *index, const Name *name);
const Meaning *index_module(const Index *index, const Name *name);
const Meaning *index_member(const Index *index, const Name *type,
                            const Name *name); /* type NULL: the first that has it */
const Meaning *index_indicator(const Index *index, const Name *signature, const Name *name);

/* What a thing's values are: parties, the members of a type, or nothing with names. */
typedef struct Kin {
  bool party;
  const Name *type;
} Kin;
Kin kin_of_thing(const Meaning *thing);
Kin kin_of_type(const TypeExpr *type);

/* All names of a tree that stand for something, in order of their place. */
Mentions mentions_of(const Index *index, const Tree *tree);
const Mention *mention_at(const Mentions *mentions, uint32_t offset);   /* also right behind it; NULL */
bool meaning_same(const Meaning *a, const Meaning *b);
const char *meaning_words(const Meaning *meaning);   /* "fact", "member of judgement" */
#endif

#include "batch/table.h"
#include <string.h>
#include "facts/written.h"

/* ---- words of members ---- */

typedef struct Word {
  Text text;
  uint32_t code;
} Word;
typedef LIST(Word) WordList;

static uint64_t slot_key(Text word, uint64_t *first, uint64_t *last) {
  char bytes[16] = {0};
  uint32_t used = word.bytes < 8 ? word.bytes : 8;
  if (used) memcpy(bytes, word.at, used);
  if (used) memcpy(bytes + 16 - used, word.at + word.bytes - used, used);
  *first = words_load(bytes);
  *last = words_load(bytes + 8);
  return *first ^ *last * UINT64_C(0x9E3779B97F4A7C15) ^ word.bytes;
}

static bool place_words(Words *words, const WordList *list, unsigned bits) {
  size_t count = (size_t)1 << bits;
  words->shift = 64 - bits;
  for (size_t i = 0; i < count; i++) words->slots[i] = (WordSlot){.bytes = UINT32_MAX};
  for (size_t i = 0; i < list->count; i++) {
    uint64_t first, last;
    const Word *word = &list->at[i];
    WordSlot *slot = &words->slots[slot_key(word->text, &first, &last) * words->factor >> words->shift];
    if (slot->bytes != UINT32_MAX) return false;
    *slot = (WordSlot){first, last, word->text.bytes, word->code, word->text.at};
  }
  return true;
}

/* A factor under which no two share a slot: found by trying, in ever larger tables. */
static Words words_make(const WordList *list) {
  Words words = {.factor = UINT64_C(0x9E3779B97F4A7C15)};
  for (unsigned bits = 4;; bits++) {
    words.slots = MEM_NEW_ARRAY(WordSlot, (size_t)1 << bits);
    for (int tries = 0; tries < 200; tries++) {
      if (place_words(&words, list, bits)) return words;
      words.factor = (words.factor ^ words.factor >> 29) * UINT64_C(0xBF58476D1CE4E5B9) | 1;
    }
  }
}

static void add_word(WordList *list, Text text, unsigned code) {
  for (size_t i = 0; i < list->count; i++)
    if (text_equal(list->at[i].text, text)) return;
  list_push(list, ((Word){text_copy(text), code}));
}

static Words words_of(const Type *type, const BatchOptions *options) {
  WordList list = {0};
  add_word(&list, TEXT(""), CODE_UNKNOWN);
  for (size_t i = 0; i < options->missing.count; i++) add_word(&list, options->missing.at[i], CODE_UNKNOWN);
  if (type->set) return words_make(&list);
  if (type->word == TYPE_YES_NO) {
    static const char *const no[] = {"no", "false", "FALSE"}, *const yes[] = {"yes", "true", "TRUE"};
    for (unsigned i = 0; i < (options->json ? 1 : 3); i++) {
      add_word(&list, text_of(no[i]), 0);
      add_word(&list, text_of(yes[i]), 1);
    }
    return words_make(&list);
  }
  for (uint32_t m = 0; m < type->members->count; m++)
    if (type->members->at[m] && !text_equal(type->members->at[m]->text, TEXT("unknown")))
      add_word(&list, type->members->at[m]->text, m);
  return words_make(&list);
}

/* ---- headers ---- */

static Text mapped(const BatchOptions *options, Text header) {
  Text otherwise = header;
  for (size_t i = 0; i < options->names.count; i++)
    if (text_equal(options->names.at[i].header, header)) return options->names.at[i].name;
  return otherwise;
}

static bool passes_others(const BatchOptions *options) {
  for (size_t i = 0; i < options->names.count; i++)
    if (text_equal(options->names.at[i].header, TEXT("*"))) return true;
  return false;
}

static int kept_as(const BatchOptions *options, Text header) {
  for (size_t i = 0; i < options->keep.count; i++)
    if (text_equal(options->keep.at[i], header)) return (int)i + 1;
  return -1;
}

static bool find_subject(Column *column, Program *program, Text name, Source *file, Diags *diags) {
  WrittenReader words = {program->names, diags};
  Written written = {.file = file, .text = name, .span = {0, 0}};
  SymbolKind kind = SYMBOL_NONE;
  Decl decl = {.kind = DECL_STATEMENT};
  if (!written_ref(&words, &written, &column->ref)) return false;
  if (!program_subject(program, program->module, &column->ref, &decl, file, SYMBOL_NONE, &kind, &column->index, diags))
    return false;
  column->event = kind == SYMBOL_EVENT;
  column->known = kind == SYMBOL_FACT || kind == SYMBOL_EVENT;
  return true;
}

static bool is_special(Text name) {
  return text_equal(name, TEXT("case")) || text_equal(name, TEXT("as_at")) || text_equal(name, TEXT("use")) ||
         text_equal(name, TEXT("-"));
}

static void complain_header(Diags *diags, Source *file, Text header, const Diags *why) {
  Diag *diag = diag_add(diags, DIAG_CSV_HEADER, file, (Span){0, 0}, "the column `%s` is no fact: %s", text_c(header),
                        why->all.count ? text_c(why->all.at[0]->text) : "a parameter is none");
  if (why->all.count && why->all.at[0]->mend.bytes) diag_mend(diag, "%s", text_c(why->all.at[0]->mend));
  else diag_mend(diag, "pass it over with `--columns -=%s`", text_c(header));
}

static bool read_column(Table *table, Program *program, const BatchOptions *options, Text header, Source *file,
                        Diags *diags) {
  Column column = {.header = header, .keep = kept_as(options, header), .number = NO_NUMBER};
  Text name = mapped(options, header);
  Diags why = {0};
  bool good = true;
  if (text_equal(name, TEXT("case"))) column.use = COLUMN_CASE, table->has_case = true;
  else if (text_equal(name, TEXT("as_at"))) column.use = COLUMN_AS_AT, table->has_as_at = true;
  else if (!is_special(name) && (!find_subject(&column, program, name, file, &why) || !column.known)) {
    good = column.keep >= 0 || passes_others(options);
    if (!good) complain_header(diags, file, header, &why);
  }
  list_push(&table->columns, column);
  return good;
}

static bool unlike_others(const Table *table, Source *file, Diags *diags) {
  for (size_t i = 0; i < table->columns.count; i++)
    for (size_t j = 0; j < i; j++) {
      const Column *a = &table->columns.at[i], *b = &table->columns.at[j];
      bool same = a->known ? b->known && a->event == b->event && a->index == b->index
                           : a->use != COLUMN_PASSED && a->use == b->use;
      if (!same) continue;
      diag_add(diags, DIAG_CSV_HEADER, file, (Span){0, 0}, "there are two columns `%s`", text_c(a->header));
      return false;
    }
  return true;
}

static bool all_there(const Table *table, const BatchOptions *options, Source *file, Diags *diags) {
  bool good = true;
  for (size_t i = 0; i < options->names.count + options->keep.count; i++) {
    Text header = i < options->names.count ? options->names.at[i].header : options->keep.at[i - options->names.count];
    bool found = text_equal(header, TEXT("*"));
    for (size_t c = 0; c < table->columns.count; c++) found |= text_equal(table->columns.at[c].header, header);
    if (!found) diag_add(diags, DIAG_CSV_HEADER, file, (Span){0, 0}, "there is no column `%s`", text_c(header));
    good &= found;
  }
  return good;
}

bool table_header(Table *table, Program *program, const BatchOptions *options, const Text *headers, size_t count,
                  Source *file, Diags *diags) {
  bool good = true;
  for (size_t i = 0; i < count; i++) good &= read_column(table, program, options, text_trim(headers[i]), file, diags);
  good &= all_there(table, options, file, diags);
  table->key_count = 1 + (uint32_t)options->keep.count;
  return good && unlike_others(table, file, diags);
}

/* ---- keys of objects ---- */

static void add_key(Table *table, Column column) {
  column.number = NO_NUMBER;
  column.keep = -1;
  list_push(&table->columns, column);
}

static Ref ref_of(const Program *program, const Subject *subject) {
  Text name = subject->name;
  Ref ref = {0};
  for (uint32_t i = 0; i < name.bytes; i++)
    if (name.at[i] == '[') {
      ref.index.name = names_find(program->names, text_slice(name, i + 1, name.bytes - 1));
      name = text_slice(name, 0, i);
    }
  ref.name.name = names_find(program->names, name);
  return ref;
}

static void index_key(Table *table, WordList *list, Text key, size_t column) {
  *hash_put(&table->by_header, key) = &table->columns.at[column];
  list_push(list, ((Word){text_copy(key), (uint32_t)column}));
}

/* By its own name, unless --columns gives that name to another, and by the header that --columns gives it. */
static void index_keys(Table *table, const BatchOptions *options) {
  WordList list = {0};
  for (size_t i = 0; i < table->columns.count; i++) {
    Text name = table->columns.at[i].header;
    if (text_equal(mapped(options, name), name) && !hash_get(&table->by_header, name)) index_key(table, &list, name, i);
    for (size_t n = 0; n < options->names.count; n++)
      if (text_equal(options->names.at[n].name, name) && !hash_get(&table->by_header, options->names.at[n].header))
        index_key(table, &list, options->names.at[n].header, i);
  }
  table->keys = words_make(&list);
}

void table_keys(Table *table, Program *program, const BatchOptions *options) {
  add_key(table, (Column){.header = TEXT("case"), .use = COLUMN_CASE});
  add_key(table, (Column){.header = TEXT("as_at"), .use = COLUMN_AS_AT});
  add_key(table, (Column){.header = TEXT("-")});
  for (size_t i = 0; i < program->facts.count; i++) {
    const Subject *subject = &program->facts.at[i]->subject;
    add_key(table,
            (Column){.header = subject->name, .ref = ref_of(program, subject), .known = true, .index = (uint32_t)i});
  }
  for (size_t i = 0; i < program->events.count; i++) {
    const Subject *subject = &program->events.at[i]->subject;
    add_key(
      table,
      (Column){
        .header = subject->name, .ref = ref_of(program, subject), .known = true, .event = true, .index = (uint32_t)i});
  }
  table->passes_others = passes_others(options);
  table->has_case = table->has_as_at = true;
  table->key_count = 1;
  index_keys(table, options);
}

/* ---- binding ---- */

/* A row that says anything of an event is the tree evaluator's, all of it: to the others no event is known. */
void table_given(const Table *table, bool *facts) {
  for (size_t i = 0; i < table->columns.count; i++) {
    const Column *column = &table->columns.at[i];
    if (column->known && !column->event) facts[column->index] = true;
  }
}

static void bind_fact(Column *column, Plan *plan, const BatchOptions *options) {
  const Fact *fact = plan->program->facts.at[column->index];
  uint32_t slot = plan->fact_slot[column->index];
  column->use = slot ? COLUMN_FACT : COLUMN_TREE;
  column->word = fact->type->word;
  if (!slot) return;
  column->slot = slot - 1;
  const Register *reg = plan->facts.at[column->slot].reg;
  if (reg->kind == REGISTER_NUMBER) column->number = reg->number;
  else column->words = words_of(fact->type, options);
  column->values = MEM_NEW(HashMap);
}

void table_bind(Table *table, Plan *plan, const BatchOptions *options, const bool *facts, const bool *events) {
  for (size_t i = 0; i < table->columns.count; i++) {
    Column *column = &table->columns.at[i];
    if (!column->known) continue;
    bool settled = !column->event && plan_supposes(plan, column->index) && !options->full && !options->check_all;
    if (settled) continue;
    bool needed = options->check_all || options->full || (column->event ? events[column->index] : facts[column->index]);
    if (needed && column->event) column->use = COLUMN_TREE;
    else if (needed) bind_fact(column, plan, options);
  }
}

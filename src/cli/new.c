/* A starter: a module, a case and scenarios that work as they are. */
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "syntax/parse.h"

/* `@` stands for the name. */
static const char MODULE[] =
  "# The rules: who answers for what, who may decide what, what is required, what should worry us.\n"
  "# Check them with   remit check @.remit\n"
  "\n"
  "module @ \"Our service\"\n"
  "\n"
  "# Where it is written. A rule that cites nothing says so in every answer.\n"
  "source agreement \"Service agreement\" by \"The Council\" dated 2024-04-01\n"
  "\n"
  "party council  \"the Council\"\n"
  "party provider \"the provider\"\n"
  "\n"
  "# What a case may state. Whatever nobody states is unknown, and never taken for no.\n"
  "fact contract_signed \"the contract has been signed\" : yes/no  ask \"Has the contract been signed?\"\n"
  "  decided by council\n"
  "fact vacancy_rate    \"the share of posts that are vacant\" : percent  stale after 12 months\n"
  "\n"
  "role accountable \"is accountable in law\"  exactly one\n"
  "role delivers    \"delivers the service\"   at least one\n"
  "\n"
  "duty service \"The service\"  cite agreement \"para 1\"\n"
  "  accountable council\n"
  "  delivers    provider when contract_signed\n"
  "  delivers    council  otherwise\n"
  "\n"
  "matter contract \"The contract\"\n"
  "\n"
  "right end_contract \"end the contract\"  cite agreement \"para 9\"\n"
  "  power of council over provider\n"
  "  on contract\n"
  "  when contract_signed\n"
  "\n"
  "requirement few_vacancies \"Fewer than one post in five is vacant\"  cite agreement \"para 4\"\n"
  "  on provider\n"
  "  applies when contract_signed\n"
  "  must vacancy_rate < 20%\n";

static const char CASE[] =
  "# The facts of one case. See what they come to with   remit run @.case\n"
  "\n"
  "case @ \"Our case\"  as at 2025-03-31\n"
  "use @\n"
  "\n"
  "source minutes \"Minutes of the council\" dated 2025-01-15\n"
  "\n"
  "contract_signed is yes  from 2024-04-01  cite minutes\n"
  "vacancy_rate is 12%     from 2025-01-01  cite minutes\n";

static const char SCENARIOS[] =
  "# What must come out, so that a change of the rules cannot spoil it unseen. Run them with   remit test "
  "@_scenarios.remit\n"
  "\n"
  "module @_scenarios\n"
  "use @\n"
  "\n"
  "scenario \"With a contract the provider delivers, and the council stays accountable\"\n"
  "  case \"@.case\"\n"
  "  expect service.delivers is provider\n"
  "  expect service.accountable is council\n"
  "  expect few_vacancies is met\n"
  "\n"
  "scenario \"Without a contract the council delivers\"\n"
  "  case \"@.case\"\n"
  "  given contract_signed is no\n"
  "  expect service.delivers is council\n"
  "  expect end_contract is not held\n";

typedef struct Starter {
  const char *ending, *content;
} Starter;

static const Starter STARTERS[] = {{".remit", MODULE}, {".case", CASE}, {"_scenarios.remit", SCENARIOS}};
#define STARTER_COUNT (sizeof STARTERS / sizeof *STARTERS)

static const char *path_of(const char *name, size_t i) {
  return text_c(text_format("%s%s", name, STARTERS[i].ending));
}

/* ---- the name ---- */

static bool reserved(const char *name) {
  size_t count;
  const LanguageWord *words = parse_words(&count);
  for (size_t i = 0; i < count; i++)
    if (words[i].reserved && strcmp(words[i].word, name) == 0) return true;
  return false;
}

static bool good_name(const Options *options, const char *name) {
  bool good = name[0] >= 'a' && name[0] <= 'z';
  for (const char *at = name; *at; at++)
    good = good && ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || *at == '_');
  if (!good)
    options_complain(options->verb, "`%s` cannot be a name: small letters, digits and `_` are due, a letter first",
                     name);
  else if (reserved(name)) options_complain(options->verb, "`%s` is a word of the language; try `our_%s`", name, name);
  return good && !reserved(name);
}

/* ---- the files ---- */

static bool nothing_there(const Options *options, const char *name) {
  for (size_t i = 0; i < STARTER_COUNT; i++) {
    if (access(path_of(name, i), F_OK) != 0) continue;
    options_complain(options->verb, "`%s` is there already, and nothing is written over; take another name",
                     path_of(name, i));
    return false;
  }
  return true;
}

static bool write_starter(const Options *options, const char *name, size_t i) {
  Sink content = {0};
  int error_number = 0;
  const char *path = path_of(name, i);
  for (const char *at = STARTERS[i].content; *at; at++) {
    if (*at == '@') sink_c(&content, name);
    else sink_char(&content, *at);
  }
  Text text = sink_result(&content);
  if (file_create(path, text.at, text.bytes, &error_number) == FILE_WRITTEN) return true;
  options_complain(options->verb, "`%s` cannot be written: %s", path, strerror(error_number));
  return false;
}

/* All or none, so that whoever has made room can say `remit new` again. */
static bool write_starters(const Options *options, const char *name) {
  for (size_t i = 0; i < STARTER_COUNT; i++) {
    if (write_starter(options, name, i)) continue;
    while (i-- > 0) unlink(path_of(name, i));
    return false;
  }
  return true;
}

static void say_next(Sink *sink, const char *name) {
  sink_format(sink, "%s.remit            the rules\n%s.case             the facts of a case\n", name, name);
  sink_format(sink, "%s_scenarios.remit  what must come out of them\n\n", name);
  sink_format(sink, "Try   remit run %s.case\n      remit test %s_scenarios.remit\n      remit repl %s.case\n", name,
              name, name);
}

static Exit begin(const Options *options) {
  Sink output;
  const char *name = options->arguments.at[0];
  if (!good_name(options, name) || !nothing_there(options, name) || !write_starters(options, name)) return EXIT_USAGE;
  output_open(&output);
  say_next(&output, name);
  return output_close(&output) ? EXIT_DONE : EXIT_USAGE;
}

const Verb VERB_NEW = {
  .name = "new",
  .arguments = "NAME",
  .one_line = "write a starter: rules, a case and scenarios",
  .help = "Writes NAME.remit, NAME.case and NAME_scenarios.remit into this folder: small, and sound as they are. "
          "Nothing that is\n"
          "there is written over.",
  .example = "remit new our_trust\n  begins a module `our_trust`",
  .least = 1,
  .most = 1,
  .run = begin,
};

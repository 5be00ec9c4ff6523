#include "syntax/parse.h"
#include "syntax/parser.h"
#include "syntax/reader.h"

/* The parser's state refers to memory of the collector's: it lives in an object the collector scans. */
static Parser *run(Names *names, Source *source, Diags *diags, int start) {
  Parser *parser = MEM_NEW(Parser);
  Tree *tree = MEM_NEW(Tree);
  tree->source = source;
  tree->is_case = start == TOKEN_START_CASE;
  *parser = (Parser){.tree = tree, .names = names, .diags = diags, .source = source};
  reader_open(parser, start, 0);
  remit_parse(parser);
  reader_close(parser);
  return parser;
}

static Tree *parse(Names *names, Source *source, Diags *diags, int start) {
  return run(names, source, diags, start)->tree;
}

Tree *parse_rules(Names *names, Source *source, Diags *diags) {
  return parse(names, source, diags, TOKEN_START_RULES);
}

Tree *parse_case(Names *names, Source *source, Diags *diags) {
  return parse(names, source, diags, TOKEN_START_CASE);
}

/* One line makes one declaration, or none where it could not be read. */
static Tree *parse_line(Names *names, Source *source, Diags *diags, int start) {
  Tree *tree = parse(names, source, diags, start);
  return tree->decls.count ? tree : NULL;
}

Tree *parse_condition(Names *names, Source *source, Diags *diags) {
  return parse_line(names, source, diags, TOKEN_START_CONDITION);
}

Tree *parse_statement(Names *names, Source *source, Diags *diags) {
  return parse_line(names, source, diags, TOKEN_START_STATEMENT);
}

Tree *parse_value(Names *names, Source *source, Diags *diags) {
  return parse_line(names, source, diags, TOKEN_START_VALUE);
}

bool parse_wants_more(Names *names, Text text) {
  Diags unheard = {.errors = 0};
  return run(names, source_of_text(TEXT("more"), text), &unheard, TOKEN_START_RULES)->unfinished;
}

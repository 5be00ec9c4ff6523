#include "syntax/redraft.h"
#include <string.h>
#include "syntax/reader.h"
#include "syntax/traits.h"

typedef struct Joint {
  uint32_t offset;          /* of the first token behind it; of the first joint 0 */
  uint32_t seen;            /* what stands before this decided that it is one */
  int kind;                 /* of that token */
  uint32_t indent;
  int declaration;          /* this and the next two: of Tokens */
  bool stating;
  uint32_t body_indent;
  size_t decls, comments, diags;   /* before it */
  unsigned mistakes;
} Joint;
typedef LIST(Joint) Joints;

typedef struct Known {      /* what a message hangs on: whether a word stands anywhere in the text */
  Text word;
  bool stands;
} Known;
typedef LIST(Known) Knowns;

typedef struct Draft {      /* one file, as it was parsed last */
  Tree *tree;
  Joints joints;
  LIST(Diag *) diags;
  unsigned mistakes;
  Knowns known;
} Draft;

struct Drafts {
  Names *names;
  HashMap drafts;           /* by path */
  MemPool pool;             /* of all nodes */
  size_t parsed;
};

typedef struct Edit {       /* the bytes from `from` to `old_to` became those from `from` to `new_to` */
  uint32_t from, old_to, new_to;
} Edit;

typedef struct Redraft {    /* of the parse that is going on */
  const Draft *old;         /* NULL: there was none */
  Edit edit;
  size_t first, last;       /* joints of `old`: where parsing began, and where it may end */
  bool met;                 /* it ended there */
  size_t begun;             /* declarations */
  Joints joints;
  Knowns known;
} Redraft;

/* ---- joints ---- */

static bool begins_item(const Parser *parser, int kind) {
  if (!parser->tree->is_case) return traits_of(kind) & TRAIT_DECLARATION && kind != TOKEN_CASE;
  return kind == TOKEN_NAME || kind == TOKEN_CASE || kind == TOKEN_USE || kind == TOKEN_SOURCE || kind == TOKEN_PARTY;
}

/* Nothing was said yet of this token or those behind it. */
static bool unblamed(const Parser *parser, uint32_t offset) {
  for (size_t i = 0; i < parser->diags->all.count; i++)
    if (parser->diags->all.at[i]->span.to > offset) return false;
  return true;
}

static bool is_joint(const Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  if (tokens->refused || tokens->depth || parser->stopped || !tokens->last.first) return false;
  return begins_item(parser, tokens->last.kind) && unblamed(parser, tokens->last.span.from);
}

/* A word may go on behind a hyphen; what the scanner looks at of other tokens ends with their line. */
static uint32_t seen_until(const Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  Text text = parser->source->text;
  uint32_t end = tokens->last.span.to;
  if (!tokens->ahead_count) return end < text.bytes && text.at[end] == '-' ? end + 1 : end;
  end = tokens->ahead[tokens->ahead_count - 1].span.to;
  while (end < text.bytes && text.at[end] != '\n') end++;
  return end;
}

static size_t comments_before(const Tree *tree, uint32_t offset) {
  size_t count = tree->comments.count;
  while (count && tree->comments.at[count - 1].span.from >= offset) count--;
  return count;
}

static Joint joint_here(const Parser *parser) {
  const Tokens *tokens = &parser->tokens;
  return (Joint){.offset = tokens->last.span.from, .seen = seen_until(parser), .kind = tokens->last.kind,
                 .indent = tokens->last.indent, .declaration = tokens->declaration, .stating = tokens->stating,
                 .body_indent = tokens->body_indent, .decls = parser->tree->decls.count,
                 .comments = comments_before(parser->tree, tokens->last.span.from),
                 .diags = parser->diags->all.count, .mistakes = parser->mistakes};
}

/* From here on everything is as it was when the old text was parsed. */
static bool meets(Redraft *redraft, const Joint *joint) {
  if (!redraft->old || joint->offset < redraft->edit.new_to) return false;
  const Joints *old = &redraft->old->joints;
  uint32_t offset = joint->offset - redraft->edit.new_to + redraft->edit.old_to;
  while (redraft->last < old->count && old->at[redraft->last].offset < offset) redraft->last++;
  if (redraft->last == old->count) return false;
  const Joint *known = &old->at[redraft->last];
  return known->offset == offset && known->kind == joint->kind && known->indent == joint->indent &&
         known->declaration == joint->declaration && known->stating == joint->stating &&
         known->body_indent == joint->body_indent;
}

bool redraft_joint(Parser *parser) {
  Redraft *redraft = parser->redraft;
  if (!redraft) return false;
  redraft->begun++;
  if (!is_joint(parser)) return false;
  Joint joint = joint_here(parser);
  if (joint.offset == redraft->joints.at[0].offset) return false;
  redraft->met = meets(redraft, &joint);
  redraft->begun -= redraft->met;
  if (!redraft->met) list_push(&redraft->joints, joint);
  return redraft->met;
}

/* ---- words ---- */

static bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool stands_in(Text text, Text word) {
  const char *end = text.at + text.bytes, *at = text.bytes ? text.at : NULL;
  while (at && (at = memmem(at, (size_t)(end - at), word.at, word.bytes)) != NULL) {
    const char *behind = at + word.bytes;
    if ((at == text.at || !in_word(at[-1])) && (behind == end || !in_word(*behind))) return true;
    at = behind;
  }
  return false;
}

bool redraft_knows(Parser *parser, Text word) {
  bool stands = stands_in(parser->source->text, word);
  if (parser->redraft) list_push(&parser->redraft->known, ((Known){word, stands}));
  return stands;
}

enum { MOST_KNOWN = 200 };

static bool still_known(const Draft *draft, Text text) {
  if (draft->known.count > MOST_KNOWN) return false;
  for (size_t i = 0; i < draft->known.count; i++)
    if (stands_in(text, draft->known.at[i].word) != draft->known.at[i].stands) return false;
  return true;
}

/* ---- the edit ---- */

static Edit edit_between(Text old, Text new) {
  uint32_t least = old.bytes < new.bytes ? old.bytes : new.bytes, from = 0, end = 0;
  while (from < least && old.at[from] == new.at[from]) from++;
  while (end < least - from && old.at[old.bytes - end - 1] == new.at[new.bytes - end - 1]) end++;
  return (Edit){from, old.bytes - end, new.bytes - end};
}

/* The last joint that the edit leaves as it is. */
static size_t joint_before(const Joints *joints, uint32_t from) {
  size_t at = joints->count - 1;
  while (at && joints->at[at].seen >= from) at--;
  return at;
}

/* ---- parsing ---- */

static void read_from(Parser *parser, const Joint *from, bool is_case) {
  reader_open(parser, is_case ? TOKEN_START_CASE : TOKEN_START_RULES, from->offset);
  if (from->offset) {
    parser->tokens.declaration = from->declaration;
    parser->tokens.stating = from->stating;
    parser->tokens.body_indent = from->body_indent;
  }
  remit_parse(parser);
  reader_close(parser);
}

static Parser *reread(Drafts *drafts, Source *source, bool is_case, Redraft *redraft) {
  Parser *parser = MEM_NEW(Parser);
  Tree *tree = MEM_NEW(Tree);
  tree->source = source;
  tree->is_case = is_case;
  tree->pool = drafts->pool;
  *parser = (Parser){
    .tree = tree, .names = drafts->names, .diags = MEM_NEW(Diags), .source = source, .redraft = redraft};
  redraft->last = redraft->first;
  Joint from = redraft->old ? redraft->old->joints.at[redraft->first] : (Joint){.offset = 0};
  list_push(&redraft->joints, from);
  read_from(parser, &from, is_case);
  drafts->pool = tree->pool;
  drafts->parsed += redraft->begun;
  return parser;
}

/* ---- old and new put together ---- */

typedef struct Joining {
  Draft *draft;             /* being made */
  const Draft *old;         /* may be NULL */
  size_t decls;             /* with room for them all: their copies */
  Decl *copies;
} Joining;

/* What the last user of a tree noted in its declarations was its own. */
static void keep_decls(Joining *joining, size_t from, size_t to, uint32_t moved) {
  for (size_t i = from; i < to; i++) {
    Decl *copy = &joining->copies[joining->decls++];
    *copy = *joining->old->tree->decls.at[i];
    copy->offset += moved;
    copy->used = copy->stated = false;
    list_push(&joining->draft->tree->decls, copy);
  }
}

static void keep_comments(Joining *joining, size_t from, size_t to, uint32_t moved) {
  for (size_t i = from; i < to; i++) {
    Comment comment = joining->old->tree->comments.at[i];
    comment.span = (Span){comment.span.from + moved, comment.span.to + moved};
    list_push(&joining->draft->tree->comments, comment);
  }
}

static Span moved_span(Span span, uint32_t moved) { return (Span){span.from + moved, span.to + moved}; }

/* A parser's message speaks of its own file only, and has no notes. */
static Diag *moved_diag(const Diag *diag, uint32_t moved) {
  Diag *copy = MEM_NEW(Diag);
  *copy = (Diag){.code = diag->code, .span = moved_span(diag->span, moved), .text = diag->text, .mend = diag->mend};
  for (size_t i = 0; i < diag->fixes.count; i++)
    list_push(&copy->fixes, ((DiagFix){NULL, moved_span(diag->fixes.at[i].span, moved), diag->fixes.at[i].text}));
  return copy;
}

static void keep_diags(Joining *joining, size_t from, size_t to, uint32_t moved) {
  for (size_t i = from; i < to; i++) list_push(&joining->draft->diags, moved_diag(joining->old->diags.at[i], moved));
}

/* The joints from `at` on stand behind what has been put together so far. */
static void keep_joints(Joining *joining, const Joint *at, size_t count, uint32_t moved, Joint base) {
  for (size_t i = 0; i < count; i++) {
    Joint joint = at[i];
    joint.offset += moved;
    joint.seen += moved;
    joint.decls += base.decls - at->decls;
    joint.comments += base.comments - at->comments;
    joint.diags += base.diags - at->diags;
    joint.mistakes += base.mistakes - at->mistakes;
    list_push(&joining->draft->joints, joint);
  }
}

static Joint counted(const Draft *draft) {
  return (Joint){.decls = draft->tree->decls.count, .comments = draft->tree->comments.count,
                 .diags = draft->diags.count, .mistakes = draft->mistakes};
}

static void keep_before(Joining *joining, const Joint *joint, size_t joints) {
  keep_decls(joining, 0, joint->decls, 0);
  keep_comments(joining, 0, joint->comments, 0);
  keep_diags(joining, 0, joint->diags, 0);
  keep_joints(joining, joining->old->joints.at, joints, 0, (Joint){.decls = 0});
  joining->draft->mistakes = joint->mistakes;
}

static void keep_behind(Joining *joining, const Redraft *redraft) {
  const Draft *old = joining->old;
  const Joint *joint = &old->joints.at[redraft->last];
  uint32_t moved = redraft->edit.new_to - redraft->edit.old_to;
  keep_joints(joining, joint, old->joints.count - redraft->last, moved, counted(joining->draft));
  keep_decls(joining, joint->decls, old->tree->decls.count, moved);
  keep_comments(joining, joint->comments, old->tree->comments.count, moved);
  keep_diags(joining, joint->diags, old->diags.count, moved);
  joining->draft->mistakes += old->mistakes - joint->mistakes;
}

/* `end`: where the part just parsed ends; a comment behind it was only looked at. */
static void take_parsed(Joining *joining, const Parser *parser, const Joints *joints, uint32_t end) {
  const Tree *tree = parser->tree;
  Draft *draft = joining->draft;
  Joint base = counted(draft), *first = &joints->at[0];
  first->decls = first->comments = first->diags = first->mistakes = 0;
  keep_joints(joining, first, joints->count, 0, base);
  for (size_t i = 0; i < tree->decls.count; i++) list_push(&draft->tree->decls, tree->decls.at[i]);
  for (size_t i = 0; i < tree->comments.count && tree->comments.at[i].span.from < end; i++)
    list_push(&draft->tree->comments, tree->comments.at[i]);
  for (size_t i = 0; i < parser->diags->all.count; i++)
    list_push(&draft->diags, moved_diag(parser->diags->all.at[i], 0));
  draft->mistakes += parser->mistakes;
}

static void open_draft(Joining *joining, Source *source, bool is_case) {
  joining->draft->tree = MEM_NEW(Tree);
  joining->draft->tree->source = source;
  joining->draft->tree->is_case = is_case;
  if (joining->old) joining->copies = MEM_NEW_ARRAY(Decl, joining->old->tree->decls.count + 1);
}

static Draft *join(const Parser *parser, const Redraft *redraft) {
  Joining joining = {.draft = MEM_NEW(Draft), .old = redraft->old};
  open_draft(&joining, parser->source, parser->tree->is_case);
  if (redraft->old) keep_before(&joining, &redraft->old->joints.at[redraft->first], redraft->first);
  take_parsed(&joining, parser, &redraft->joints, redraft->met ? parser->tokens.last.span.from : UINT32_MAX);
  if (redraft->met) keep_behind(&joining, redraft);
  for (size_t i = 0; redraft->old && i < redraft->old->known.count; i++)
    list_push(&joining.draft->known, redraft->old->known.at[i]);
  for (size_t i = 0; i < redraft->known.count; i++) list_push(&joining.draft->known, redraft->known.at[i]);
  return joining.draft;
}

/* ---- files ---- */

static Draft *parse_all(Drafts *drafts, Source *source, bool is_case) {
  Redraft redraft = {.old = NULL};
  return join(reread(drafts, source, is_case, &redraft), &redraft);
}

static Draft *parse_edit(Drafts *drafts, Source *source, bool is_case, const Draft *old) {
  Redraft redraft = {.old = old, .edit = edit_between(old->tree->source->text, source->text)};
  redraft.first = joint_before(&old->joints, redraft.edit.from);
  return join(reread(drafts, source, is_case, &redraft), &redraft);
}

static Draft *keep_all(Source *source, const Draft *old) {
  Joining joining = {.draft = MEM_NEW(Draft), .old = old};
  Joint end = counted(old);
  open_draft(&joining, source, old->tree->is_case);
  keep_before(&joining, &end, old->joints.count);
  joining.draft->known = old->known;
  return joining.draft;
}

static void tell(const Draft *draft, Source *source, Diags *diags) {
  for (size_t i = 0; i < draft->diags.count; i++) {
    const Diag *told = draft->diags.at[i];
    Diag *diag = diag_add(diags, told->code, source, told->span, "%s", text_c(told->text));
    if (told->mend.bytes) diag_mend(diag, "%s", text_c(told->mend));
    for (size_t f = 0; f < told->fixes.count; f++)
      diag_fix(diag, source, told->fixes.at[f].span, told->fixes.at[f].text);
  }
}

Drafts *drafts_open(Names *names) {
  Drafts *drafts = MEM_NEW(Drafts);
  drafts->names = names;
  return drafts;
}

Names *drafts_names(const Drafts *drafts) { return drafts->names; }
size_t drafts_parsed(const Drafts *drafts) { return drafts->parsed; }

/* Words asked for are kept until all is parsed anew, which they may bring about too often, but never too seldom.
 * Beyond so many mistakes the rest of a text is not read: how many there are decides what is parsed at all. */
Tree *drafts_parse(Drafts *drafts, Source *source, bool is_case, Diags *diags) {
  void **place = hash_put(&drafts->drafts, text_format("%c %s", is_case ? 'c' : 'r', text_c(source->path)));
  const Draft *old = *place;
  bool same = old && text_equal(old->tree->source->text, source->text);
  if (old && !same && (old->mistakes > PARSE_MISTAKES || !still_known(old, source->text))) old = NULL;
  Draft *draft = same  ? keep_all(source, old)
                 : old ? parse_edit(drafts, source, is_case, old)
                       : parse_all(drafts, source, is_case);
  if (old && !same && draft->mistakes > PARSE_MISTAKES) draft = parse_all(drafts, source, is_case);
  *place = draft;
  tell(draft, source, diags);
  return draft->tree;
}

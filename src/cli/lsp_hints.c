/* What things come to in the nearest case, beside the text: facts and thresholds at the end of their line, conclusions
 * above theirs. */
#include "cli/lsp.h"

/* The declaration's first line is where a hint has room, however long its ask and its citations are. */
static uint32_t end_of_first_line(const LineTable *lines, const Decl *decl) {
  uint32_t line = lines_position(lines, decl->offset).line;
  return lines_offset(lines, (Spot){line, 0}) + lines_line(lines, line).bytes;
}

static void write_hint(JsonOut *out, const LineTable *lines, uint32_t at, Text label, Text tooltip) {
  jsonout_open(out, '{');
  write_position(out, "position", lines_position(lines, at));
  jsonout_put(out, "label", label);
  jsonout_put(out, "tooltip", tooltip);
  jsonout_put_bool(out, "paddingLeft", true);
  jsonout_close(out, '}');
}

static bool is_hinted(const Decl *decl) {
  return decl->kind == DECL_FACT || (decl->kind == DECL_PARAMETER && !decl->amends);
}

void lsp_inlay_hints(Request *request) {
  Analysis *analysis = analysis_of(request->server, request->document);
  const Nearest *nearest = nearest_of(request->server, analysis);
  const LineTable *lines = request->document->lines;
  uint32_t from = lines_offset(lines, json_position(json_at(request->params, "range.start")));
  uint32_t to = lines_offset(lines, json_position(json_at(request->params, "range.end")));
  jsonout_open(request->out, '[');
  for (size_t i = 0; nearest && analysis->tree && i < analysis->tree->decls.count; i++) {
    const Decl *decl = analysis->tree->decls.at[i];
    if (!is_hinted(decl) || decl->offset < from || decl->offset > to) continue;
    Text value = nearest_summary(nearest, decl);
    if (value.bytes && !text_equal(value, TEXT("unknown")))
      write_hint(request->out, lines, end_of_first_line(lines, decl), text_format("= %s", text_c(value)),
                 nearest_words(nearest));
  }
  jsonout_close(request->out, ']');
}

static bool concludes(const Decl *decl) {
  switch (decl->kind) {
    case DECL_DEFINE: case DECL_DUTY: case DECL_RIGHT: case DECL_REQUIREMENT: case DECL_SIGNATURE: return true;
    case DECL_MODULE: case DECL_USE: case DECL_SOURCE: case DECL_PARTY: case DECL_TYPE: case DECL_SCALE: case DECL_FACT:
    case DECL_EVENT: case DECL_PARAMETER: case DECL_HOLIDAYS: case DECL_ROLE: case DECL_MATTER: case DECL_SCENARIO:
    case DECL_ALWAYS: case DECL_RECORD: case DECL_CASE: case DECL_STATEMENT: break;
  }
  return false;
}

/* The command is only there because a lens must have one; it does nothing. */
static void write_lens(JsonOut *out, const LineTable *lines, const Decl *decl, Text title) {
  jsonout_open(out, '{');
  write_range(out, "range", lines, ast_absolute(decl, decl->name.span));
  jsonout_key(out, "command");
  jsonout_open(out, '{');
  jsonout_put(out, "title", title);
  jsonout_put_c(out, "command", "");
  jsonout_close(out, '}');
  jsonout_close(out, '}');
}

void lsp_code_lens(Request *request) {
  Analysis *analysis = analysis_of(request->server, request->document);
  const Nearest *nearest = nearest_of(request->server, analysis);
  jsonout_open(request->out, '[');
  for (size_t i = 0; nearest && analysis->tree && i < analysis->tree->decls.count; i++) {
    const Decl *decl = analysis->tree->decls.at[i];
    Text value = concludes(decl) ? nearest_summary(nearest, decl) : TEXT("");
    if (value.bytes)
      write_lens(request->out, request->document->lines, decl,
                 text_format("%s (%s)", text_c(value), text_c(nearest_words(nearest))));
  }
  jsonout_close(request->out, ']');
}

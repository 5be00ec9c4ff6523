#include "view/diagjson.h"
#include "view/jsonout.h"
#include <string.h>

static const char *severity_word(DiagSeverity severity) { return severity == DIAG_ERROR ? "error" : "warning"; }

static Text code_text(DiagCode code) { return text_format("R%04u", (unsigned)code); }

static void put_place(JsonOut *json, const char *prefix, Place place) {
  jsonout_put_number(json, text_c(text_format("%sline", prefix)), place.line);
  jsonout_put_number(json, text_c(text_format("%scolumn", prefix)), place.column);
}

static void put_span(JsonOut *json, Source *source, Span span) {
  jsonout_put(json, "file", source->path);
  put_place(json, "", source_place(source, span.from));
  put_place(json, "end_", source_place(source, span.to));
}

static void print_message(JsonOut *json, const Diag *diag) {
  jsonout_open(json, '{');
  jsonout_put(json, "code", code_text(diag->code));
  jsonout_put_c(json, "severity", severity_word(diag->severity));
  put_span(json, diag->source, diag->span);
  jsonout_put(json, "text", diag->text);
  jsonout_put_c(json, "mend", diag->mend.bytes ? text_c(diag->mend) : NULL);
  jsonout_key(json, "notes");
  jsonout_open(json, '[');
  for (size_t i = 0; i < diag->notes.count; i++) {
    jsonout_open(json, '{');
    put_span(json, diag->notes.at[i].source, diag->notes.at[i].span);
    jsonout_put(json, "text", diag->notes.at[i].text);
    jsonout_close(json, '}');
  }
  jsonout_close(json, ']');
  jsonout_close(json, '}');
}

void diagjson_print(Sink *sink, const Diags *diags) {
  JsonOut json = {.sink = sink};
  jsonout_open(&json, '{');
  jsonout_put_number(&json, "remit", 1);
  jsonout_put_c(&json, "verb", "check");
  jsonout_key(&json, "messages");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < diags->all.count; i++) print_message(&json, diags->all.at[i]);
  jsonout_close(&json, ']');
  jsonout_put_number(&json, "errors", (int64_t)diags->errors);
  jsonout_put_number(&json, "warnings", (int64_t)diags->warnings);
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

/* ---- SARIF ---- */

static void put_text(JsonOut *json, const char *key, Text text) {
  jsonout_key(json, key);
  jsonout_open(json, '{');
  jsonout_put(json, "text", text);
  jsonout_close(json, '}');
}

static void put_region(JsonOut *json, Source *source, Span span) {
  Place from = source_place(source, span.from), to = source_place(source, span.to);
  jsonout_key(json, "region");
  jsonout_open(json, '{');
  jsonout_put_number(json, "startLine", from.line);
  jsonout_put_number(json, "startColumn", from.column);
  jsonout_put_number(json, "endLine", to.line);
  jsonout_put_number(json, "endColumn", to.column);
  jsonout_close(json, '}');
}

/* A path as a relative URI (RFC 3986): what is neither unreserved nor a slash is written as its bytes. */
static Text uri_of(Text path) {
  static const char plain[] = "-._~/";
  Sink uri = {0};
  for (uint32_t i = 0; i < path.bytes; i++) {
    char c = path.at[i];
    bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr(plain, c);
    if (kept) sink_char(&uri, c);
    else sink_format(&uri, "%%%02X", (unsigned char)c);
  }
  return sink_result(&uri);
}

static void put_location(JsonOut *json, Source *source, Span span, Text message) {
  jsonout_open(json, '{');
  jsonout_key(json, "physicalLocation");
  jsonout_open(json, '{');
  jsonout_key(json, "artifactLocation");
  jsonout_open(json, '{');
  jsonout_put(json, "uri", uri_of(source->path));
  jsonout_close(json, '}');
  put_region(json, source, span);
  jsonout_close(json, '}');
  if (message.bytes) put_text(json, "message", message);
  jsonout_close(json, '}');
}

static void put_notes(JsonOut *json, const Diag *diag) {
  if (!diag->notes.count) return;
  jsonout_key(json, "relatedLocations");
  jsonout_open(json, '[');
  for (size_t i = 0; i < diag->notes.count; i++)
    put_location(json, diag->notes.at[i].source, diag->notes.at[i].span, diag->notes.at[i].text);
  jsonout_close(json, ']');
}

static Text whole_message(const Diag *diag) {
  return diag->mend.bytes ? text_format("%s (%s)", text_c(diag->text), text_c(diag->mend)) : diag->text;
}

static void put_result(JsonOut *json, const Diag *diag) {
  jsonout_open(json, '{');
  jsonout_put(json, "ruleId", code_text(diag->code));
  jsonout_put_c(json, "level", severity_word(diag->severity));
  put_text(json, "message", whole_message(diag));
  jsonout_key(json, "locations");
  jsonout_open(json, '[');
  put_location(json, diag->source, diag->span, TEXT(""));
  jsonout_close(json, ']');
  put_notes(json, diag);
  jsonout_close(json, '}');
}

static bool told_before(const Diags *diags, size_t index) {
  for (size_t i = 0; i < index; i++)
    if (diags->all.at[i]->code == diags->all.at[index]->code) return true;
  return false;
}

static void put_rules(JsonOut *json, const Diags *diags) {
  jsonout_key(json, "rules");
  jsonout_open(json, '[');
  for (size_t i = 0; i < diags->all.count; i++) {
    if (told_before(diags, i)) continue;
    jsonout_open(json, '{');
    jsonout_put(json, "id", code_text(diags->all.at[i]->code));
    put_text(json, "shortDescription", text_of(diag_title(diags->all.at[i]->code)));
    jsonout_close(json, '}');
  }
  jsonout_close(json, ']');
}

static void put_tool(JsonOut *json, const Diags *diags, const char *version) {
  jsonout_key(json, "tool");
  jsonout_open(json, '{');
  jsonout_key(json, "driver");
  jsonout_open(json, '{');
  jsonout_put_c(json, "name", "remit");
  jsonout_put_c(json, "version", version);
  put_rules(json, diags);
  jsonout_close(json, '}');
  jsonout_close(json, '}');
}

void diagjson_sarif(Sink *sink, const Diags *diags, const char *version) {
  JsonOut json = {.sink = sink};
  jsonout_open(&json, '{');
  jsonout_put_c(&json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  jsonout_put_c(&json, "version", "2.1.0");
  jsonout_key(&json, "runs");
  jsonout_open(&json, '[');
  jsonout_open(&json, '{');
  put_tool(&json, diags, version);
  jsonout_put_c(&json, "columnKind", "unicodeCodePoints");
  jsonout_key(&json, "results");
  jsonout_open(&json, '[');
  for (size_t i = 0; i < diags->all.count; i++) put_result(&json, diags->all.at[i]);
  jsonout_close(&json, ']');
  jsonout_close(&json, '}');
  jsonout_close(&json, ']');
  jsonout_close(&json, '}');
  jsonout_end(&json);
}

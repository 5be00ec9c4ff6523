#include "view/page.h"
#include "view/pagewrite.h"
#include "view/visible.h"
#include <assert.h>
#include <string.h>

/* Lines longer than this are hard to read, however wide the terminal is. */
#define LONGEST_LINE 110

void page_open(Page *page, Sink *sink, PageOptions options) {
  *page = (Page){.sink = sink, .options = options, .style = STYLE_PLAIN};
}

/* ---- composing ---- */

void page_say(Page *page, const char *words) {
  sink_c(&page->line, words);
}

void page_sayf(Page *page, const char *format, ...) {
  va_list args;
  va_start(args, format);
  sink_format_list(&page->line, format, args);
  va_end(args);
}

static bool is_markup(const Page *page, char c) {
  switch (page->options.format) {
    case PAGE_TEXT: return false;
    case PAGE_MARKDOWN: return strchr("\\`*_[]<>#|&~", c);
    case PAGE_HTML: return strchr("<>&\"", c);
  }
  return false;
}

static void echo_markup(Page *page, char c) {
  if (page->options.format == PAGE_MARKDOWN) sink_format(&page->line, "\\%c", c);
  else sink_c(&page->line, c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : "&quot;");
}

/* Runs of plain characters are most of what is shown: they go in one piece. */
static size_t plain_run(const Page *page, Text text, size_t from) {
  while (from < text.bytes && text.at[from] >= ' ' && text.at[from] < 0x7F && !is_markup(page, text.at[from])) from++;
  return from;
}

void page_echo(Page *page, Text text) {
  char form[VISIBLE_ROOM];
  for (size_t from = 0, to; from < text.bytes; from = to) {
    to = plain_run(page, text, from);
    if (to > from) {
      sink_text(&page->line, text_slice(text, from, to));
      continue;
    }
    visible_next(text, &to, form);
    if (!form[1] && is_markup(page, form[0])) echo_markup(page, form[0]);
    else sink_c(&page->line, form);
  }
}

void page_echo_capital(Page *page, Text text) {
  if (text.bytes && text.at[0] >= 'a' && text.at[0] <= 'z') {
    sink_char(&page->line, (char)(text.at[0] - 'a' + 'A'));
    text = text_slice(text, 1, text.bytes);
  }
  page_echo(page, text);
}

void page_style(Page *page, Style style) {
  sink_char(&page->line, (char)style);
}

void page_anchor(Page *page, Text place) {
  if (page->options.format == PAGE_TEXT) return;
  sink_format(&page->line, "<a id=\"%.*s\"></a>", (int)place.bytes, place.at);
}

void page_link(Page *page, Text words, Text place) {
  bool html = page->options.format == PAGE_HTML, markdown = page->options.format == PAGE_MARKDOWN;
  if (html) sink_format(&page->line, "<a href=\"#%.*s\">", (int)place.bytes, place.at);
  if (markdown) sink_char(&page->line, '[');
  page_echo(page, words);
  if (html) sink_c(&page->line, "</a>");
  if (markdown) sink_format(&page->line, "](#%.*s)", (int)place.bytes, place.at);
}

Text page_take(Page *page) {
  Text taken = text_copy(sink_result(&page->line));
  page->line.count = 0;
  return taken;
}


/* ---- writing ---- */

static const char *const STYLE_CODES[] = {
  [STYLE_PLAIN] = "", [STYLE_BOLD] = "\033[1m", [STYLE_FAINT] = "\033[2m", [STYLE_RED] = "\033[31m",
  [STYLE_YELLOW] = "\033[33m", [STYLE_GREEN] = "\033[32m",
};

static void write_style(Page *page, Style style) {
  if (page->options.format == PAGE_MARKDOWN) {
    if ((page->style == STYLE_BOLD) != (style == STYLE_BOLD)) sink_c(page->sink, "**");
  } else if (page->options.colour && style != page->style) {
    if (page->style != STYLE_PLAIN) sink_c(page->sink, "\033[0m");
    sink_c(page->sink, STYLE_CODES[style]);
  }
  page->style = style;
}

void page_write_text(Page *page, Text text) {
  for (uint32_t from = 0, to; from < text.bytes; from = to) {
    to = from + 1;
    if (style_is_mark(text.at[from])) {
      write_style(page, (Style)text.at[from]);
    } else {
      while (to < text.bytes && !style_is_mark(text.at[to])) to++;
      sink_text(page->sink, text_slice(text, from, to));
    }
  }
}

Style page_rest(Page *page) {
  Style style = page->style;
  write_style(page, STYLE_PLAIN);
  return style;
}

void page_resume(Page *page, Style style) {
  write_style(page, style);
}

static void end_list(Page *page) {
  if (page->listing) sink_c(page->sink, "</ul>\n");
  page->listing = false;
}

void page_close(Page *page) { end_list(page); }

void page_begin_line(Page *page) {
  if (page->gap && page->begun) sink_char(page->sink, '\n');
  page->gap = false;
  page->begun = true;
}

unsigned page_width(const Page *page) {
  if (page->options.format != PAGE_TEXT) return 0;
  return page->options.width < LONGEST_LINE ? page->options.width : LONGEST_LINE;
}

/* Columns left for text behind an indent; a very narrow terminal still gets some. */
static unsigned room_after(const Page *page, unsigned indent) {
  unsigned width = page_width(page);
  if (!width) return 0;
  return width > indent + 10 ? width - indent : 10;
}

/* The first line where the caller stands, the others below `indent`. */
static void write_wrapped(Page *page, Text text, unsigned indent, Style style) {
  Text line;
  for (bool first = true; wrap_next(&text, room_after(page, indent), &line); first = false) {
    if (!first) sink_repeat(page->sink, ' ', indent);
    page_resume(page, style);
    page_write_text(page, line);
    style = page_rest(page);
    sink_char(page->sink, '\n');
  }
}

static bool markdown(const Page *page) {
  return page->options.format == PAGE_MARKDOWN;
}

static bool html(const Page *page) {
  return page->options.format == PAGE_HTML;
}

static void in_element(Page *page, const char *element, Text text) {
  sink_format(page->sink, "<%s>", element);
  page_write_text(page, text);
  page_rest(page);
  sink_format(page->sink, "</%s>\n", element);
}

/* Marks are Markdown's; their number is the level. */
static void html_heading(Page *page, const char *marks, Text text) {
  static const char *const elements[] = {"h1", "h2", "h3"};
  end_list(page);
  in_element(page, elements[strlen(marks) - 2], text);
}

static void html_item(Page *page, Text text) {
  if (!page->listing) sink_c(page->sink, "<ul>\n");
  page->listing = true;
  in_element(page, "li", text);
}

static void end_heading(Page *page, const char *marks) {
  Text text = page_take(page);
  if (html(page)) {
    html_heading(page, marks, text);
    return;
  }
  page->gap = true;
  page_begin_line(page);
  if (markdown(page)) sink_c(page->sink, marks);
  write_wrapped(page, text, 0, markdown(page) ? STYLE_PLAIN : STYLE_BOLD);
  page->gap = markdown(page);
}

void page_title(Page *page) {
  end_heading(page, "# ");
}

void page_section(Page *page) {
  Text text = page_take(page);
  unsigned columns = wrap_columns(text);
  sink_text(&page->line, text);
  end_heading(page, "## ");
  if (markdown(page) || html(page)) return;
  for (unsigned i = 0; i < columns && i < page_width(page); i++) sink_c(page->sink, "─");
  sink_char(page->sink, '\n');
}

void page_heading(Page *page) {
  end_heading(page, "### ");
}

void page_paragraph(Page *page) {
  Text text = page_take(page);
  if (html(page)) {
    end_list(page);
    in_element(page, "p", text);
    return;
  }
  page_begin_line(page);
  write_wrapped(page, text, 0, STYLE_PLAIN);
  page->gap = markdown(page);
}

/* On a terminal the lines after the first hang two columns further in; in Markdown the list's sign does that. */
void page_item(Page *page, unsigned depth) {
  Text text = page_take(page);
  if (html(page)) {
    html_item(page, text);
    return;
  }
  page_begin_line(page);
  sink_repeat(page->sink, ' ', 2 * depth + (markdown(page) ? 0 : 2));
  if (markdown(page)) sink_c(page->sink, "- ");
  write_wrapped(page, text, 2 * depth + 4, STYLE_PLAIN);
}

static void entry_markdown(Page *page, unsigned depth, Text term, Text text) {
  sink_repeat(page->sink, ' ', 2 * depth);
  sink_c(page->sink, "- ");
  page_write_text(page, term);
  page_rest(page);
  sink_c(page->sink, ": ");
  write_wrapped(page, text, 2 * depth + 2, STYLE_PLAIN);
}

/* On a narrow page the second column begins at its middle. */
static void entry_text(Page *page, unsigned indent, Text term, Text text, unsigned column) {
  unsigned width = page_width(page);
  if (width && column > width / 2) column = width / 2;
  unsigned taken = wrap_columns(term);
  sink_repeat(page->sink, ' ', indent);
  if (indent + taken + 2 <= column) {
    page_write_text(page, term);
    page_rest(page);
    sink_repeat(page->sink, ' ', column - indent - taken);
  } else {
    write_wrapped(page, term, indent + 2, STYLE_PLAIN);
    sink_repeat(page->sink, ' ', column);
  }
  write_wrapped(page, text, column, STYLE_PLAIN);
}

void page_entry(Page *page, unsigned depth, Text term, unsigned column) {
  Text text = page_take(page);
  assert(!html(page));      /* only `doc` writes it, in tables and lists */
  page_begin_line(page);
  if (markdown(page)) entry_markdown(page, depth, term, text);
  else entry_text(page, 2 * depth + 2, term, text, column);
}

void page_blank(Page *page) {
  page->gap = true;
}

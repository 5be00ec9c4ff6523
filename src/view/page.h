/* A page of prose, lists and tables, for a terminal, as Markdown or as HTML. What is shown is composed piece by piece
 * (page_say, page_echo), then ended as a heading, a paragraph, an item or an entry; only then is it wrapped and
 * written.
 *
 * What an author or a caseworker wrote goes through page_echo, which makes control characters visible and, in Markdown,
 * keeps its signs from being taken as markup. Our own words go through page_say.
 */
#ifndef REMIT_VIEW_PAGE_H
#define REMIT_VIEW_PAGE_H
#include "base/list.h"
#include "base/sink.h"
#include "view/wrap.h"

typedef enum PageFormat { PAGE_TEXT, PAGE_MARKDOWN, PAGE_HTML } PageFormat;

typedef struct PageOptions {
  PageFormat format;
  unsigned width;           /* of the terminal; Markdown and HTML are not wrapped */
  bool colour;
} PageOptions;

typedef struct Page {
  Sink *sink;
  PageOptions options;
  Sink line;                /* what is being composed */
  Style style;              /* of what is being written */
  bool begun;               /* something has been written */
  bool gap;                 /* a blank line is due before the next */
  bool listing;             /* HTML: a list is open */
} Page;

void page_open(Page *page, Sink *sink, PageOptions options);

/* ---- composing ---- */
void page_say(Page *page, const char *words);
void page_sayf(Page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
void page_echo(Page *page, Text text);
void page_echo_capital(Page *page, Text text);     /* its first letter as a capital */
void page_style(Page *page, Style style);          /* until the next; STYLE_PLAIN ends it */
/* A place in the same document that links lead to, and such a link; on a terminal the words alone. */
void page_anchor(Page *page, Text place);
void page_link(Page *page, Text words, Text place);
/* What was composed, for a cell of a table; the page's line is empty again. */
Text page_take(Page *page);

void page_close(Page *page);                       /* of HTML: what is still open */

/* ---- ending what was composed ---- */
void page_title(Page *page);
void page_section(Page *page);                     /* a heading with a blank line before it */
void page_heading(Page *page);                     /* of a group in a section */
void page_paragraph(Page *page);
void page_item(Page *page, unsigned depth);        /* of a list; depth from 0 */
/* `term` and, from a column on, what was composed; a term that is too long has a line of its own. */
void page_entry(Page *page, unsigned depth, Text term, unsigned column);
void page_blank(Page *page);                       /* a blank line before whatever comes next */

/* ---- tables ---- */
typedef LIST(Text) PageCells;
/* `cells` row by row, the heads first; each one is from page_take. False, with nothing written, when the columns
 * would be too narrow to read. */
bool page_table(Page *page, const PageCells *cells, unsigned columns);
#endif

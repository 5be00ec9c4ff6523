/* What page.c and pagetable.c share: writing composed text, wrapped already. */
#ifndef REMIT_VIEW_PAGEWRITE_H
#define REMIT_VIEW_PAGEWRITE_H
#include "view/page.h"

void page_begin_line(Page *page);                  /* writes the blank line that is due */
void page_write_text(Page *page, Text text);       /* follows style marks */
Style page_rest(Page *page);                       /* back to plain, at the end of a line; the style it was */
void page_resume(Page *page, Style style);
unsigned page_width(const Page *page);             /* 0: no limit */
#endif

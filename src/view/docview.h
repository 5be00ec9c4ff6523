/* The rules of a module as a document that a committee can read: Markdown or HTML. */
#ifndef REMIT_VIEW_DOCVIEW_H
#define REMIT_VIEW_DOCVIEW_H
#include "view/page.h"
#include "view/head.h"

/* Of the program's root module; with `all` also of the modules it uses. */
void docview_print(Sink *sink, const Head *head, PageOptions options, bool all);
#endif

/* A graph of dependencies in Graphviz's DOT. */
#ifndef REMIT_VIEW_DOT_H
#define REMIT_VIEW_DOT_H
#include "base/sink.h"
#include "study/depends.h"

void dot_print(Sink *sink, const DependsGraph *graph, const char *title);
#endif

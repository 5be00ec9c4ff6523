#include "view/dot.h"

static void quoted(Sink *sink, Text text) {
  sink_char(sink, '"');
  for (uint32_t i = 0; i < text.bytes; i++) {
    if (text.at[i] == '"' || text.at[i] == '\\') sink_char(sink, '\\');
    sink_char(sink, text.at[i]);
  }
  sink_char(sink, '"');
}

static const char *unit_look(UnitKind kind) {
  switch (kind) {
    case UNIT_ROLE: return "shape=box, style=filled, fillcolor=\"#dbe9f6\"";
    case UNIT_RIGHT: return "shape=box, style=filled, fillcolor=\"#e6f4d7\"";
    case UNIT_REQUIREMENT: return "shape=box, style=filled, fillcolor=\"#fdf0c8\"";
    case UNIT_SIGNATURE: return "shape=box, style=filled, fillcolor=\"#fbdcd3\"";
    case UNIT_INDICATOR: case UNIT_MITIGATION: return "shape=box, style=\"filled,rounded\", fillcolor=\"#fdeee9\"";
    case UNIT_SEVERITY: return "shape=box, style=\"filled,dotted\", fillcolor=\"#fdeee9\"";
    case UNIT_DEFINITION: return "shape=box, style=rounded";
  }
  return "";
}

static const char *look(const DependsNode *node) {
  switch (node->kind) {
    case DEPENDS_UNIT: return unit_look(node->unit->kind);
    case DEPENDS_FACT: return "shape=ellipse";
    case DEPENDS_EVENT: return "shape=ellipse, style=dashed";
    case DEPENDS_PARAMETER: return "shape=hexagon";
  }
  return "";
}

static void print_node(Sink *sink, const DependsNode *node) {
  sink_c(sink, "  ");
  quoted(sink, node->subject->name);
  sink_format(sink, " [%s%s, tooltip=", look(node), node->focus ? ", penwidth=3" : "");
  quoted(sink, node->subject->label);
  sink_c(sink, "];\n");
}

void dot_print(Sink *sink, const DependsGraph *graph, const char *title) {
  sink_c(sink, "digraph ");
  quoted(sink, text_of(title));
  sink_c(sink, " {\n  rankdir=LR;\n  node [fontname=\"sans-serif\", fontsize=10];\n");
  for (size_t i = 0; i < graph->nodes.count; i++) print_node(sink, &graph->nodes.at[i]);
  for (size_t i = 0; i < graph->edges.count; i++) {
    const DependsEdge *edge = &graph->edges.at[i];
    sink_c(sink, "  ");
    quoted(sink, graph->nodes.at[edge->from].subject->name);
    sink_c(sink, " -> ");
    quoted(sink, graph->nodes.at[edge->to].subject->name);
    sink_c(sink, edge->elsewhere ? " [style=dashed];\n" : ";\n");
  }
  sink_c(sink, "}\n");
}

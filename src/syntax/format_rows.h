/* A source cut into rows of pieces, for format.c. Private to this floor. */
#ifndef REMIT_SYNTAX_FORMAT_ROWS_H
#define REMIT_SYNTAX_FORMAT_ROWS_H
#include "syntax/ast.h"

/* Where a column may begin, from left to right. */
typedef enum Cell {
  CELL_NONE, CELL_LABEL, CELL_TYPE, CELL_ATTRIBUTE, CELL_PARTIES, CELL_CONDITION, CELL_PERIOD, CELL_TAIL, CELL_CITE,
  CELL_COMMENT, CELL_COUNT
} Cell;

typedef struct Piece {          /* a word or sign of the source, or a comment */
  Span span;                    /* absolute */
  uint32_t width;               /* in columns */
  Cell cell;                    /* the column that begins here */
  bool glued;                   /* no space before it */
  bool break_before;            /* a long row may be broken here */
  bool comment;
} Piece;

typedef struct Row {
  uint32_t first, count;        /* of the pieces */
  uint32_t indent;
  uint32_t decl;                /* whose it is */
  int kind;                     /* rows of one kind align; 0: this one never does */
  bool even;                    /* its attributes form a column too */
  bool comment;                 /* nothing but a comment */
  bool blank_before;
  bool broken;                  /* a comment inside it forces a line end */
} Row;

typedef struct Rows {
  const Tree *tree;
  LIST(Piece) pieces;
  LIST(Row) rows;
} Rows;

void rows_build(Rows *rows, const Tree *tree);
#endif

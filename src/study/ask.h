/* An interview: asks what can still change an open conclusion, and nothing else, the question that settles most first.
 *
 * The answers are a case: each question is chosen on the conclusions of the case as it stands, so that what the
 * interview sees is what `remit run` will see of the file. Asked for are facts and events on which a conclusion that is
 * not certain depends, each once. Which one comes first: the one whose possible answers settle the most conclusions on
 * the average, then the one on which most hang, then by declaration.
 */
#ifndef REMIT_STUDY_ASK_H
#define REMIT_STUDY_ASK_H
#include "engine/conclude.h"

typedef enum AskStage {
  ASK_VALUE,                /* what the fact is; on which dates the event was */
  ASK_SINCE,                /* from when that has been so; from when the list of dates is complete */
  ASK_OVER                  /* nothing that is still open can be settled by an answer */
} AskStage;

typedef struct AskQuestion {
  AskStage stage;
  Dependence what;
  LIST(const Unit *) hangs; /* open conclusions that depend on it, in order of declaration */
  size_t open;              /* conclusions that are open */
  size_t settles;           /* of them, settled by some answer that was tried: the most */
} AskQuestion;

typedef struct AskAnswer {
  Dependence what;
  size_t statements;        /* how many the case had before it */
  bool since;               /* it answered ASK_SINCE */
} AskAnswer;

typedef struct Interview {
  Program *program;
  CaseFile *file;           /* the answers so far */
  Citations cites;          /* of every answer */
  LIST(AskAnswer) answers;  /* in order, for `back`; also those that were "unknown" */
  AskQuestion question;     /* that is open */
  Text line;                /* the statement that the last answer made, without its dates */
} Interview;

/* `name` is the case's; `today` the day on which the questions are put. */
void ask_open(Interview *interview, Program *program, Text name, Day as_at, Day today);
/* Puts the next question in interview->question; false when the interview is over. */
bool ask_next(Interview *interview);
/* Takes an answer: a value as a case file states it (also in part, and with `from` and `until`), the dates of an event,
 * `none`; to ASK_SINCE a date, or `always`. `y` and `n` are yes and no. False with a message in diags: the question
 * stays. */
bool ask_answer(Interview *interview, Text written, Diags *diags);
/* The question stays without an answer, and is not put again. */
void ask_skip(Interview *interview);
/* Takes the last answer back and puts its question again; false when there is none. */
bool ask_back(Interview *interview);

typedef struct AskLeft {      /* what was not asked about, of all that some rule reads */
  LIST(Dependence) settled;   /* it could not matter: no open conclusion depends on it */
  LIST(Dependence) open;      /* it still could */
  size_t conclusions;         /* that are open */
} AskLeft;
AskLeft ask_left(const Interview *interview);
#endif

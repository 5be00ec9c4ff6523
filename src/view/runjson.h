/* Results as JSON, as include/remit.schema.json describes them. */
#ifndef REMIT_VIEW_RUNJSON_H
#define REMIT_VIEW_RUNJSON_H
#include "engine/conclude.h"
#include "view/head.h"
#include "view/jsonout.h"

/* One object on one line: all conclusions of a case at a date. */
void runjson_print(Sink *sink, const Head *head, const Conclusions *conclusions);

/* ---- parts, also for other verbs ---- */
/* The keys that every output begins with, in an object that is open. */
void runjson_head(JsonOut *json, const Head *head);
/* Those of them behind the date: what counts, and what is supposed. */
void runjson_suppositions(JsonOut *json, const Head *head);
/* A day, or null for none. */
void runjson_day(JsonOut *json, const char *key, bool given, Day day);
void runjson_duty(JsonOut *json, const Conclusions *all, const Duty *duty);   /* its key and its roles */
/* The value of one conclusion: an object. */
void runjson_role(JsonOut *json, const Conclusions *all, const Conclusion *conclusion);
void runjson_right(JsonOut *json, const Conclusions *all, const Right *right, const Conclusion *conclusion);
void runjson_requirement(JsonOut *json, const Conclusions *all, const Conclusion *conclusion);
void runjson_signature(JsonOut *json, const Conclusions *all, const Signature *signature);
void runjson_definition(JsonOut *json, const Conclusions *all, const Conclusion *conclusion);
/* A list of parties' names, as a value. */
void runjson_parties(JsonOut *json, const Program *program, uint64_t mask);
void runjson_record(JsonOut *json, const Conclusions *conclusions);   /* findings to missing */
void runjson_basis(JsonOut *json, Basis basis);           /* its key too; null for none */
void runjson_cite(JsonOut *json, const Citation *cite);   /* an object */
void runjson_cites(JsonOut *json, Citations cites);       /* the key "cites" and its list */
void runjson_receipt(JsonOut *json, const Head *head);
#endif

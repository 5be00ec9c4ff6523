#include <time.h>
#include <unistd.h>
#include "cli/test.h"

/* How often the line is written anew, in seconds. */
#define TELL_EVERY 0.1

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void test_progress_open(TestProgress *progress, const char *what) {
  *progress = (TestProgress){.what = what, .began = now()};
}

static void tell(const TestProgress *progress, double since, size_t done, size_t all) {
  Sink errors;
  double rate = (double)done / since;
  output_open_errors(&errors);
  sink_format(&errors, "\r\033[K%zu of %zu %s", done, all, progress->what);
  if (rate > 0) sink_format(&errors, ", %.0f a second, %.0f s left", rate, (double)(all - done) / rate);
  output_close_errors(&errors);
}

/* Nothing in the first moments: what is over at once needs no progress. */
void test_progress(TestProgress *progress, size_t done, size_t all) {
  double time = now();
  if (!isatty(STDERR_FILENO) || time - progress->began < 2 * TELL_EVERY || time - progress->told < TELL_EVERY) return;
  progress->told = time;
  progress->shown = true;
  tell(progress, time - progress->began, done, all);
}

void test_progress_close(TestProgress *progress) {
  Sink errors;
  if (!progress->shown) return;
  output_open_errors(&errors);
  sink_c(&errors, "\r\033[K");
  output_close_errors(&errors);
}

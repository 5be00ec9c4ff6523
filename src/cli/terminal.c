#include "cli/terminal.h"
#include "base/file.h"
#include "base/mem.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_WIDTH 80
#define LEAST_WIDTH 20
#define MOST_WIDTH 1000

static bool sensible(long width) {
  return width >= LEAST_WIDTH && width <= MOST_WIDTH;
}

unsigned terminal_width(int descriptor) {
  const char *columns = getenv("COLUMNS");
  long wanted = columns ? strtol(columns, NULL, 10) : 0;
  if (sensible(wanted)) return (unsigned)wanted;
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && sensible(size.ws_col)) return size.ws_col;
  return USUAL_WIDTH;
}

bool terminal_colour(ColourChoice choice, int descriptor) {
  const char *forbidden = getenv("NO_COLOR"), *kind = getenv("TERM");
  switch (choice) {
    case COLOUR_ALWAYS: return true;
    case COLOUR_NEVER: return false;
    case COLOUR_AUTO: break;
  }
  if (forbidden && *forbidden) return false;
  return kind && strcmp(kind, "dumb") != 0 && isatty(descriptor);
}

/* ---- the standard streams ---- */

typedef struct Output {
  int descriptor;
  int error_number;           /* of the first write that failed */
} Output;

static bool write_all(void *owner, const char *bytes, size_t count) {
  Output *output = owner;
  if (file_write(output->descriptor, bytes, count)) return true;
  output->error_number = errno;
  return false;
}

static void open_stream(Sink *sink, int descriptor) {
  Output *output = MEM_NEW(Output);
  output->descriptor = descriptor;
  *sink = (Sink){.write = write_all, .owner = output};
}

void output_open(Sink *sink) {
  open_stream(sink, STDOUT_FILENO);
}

void output_open_errors(Sink *sink) {
  open_stream(sink, STDERR_FILENO);
}

void output_close_errors(Sink *sink) {
  sink_flush(sink);
}

/* A reader that has gone away is no failure of ours: the program ends as quietly as the signal would have ended it. */
static void report_failure(int error_number) {
  if (error_number == EPIPE) _exit(128 + 13);
  Sink errors;
  output_open_errors(&errors);
  sink_format(&errors, "remit: cannot write to standard output: %s\n", strerror(error_number));
  sink_flush(&errors);
}

bool output_close(Sink *sink) {
  Output *output = sink->owner;
  bool written = sink_flush(sink);
  if (written && close(STDOUT_FILENO) == 0) return true;
  report_failure(written ? errno : output->error_number);
  return false;
}

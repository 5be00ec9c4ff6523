#include "cli/each_case.h"
#include <unistd.h>

PageOptions page_for(const Options *options) {
  return (PageOptions){.format = options->format == FORMAT_MD ? PAGE_MARKDOWN : PAGE_TEXT,
                       .width = terminal_width(STDOUT_FILENO),
                       .colour = terminal_colour(options->colour, STDOUT_FILENO)};
}

Exit each_case(const Options *options, CaseAnswer *answer, const void *with) {
  Workshop workshop;
  Sink output;
  Exit status = EXIT_DONE;
  workshop_open(&workshop, options);
  workshop_cases(&workshop, 0, 1);
  output_open(&output);
  for (size_t i = 0; i < workshop.cases.count && status == EXIT_DONE; i++)
    status = answer(&workshop, &output, workshop.cases.at[i], i, with);
  if (!output_close(&output)) return EXIT_USAGE;
  Exit mistakes = workshop_end(&workshop);
  return mistakes != EXIT_DONE ? mistakes : status;
}

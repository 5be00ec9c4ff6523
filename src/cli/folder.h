/* The files that a path means: itself, or all of some kind in a folder and its folders. */
#ifndef REMIT_CLI_FOLDER_H
#define REMIT_CLI_FOLDER_H
#include "base/list.h"
#include "base/text.h"

typedef LIST(Text) Paths;

bool folder_is(Text path);
/* Adds the files below a folder whose name ends like one of `endings` (ends with an empty text), in the order of their
 * names; hidden ones, links to folders and what cannot be read are passed over. False when the folder cannot be read.
 */
bool folder_files(Text folder, const Text *endings, Paths *files);
/* The same for an editor, which may have been started anywhere: when a good many names have been looked at, the rest is
 * left out. */
bool folder_files_near(Text folder, const Text *endings, Paths *files);
#endif

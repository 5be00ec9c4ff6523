#include "batch/read.h"
bool read_objects(Reader *reader, Block *block) { (void)reader; (void)block; return false; }

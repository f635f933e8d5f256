// Whether the declaration of an option makes sense, for tables that come from elsewhere.
#pragma once

#include <string>

#include "harness/base/options.h"

namespace stampede {

// What is wrong with `spec`, as a clause such as "its default '0' is too small: at least 1", or "": its name is
// [a-z][a-z0-9_]* of at most 64 characters, its help one line, its bounds parse and leave room, its choices differ, and
// its default, if it has one, is a value that a user could give.
std::string option_mistake(const OptionSpec& spec);

// Whether `text` is UTF-8, not empty, and without control characters.
bool is_one_line(const std::string& text);

}  // namespace stampede

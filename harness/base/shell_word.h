// Words for command lines that people, or a shell, will read.
#pragma once

#include <string>

namespace stampede {

// The text as one word of a POSIX shell: as it is where that is safe, else in single quotes.
std::string shell_word(const std::string& text);

}  // namespace stampede

// Traces that are defined by a few lines of arithmetic: made when they are needed, the same everywhere.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace stampede {

struct MadeTrace {
  std::string file;      // its name
  std::string meaning;   // one line, lower case, no full stop
  std::string (*csv)();  // its contents: a column `key`
};

const std::vector<MadeTrace>& made_traces();

}  // namespace stampede

// Whether rows of the tables make sense, and whether their names are still free.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/strategy/plugin.h"

namespace stampede {

// Rows that are there already, and what messages call the one who brought them.
struct EarlierRows {
  std::string owner;  // "the program", "plug-in './a.so'"
  const Tables& rows;
};

// What is wrong with `rows`, given those that were there before: one line each, in the order of the tables, e.g.
// "guard 'turnstile': option 'places': its default '0' is too small: at least 1". Rows without a mistake keep every
// promise that the scenario reader and the engine rely on.
std::vector<std::string> row_mistakes(const Tables& rows, std::span<const EarlierRows> earlier = {});

}  // namespace stampede

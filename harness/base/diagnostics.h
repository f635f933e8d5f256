// Mistakes in what a user wrote, with the place where they are.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stampede {

struct Diagnostic {
  std::string file;         // or whatever else names the place, e.g. "--set 'cache.ttl=30'"
  int line = 0;             // from 1; 0: the place has no lines
  int column = 0;           // from 1, in characters
  std::string message;      // one line, lower case, no full stop
  std::string source_line;  // without its end; empty: not shown

  bool operator==(const Diagnostic&) const = default;
};

inline constexpr std::size_t kShownDiagnostics = 50;

// The text that compilers taught editors to understand, each line ended by a newline:
//
//   scenario.yaml:14:3: error: unknown key 'tll' in 'cache'; did you mean 'ttl'?
//     tll: 60s
//     ^
//
// The first `kShownDiagnostics` are shown, then "and N more errors". A long source line is cut around the column.
std::string render_diagnostics(std::span<const Diagnostic> diagnostics);

}  // namespace stampede

#include "harness/scenario/setting_path.h"

#include <algorithm>

namespace stampede {
namespace {

constexpr std::size_t kDeepest = 16;  // the grammar is not that deep

}  // namespace

std::optional<std::vector<PathStep>> split_path(std::string_view path) {
  std::vector<PathStep> steps;
  while (!path.empty() && steps.size() < kDeepest) {
    const bool in_brackets = path[0] == '[';
    if (in_brackets) path.remove_prefix(1);
    const std::size_t end = std::min(path.find_first_of(in_brackets ? "]" : ".["), path.size());
    if (end == 0 || (in_brackets && end == path.size())) return std::nullopt;
    steps.push_back({std::string(path.substr(0, end)), in_brackets});
    path.remove_prefix(in_brackets ? end + 1 : end);
    if (path.starts_with('.')) {
      path.remove_prefix(1);
      if (path.empty() || path[0] == '[') return std::nullopt;
    } else if (!path.empty() && path[0] != '[') {
      return std::nullopt;
    }
  }
  if (steps.empty() || !path.empty()) return std::nullopt;
  return steps;
}

}  // namespace stampede

// The path of a setting as users write it: `cache.ttl`, `strategies[xfetch].beta`, `timeline[1].at`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stampede {

struct PathStep {
  std::string text;          // a key, or what stands in brackets
  bool in_brackets = false;  // an entry of a list: its position from 0, or its name
};

// Nothing when that is not the form of `path`.
std::optional<std::vector<PathStep>> split_path(std::string_view path);

}  // namespace stampede

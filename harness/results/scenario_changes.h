// Which settings of two scenarios differ.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace stampede {

struct ScenarioChange {
  std::string path;  // "cache.ttl", "strategies[locked].wait", "timeline[flush].at"
  std::string from;  // values as short texts, safe to show; "absent": there is none
  std::string to;

  bool operator==(const ScenarioChange&) const = default;
};

// Of effective scenarios, as results hold them (JSON objects). Members of lists are matched by their names, where all
// have one; `[*]` is each of those that both have, if two or more of them changed alike. In the order of the first
// scenario; what only the second has comes last in its place. Empty: they say the same.
std::vector<ScenarioChange> scenario_changes(const std::string& from_json, const std::string& to_json);

// "cache.ttl: 10s -> 30s": a line for each of the first 20, then "and 3 more".
std::vector<std::string> change_lines(std::span<const ScenarioChange> changes);

}  // namespace stampede

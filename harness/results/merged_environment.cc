#include "harness/results/merged_environment.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace stampede {

namespace {

constexpr std::string_view kBetween = ", ";

// A result may be merged already.
void add_values(std::string_view text, std::vector<std::string_view>& values) {
  while (true) {
    const std::size_t end = text.find(kBetween);
    const std::string_view value = text.substr(0, end);
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + kBetween.size());
  }
}

bool is_about_seeds(const std::string& setting) {
  return setting.starts_with("seed=") || setting.starts_with("repetitions=");
}

}  // namespace

std::string merged_text(std::span<const MergeInput> inputs,
                        const std::function<const std::string&(const Result&)>& text) {
  std::vector<std::string_view> values;
  for (const MergeInput& input : inputs) add_values(text(input.result), values);
  return fmt::format("{}", fmt::join(values, kBetween));
}

RunEnvironment merged_environment(std::span<const MergeInput> inputs) {
  const Result& first = inputs.front().result;
  RunEnvironment merged = first.environment;
  const auto text = [&](std::string RunEnvironment::*member) {
    return merged_text(inputs,
                       [member](const Result& result) -> const std::string& { return result.environment.*member; });
  };
  merged.host = text(&RunEnvironment::host);
  merged.compiler = text(&RunEnvironment::compiler);
  merged.build_type = text(&RunEnvironment::build_type);
  for (const MergeInput& input : inputs) {
    merged.jobs = std::max(merged.jobs, input.result.environment.jobs);
    merged.date = std::max(merged.date, input.result.environment.date);
  }
  if (!first.shard) std::erase_if(merged.settings, is_about_seeds);
  return merged;
}

}  // namespace stampede

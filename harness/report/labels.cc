#include "harness/report/labels.h"

#include <algorithm>
#include <set>

#include "harness/results/file_labels.h"

namespace stampede {

namespace {

constexpr std::size_t kLongestId = 48;

std::string id_of(const std::string& title) {
  std::string id = title.substr(0, kLongestId);
  std::ranges::replace_if(
      id,
      [](char c) { return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'); },
      '-');
  return id.empty() ? "result" : id;
}

// `text`, or with the first number that makes it new.
std::string unique(const std::string& text, std::set<std::string>& taken) {
  std::string name = text;
  for (int i = 2; !taken.insert(name).second; ++i) name = text + "-" + std::to_string(i);
  return name;
}

// Of the files of one scenario, what tells them apart.
std::vector<std::string> names_with(std::span<const ReportInput> inputs, const std::string& scenario) {
  std::vector<std::string> paths;
  for (const ReportInput& input : inputs) {
    if (input.result.scenario_name == scenario) paths.push_back(input.file);
  }
  return file_labels(paths);
}

}  // namespace

std::vector<ResultLabel> label_results(std::span<const ReportInput> inputs) {
  std::vector<ResultLabel> labels;
  std::set<std::string> ids;
  std::set<std::string> titles;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::string& scenario = inputs[i].result.scenario_name;
    const std::vector<std::string> names = names_with(inputs, scenario);
    const auto before = std::ranges::count_if(
        inputs.first(i), [&](const ReportInput& other) { return other.result.scenario_name == scenario; });
    ResultLabel& label = labels.emplace_back();
    label.label = names.size() > 1 ? names[static_cast<std::size_t>(before)] : "";
    label.title = unique(label.label.empty() ? scenario : scenario + ": " + label.label, titles);
    label.id = unique(id_of(label.label.empty() ? scenario : scenario + "-" + label.label), ids);
  }
  return labels;
}

}  // namespace stampede

#include "harness/results/file_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "harness/base/quote.h"

namespace stampede {

namespace {

using Labels = std::vector<std::string>;

bool tell_apart(const Labels& labels) {
  const bool any_empty = std::ranges::find(labels, "") != labels.end();
  return !any_empty && std::set(labels.begin(), labels.end()).size() == labels.size();
}

std::string stem(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  for (const std::string_view end : {".json", ".result"}) {
    if (name.ends_with(end) && name.size() > end.size()) name.resize(name.size() - end.size());
  }
  return name;
}

// Without the first and the last parts that all paths share.
Labels differing_parts(std::span<const std::string> paths) {
  std::vector<std::vector<std::string>> parts;
  for (const std::string& path : paths) {
    auto& list = parts.emplace_back();
    for (const auto& part : std::filesystem::path(path)) list.push_back(part.string());
  }
  const auto all_share = [&](auto pick) {
    return std::ranges::all_of(parts,
                               [&](const auto& list) { return !list.empty() && pick(list) == pick(parts.front()); });
  };
  while (all_share([](const auto& list) { return list.back(); })) {
    for (auto& list : parts) list.pop_back();
  }
  while (all_share([](const auto& list) { return list.front(); })) {
    for (auto& list : parts) list.erase(list.begin());
  }
  Labels labels;
  for (const auto& list : parts) {
    std::string& label = labels.emplace_back();
    for (const std::string& part : list) label.append(label.empty() ? "" : "/").append(part);
  }
  return labels;
}

Labels numbered(Labels labels) {
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = fmt::format("{} ({})", labels[i], i + 1);
  return labels;
}

}  // namespace

std::vector<std::string> file_labels(std::span<const std::string> paths) {
  Labels stems;
  for (const std::string& path : paths) stems.push_back(stem(path));
  for (Labels labels : {stems, differing_parts(paths), Labels(paths.begin(), paths.end())}) {
    for (std::string& label : labels) label = without_control_characters(label);
    if (tell_apart(labels)) return labels;
  }
  for (std::string& label : stems) label = without_control_characters(label);
  return numbered(std::move(stems));
}

}  // namespace stampede

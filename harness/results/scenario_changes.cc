#include "harness/results/scenario_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "harness/base/quote.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongest = 60;      // characters of a value that are shown
constexpr std::size_t kMostLines = 20;    // changes that are listed
constexpr std::size_t kMostNamed = 1000;  // items of a list that are looked for by name: files may be hostile

// Cut between characters: the first byte of one is no continuation.
std::string shortened_setting(std::string text) {
  if (character_count(text) <= kLongest) return text;
  std::size_t end = kLongest;
  while ((static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string setting_text(const Json* json) {
  if (json == nullptr) return "absent";
  return shortened_setting(without_control_characters(json->is_string() ? json->get<std::string>() : json->dump()));
}

const Json* member(const Json& object, const std::string& name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

// The names of the items, or nothing if they do not all have one of their own.
std::vector<std::string> names_of(const Json& list) {
  std::vector<std::string> names;
  if (list.size() > kMostNamed) return names;
  for (const Json& item : list) {
    const Json* name = item.is_object() ? member(item, "name") : nullptr;
    if (name == nullptr || !name->is_string() || name->get_ref<const std::string&>().empty()) return {};
    names.push_back(name->get<std::string>());
  }
  return std::set(names.begin(), names.end()).size() == names.size() ? names : std::vector<std::string>();
}

// The list as an object whose members are its items.
Json by_name(const Json& list, const std::vector<std::string>& names) {
  Json object = Json::object();
  for (std::size_t i = 0; i < names.size(); ++i) object[names[i]] = list[i];
  return object;
}

class Changes {
 public:
  void compare(const std::string& path, const Json& from, const Json& to) {
    if (from == to) return;
    if (from.is_object() && to.is_object() && (path.empty() || share_a_member(from, to))) {
      compare_members(path.empty() ? "" : path + ".", "", from, to);
    } else if (from.is_array() && to.is_array()) {
      compare_lists(path, from, to);
    } else {
      add(path, &from, &to);
    }
  }

  std::vector<ScenarioChange> take() { return std::move(changes_); }

 private:
  // Of alternatives only one is there: two of them are not compared setting by setting.
  static bool share_a_member(const Json& from, const Json& to) {
    return std::any_of(from.items().begin(), from.items().end(),
                       [&](const auto& item) { return to.contains(item.key()); });
  }

  void add(const std::string& path, const Json* from, const Json* to) {
    changes_.push_back({without_control_characters(path), setting_text(from), setting_text(to)});
  }

  // The path of a member is its name between `before` and `after`.
  void compare_members(const std::string& before, const std::string& after, const Json& from, const Json& to) {
    for (const auto& [name, value] : from.items()) {
      const Json* other = member(to, name);
      if (other == nullptr) {
        add(before + name + after, &value, nullptr);
      } else {
        compare(before + name + after, value, *other);
      }
    }
    for (const auto& [name, value] : to.items()) {
      if (!from.contains(name)) add(before + name + after, nullptr, &value);
    }
  }

  void compare_lists(const std::string& path, const Json& from, const Json& to) {
    const std::vector<std::string> names[] = {names_of(from), names_of(to)};
    if (names[0].empty() || names[1].empty()) return add(path, &from, &to);
    if (std::ranges::is_permutation(names[0], names[1]) && names[0] != names[1]) {
      changes_.push_back({without_control_characters(path), "in one order", "in another"});
    }
    const Json items[] = {by_name(from, names[0]), by_name(to, names[1])};
    compare_common(path, names[0], items[0], items[1]);
    for (const std::string& name : names[0]) {
      if (!items[1].contains(name)) add(path + "[" + name + "]", &items[0][name], nullptr);
    }
    for (const std::string& name : names[1]) {
      if (!items[0].contains(name)) add(path + "[" + name + "]", nullptr, &items[1][name]);
    }
  }

  // What changed alike in every item comes once, for `[*]`: a default that all inherit, for instance.
  void compare_common(const std::string& path, const std::vector<std::string>& names, const Json& from,
                      const Json& to) {
    std::vector<std::pair<std::string, std::vector<ScenarioChange>>> items;
    for (const std::string& name : names) {
      if (!to.contains(name)) continue;
      Changes item;
      item.compare("", from[name], to[name]);
      items.emplace_back(name, item.take());
    }
    const auto in_all = [&](const ScenarioChange& change) {
      return items.size() > 1 && std::ranges::all_of(items, [&](const auto& item) {
               return std::ranges::find(item.second, change) != item.second.end();
             });
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
      for (const ScenarioChange& change : items[i].second) {
        const bool alike = in_all(change);
        if (alike && i > 0) continue;
        const std::string place = path + "[" + (alike ? "*" : items[i].first) + "]." + change.path;
        changes_.push_back({without_control_characters(place), change.from, change.to});
      }
    }
  }

  std::vector<ScenarioChange> changes_;
};

}  // namespace

std::vector<ScenarioChange> scenario_changes(const std::string& from_json, const std::string& to_json) {
  Changes changes;
  changes.compare("", Json::parse(from_json), Json::parse(to_json));
  return changes.take();
}

std::vector<std::string> change_lines(std::span<const ScenarioChange> changes) {
  std::vector<std::string> lines;
  for (const ScenarioChange& change : changes.first(std::min(changes.size(), kMostLines))) {
    lines.push_back(fmt::format("{}: {} -> {}", change.path, change.from, change.to));
  }
  if (changes.size() > kMostLines) lines.push_back(fmt::format("and {} more", changes.size() - kMostLines));
  return lines;
}

}  // namespace stampede

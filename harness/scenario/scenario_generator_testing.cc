#include "harness/scenario/scenario_generator_testing.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "harness/base/check.h"
#include "harness/base/option_text.h"

namespace stampede {
namespace {

using Texts = std::vector<std::string>;

// What may stand at settings of this name, below a setting of that name; an empty name is any.
struct Pool {
  std::string_view below;
  std::string_view name;
  Texts texts;
};

// The first that fits is taken. Times that grow with one another (retries, slowdowns, wide distributions) stay small,
// because a buffer that is flushed every millisecond makes an event of each of them.
const std::vector<Pool>& pools() {
  static const std::vector<Pool> pools = {
      {"", "version", {"1"}},
      {"", "description", {"''", "\"with {everything}: 'quotes', \\u20ac\""}},
      {"", "seed", {"0", "1", "42", "9223372036854775807"}},
      {"", "repetitions", {"1", "1", "1", "2"}},
      {"", "warmup", {"0s", "1ns", "100ms", "1s"}},
      {"", "duration", {"300ms", "999999999ns", "2s"}},
      {"", "intervals", {"1", "2", "7", "120", "10k"}},
      {"", "instances", {"1", "1", "2", "5"}},
      {"", "max_in_flight", {"1", "2", "20", "1M"}},
      {"", "rate", {"5/s", "100/s", "1/7ms", "500/s", "1500/s"}},
      {"", "interval", {"1ms", "7ms", "100ms"}},
      {"", "clients", {"1", "2", "10", "40"}},
      {"think", "min", {"1ms", "2ms"}},
      {"think", "max", {"2ms", "50ms"}},
      {"think", "p50", {"2ms", "5ms"}},
      {"think", "p99", {"5ms", "100ms"}},
      {"think", "sigma", {"0", "0.5"}},
      {"think", "shape", {"1", "3"}},
      {"think", "", {"2ms", "10ms", "300ms"}},
      {"gap", "min", {"1ms", "2ms"}},
      {"gap", "max", {"2ms", "50ms"}},
      {"gap", "p50", {"2ms", "5ms"}},
      {"gap", "p99", {"5ms", "100ms"}},
      {"gap", "sigma", {"0", "0.5"}},
      {"gap", "shape", {"1", "3"}},
      {"gap", "", {"2ms", "10ms", "300ms"}},
      {"", "shape", {"1", "2", "100"}},
      {"", "sample", {"100%", "100%", "60%", "1%"}},
      {"keys", "count", {"1", "2", "10", "1000"}},
      {"keys", "exponent", {"0", "0.5", "0.99", "2", "10"}},
      {"operations", "", {"0", "1", "1", "20"}},
      {"value_size", "min", {"1B", "100B"}},
      {"value_size", "max", {"100B", "4KiB", "64KiB"}},
      {"value_size", "p50", {"1B", "1KiB"}},
      {"value_size", "p99", {"1KiB", "1MiB"}},
      {"value_size", "", {"1B", "1KiB", "64KiB", "4294967295B"}},
      {"", "capacity", {"1", "3", "100", "1B", "3KiB", "64MiB", "unlimited"}},
      {"", "ttl", {"none", "1ns", "10ms", "150ms", "1s", "365d"}},
      {"", "timeout", {"none", "1ns", "3ms", "50ms", "365d"}},
      {"", "delay", {"0s", "1ns", "3ms", "150ms", "1h"}},
      {"", "lease", {"none", "1us", "3ms", "50ms", "1h"}},
      {"", "poll", {"none", "1ms", "3ms", "50ms", "1h"}},
      {"", "window", {"none", "1ns", "50ms", "1h"}},
      {"", "wait", {"none", "1ns", "3ms", "50ms", "1h"}},
      {"", "concurrency", {"1", "2", "8", "unlimited"}},
      {"", "queue", {"0", "1", "10", "unlimited"}},
      {"retries", "max", {"0", "1", "4"}},
      {"retries", "growth", {"1", "1.5", "3"}},
      {"", "flush_interval", {"1ms", "10ms", "100ms", "1s"}},
      {"", "max_batch", {"1", "2", "16"}},
      {"", "max_pending", {"1", "4", "100"}},
      {"timeline", "at", {"0s", "1ns", "50ms", "100ms", "250ms"}},
      {"timeline", "for", {"1ns", "1ms", "50ms", "200ms", "1s"}},
      {"timeline", "slowdown", {"0.001", "0.5", "2", "10", "50"}},
      {"timeline", "constant", {"x0", "x0.5", "x3", "700/s"}},
      {"timeline", "from", {"x0", "x0.5", "x3", "700/s"}},
      {"timeline", "to", {"x0", "x0.5", "x3", "700/s"}},
      {"", "min", {"0s", "1ns", "1ms"}},
      {"", "max", {"1ms", "50ms", "500ms"}},
      {"", "p50", {"1ns", "1ms", "5ms"}},
      {"", "p99", {"5ms", "200ms"}},
      {"", "sigma", {"0", "1", "1.5"}},
  };
  return pools;
}

const Texts& texts_of_type(OptionType type) {
  static const Texts durations = {"0s", "1ns", "1us", "1ms", "20ms", "300ms"};
  static const Texts counts = {"0", "1", "2", "10"};
  static const Texts sizes = {"1B", "100B", "4KiB"};
  static const Texts rates = {"5/s", "500/s"};
  static const Texts shares = {"0%", "1%", "12.5%", "60%", "100%"};
  static const Texts numbers = {"0", "0.5", "1", "3"};
  static const Texts flags = {"true", "false"};
  static const Texts none = {};
  switch (type) {
    case OptionType::kDuration:
    case OptionType::kDurationOrNone:
      return durations;
    case OptionType::kCount:
    case OptionType::kCountOrUnlimited:
      return counts;
    case OptionType::kSize:
      return sizes;
    case OptionType::kRate:
      return rates;
    case OptionType::kShare:
      return shares;
    case OptionType::kNumber:
    case OptionType::kDecimal:
      return numbers;
    case OptionType::kFlag:
      return flags;
    case OptionType::kChoice:
    case OptionType::kText:
      return none;
  }
  STAMPEDE_CHECK(false);
}

// One text, on its way through the grammar.
class ScenarioWriter {
 public:
  ScenarioWriter(const EmpiricalFiles& files, std::uint64_t number)
      : files_(files), random_(RandomStream(number, "scenario")) {}

  std::string text_of(const GrammarNode& node) {
    trail_.push_back(node.name);
    std::string text = written(node);
    trail_.pop_back();
    return text;
  }

 private:
  std::string written(const GrammarNode& node) {
    switch (node.kind) {
      case NodeKind::kScalar:
        return scalar(node);
      case NodeKind::kMap:
        return map(node);
      case NodeKind::kOneOf:
        return one_of(node);
      case NodeKind::kList:
        return list(node);
    }
    STAMPEDE_CHECK(false);
  }

  bool coin() { return pick(2) == 0; }
  std::size_t pick(std::size_t bound) { return static_cast<std::size_t>(below(random_.next(), bound)); }
  template <typename Items>
  const auto& one(const Items& items) {
    return items[pick(items.size())];
  }

  bool is_below(std::string_view name) const { return std::ranges::find(trail_, name) != trail_.end(); }

  std::string scalar(const GrammarNode& node) {
    if (node.name == "file")
      return std::string("\"").append(is_below("value_size") ? files_.sizes : files_.durations).append("\"");
    if (node.form != nullptr && node.form->name == "name") return std::string("n").append(std::to_string(names_++));
    const Texts fitting = fitting_texts(node);
    STAMPEDE_CHECK(!fitting.empty());
    return one(fitting);
  }

  Texts candidates(const GrammarNode& node) const {
    for (const Pool& pool : pools()) {
      const bool fits = (pool.name.empty() || pool.name == node.name) && (pool.below.empty() || is_below(pool.below));
      if (fits) return pool.texts;
    }
    return node.option.type == OptionType::kChoice ? node.option.choices : texts_of_type(node.option.type);
  }

  // Those that the setting accepts; else its default or its example.
  Texts fitting_texts(const GrammarNode& node) const {
    Texts texts = candidates(node);
    std::erase_if(texts, [&](const std::string& text) {
      const bool unavailable = std::ranges::find(node.unavailable_values, text) != node.unavailable_values.end();
      const bool misshapen = node.form != nullptr && !node.form->canonical(text).ok();
      return unavailable || misshapen || !parse_option(node.option, text).ok();
    });
    if (texts.empty()) texts.push_back(node.default_text.empty() ? node.example : node.default_text);
    return texts;
  }

  // One group of those that exclude each other, but no traces: they need files that fit.
  const std::vector<std::string>* chosen_group(const GrammarNode& node) {
    if (node.either.empty()) return nullptr;
    const auto& group = one(node.either);
    return std::ranges::find(group, "trace") == group.end() ? &group : &node.either.front();
  }

  bool is_excluded(const GrammarNode& map, const std::vector<std::string>* chosen, const std::string& key) {
    const auto holds = [&](const std::vector<std::string>& group) {
      return std::ranges::find(group, key) != group.end();
    };
    return chosen != nullptr && !holds(*chosen) && std::ranges::any_of(map.either, holds);
  }

  // Clients that do not think ask without end when answers take no time.
  bool is_wanted(const GrammarNode& child) {
    const bool always = child.presence == Presence::kRequired || child.name == "think" || child.name == "for" ||
                        (child.name == "duration" && trail_.size() == 1);
    return always || coin();
  }

  std::string map(const GrammarNode& node) {
    const std::vector<std::string>* chosen = chosen_group(node);
    std::vector<const GrammarNode*> possible;
    for (const GrammarNode& child : node.children) {
      if (child.available && !is_excluded(node, chosen, child.name)) possible.push_back(&child);
    }
    std::vector<std::pair<const GrammarNode*, std::string>> members;
    for (const GrammarNode* child : possible) {
      if (is_wanted(*child)) members.emplace_back(child, text_of(*child));
    }
    if (members.empty() && !possible.empty() && possible.front()->presence == Presence::kOptional) {
      members.emplace_back(possible.front(), text_of(*possible.front()));
    }
    const bool flush = std::ranges::any_of(members, [](const auto& member) {
      return member.second.find("flush") != std::string::npos && member.first->name == "cache";
    });
    std::string text;
    for (const auto& [child, value] : members) {
      if (flush && child->name == "for") continue;  // a flush takes no time
      text += (text.empty() ? "" : ", ") + child->name + ": " + value;
    }
    return "{" + text + "}";
  }

  std::string one_of(const GrammarNode& node) {
    const GrammarNode& alternative = one(node.children);
    const std::string content = text_of(alternative);
    if (alternative.name == node.otherwise) return content;
    if (alternative.name == node.shorthand && coin()) return content;
    if (content == "{}" && coin()) return alternative.name;
    if (!node.selector.empty() && coin()) {
      const std::string rest = content == "{}" ? "}" : ", " + content.substr(1);
      return "{" + node.selector + ": " + alternative.name + rest;
    }
    return "{" + alternative.name + ": " + content + "}";
  }

  std::string list(const GrammarNode& node) {
    const std::size_t least = node.presence == Presence::kRequired ? 1 : 0;
    std::string text;
    for (std::size_t items = least + pick(4); items > 0; --items) {
      text += (text.empty() ? "" : ", ") + text_of(node.children.front());
    }
    return "[" + text + "]";
  }

  const EmpiricalFiles& files_;
  RandomSequence random_;
  std::vector<std::string> trail_;
  int names_ = 0;
};

}  // namespace

ScenarioGenerator::ScenarioGenerator(const StrategyCatalogue& catalogue, EmpiricalFiles files)
    : grammar_(scenario_grammar(catalogue)), files_(std::move(files)) {}

std::string ScenarioGenerator::scenario(std::uint64_t number) const {
  return ScenarioWriter(files_, number).text_of(grammar_);
}

}  // namespace stampede

#include "harness/cli/option_kinds.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/base/units.h"

namespace stampede {

namespace {

std::string joined(const std::vector<std::string>& words, const char* separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

}  // namespace

void add_checked_option(CLI::App& app, const std::string& name, const std::string& help, const std::string& type,
                        const std::function<std::string(const std::string&)>& mistake, const TakeText& take) {
  const auto callback = [=](const CLI::results_t& values) {
    const std::string reason = mistake(values.back());
    if (!reason.empty()) throw CLI::ValidationError(name, reason);
    take(values.back());
    return true;
  };
  app.add_option(name, callback, help)->type_name(type);
}

void add_choice_option(CLI::App& app, const std::string& name, const std::string& help,
                       const std::vector<std::string>& choices, const TakeText& take) {
  const auto mistake = [choices](const std::string& value) -> std::string {
    if (std::ranges::find(choices, value) != choices.end()) return "";
    const std::string suggestion = did_you_mean(value, choices);
    return "no choice " + in_quotes(value) + (suggestion.empty() ? "; one of " + joined(choices, ", ") : suggestion);
  };
  add_checked_option(app, name, help, joined(choices, "|"), mistake, take);
}

void add_count_option(CLI::App& app, const std::string& name, const std::string& help, std::int64_t min,
                      std::int64_t max, const TakeText& take) {
  const auto mistake = [min, max](const std::string& value) -> std::string {
    const Parsed<std::int64_t> count = parse_count(value);
    if (!count.ok()) return count.reason();
    if (count.value() >= min && count.value() <= max) return "";
    return in_quotes(value) + " is not between " + format_count(min) + " and " + format_count(max);
  };
  add_checked_option(app, name, help, "N", mistake, take);
}

void add_list_option(CLI::App& app, const std::string& name, const std::string& help, const std::string& type,
                     std::vector<std::string>& values) {
  app.add_option(name, values, help)->type_name(type)->expected(1)->allow_extra_args(false)->take_all();
}

}  // namespace stampede

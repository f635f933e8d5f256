// Kinds of options that commands share: how their values are checked, and how mistakes in them are told.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "harness/cli/option_parser.h"

namespace stampede {

using TakeText = std::function<void(const std::string& value)>;

// An option whose value is refused with the reason that `mistake` gives, or handed to `take` if that is empty.
void add_checked_option(CLI::App& app, const std::string& name, const std::string& help, const std::string& type,
                        const std::function<std::string(const std::string&)>& mistake, const TakeText& take);

// One of a few words.
void add_choice_option(CLI::App& app, const std::string& name, const std::string& help,
                       const std::vector<std::string>& choices, const TakeText& take);

// A count in [min, max].
void add_count_option(CLI::App& app, const std::string& name, const std::string& help, std::int64_t min,
                      std::int64_t max, const TakeText& take);

// Repeatable, each time with one value. `values` must outlive the parsing.
void add_list_option(CLI::App& app, const std::string& name, const std::string& help, const std::string& type,
                     std::vector<std::string>& values);

}  // namespace stampede

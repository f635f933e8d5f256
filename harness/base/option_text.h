// Between the text of an option and its value: the one meaning of every `OptionSpec`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "harness/base/options.h"
#include "harness/base/units.h"

namespace stampede {

// What a user wrote for `spec`, checked against its type, bounds and choices. `spec` must be well-formed: bounds and
// default parse, choices are there.
Parsed<OptionValue> parse_option(const OptionSpec& spec, std::string_view text);

// The canonical spelling, which `parse_option` reads back.
std::string format_option(const OptionSpec& spec, const OptionValue& value);

// Every option at its default. All of them must have one.
OptionValues default_values(std::span<const OptionSpec> specs);

}  // namespace stampede

// Where several runs took place, as if they were one.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "harness/results/merge.h"

namespace stampede {

// What a text of the results says: once if it is the same for all, else each of its values once, in order, with commas
// between them.
std::string merged_text(std::span<const MergeInput> inputs,
                        const std::function<const std::string&(const Result&)>& text);

// As merge.h says. REQUIRES: there is an input.
RunEnvironment merged_environment(std::span<const MergeInput> inputs);

}  // namespace stampede

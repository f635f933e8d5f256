// Texts with a form of their own: names, capacities, replay speeds, paths.
#pragma once

#include "harness/scenario/grammar.h"
#include "harness/scenario/scenario.h"

namespace stampede {

extern const TextForm kNameForm;      // [A-Za-z0-9][A-Za-z0-9_-]{0,63}
extern const TextForm kCapacityForm;  // 50k, 64MiB, unlimited
extern const TextForm kSpeedForm;     // recorded, x10, 5000/s
extern const TextForm kPaceForm;      // x3, 5000/s
extern const TextForm kNonEmptyForm;  // a path, a column, a word

// Entries, bytes or unlimited; at least 1 of either.
Parsed<Capacity> parse_capacity(std::string_view text);
Parsed<TraceSpeed> parse_speed(std::string_view text);
// A factor of the workload's own rate, or a rate in its place.
Parsed<Pace> parse_pace(std::string_view text);

}  // namespace stampede

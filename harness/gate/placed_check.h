// The checks that a result has to meet: those of its scenario and those of the policy, each with its place.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "harness/base/diagnostics.h"
#include "harness/gate/check.h"
#include "harness/gate/policy.h"
#include "harness/results/result.h"

namespace stampede {

struct PlacedCheck {
  Check check;
  Diagnostic place;  // without a message
};

// The phases that a scenario with this timeline may have, besides `all`, whether the run came to them or not.
std::vector<std::string> phases_of_timeline(const Result& result);

// All of them, the scenario's first, or everything that is wrong with them.
std::variant<std::vector<PlacedCheck>, std::vector<Diagnostic>> checks_for(const Result& result,
                                                                           std::span<const GateLine> policy_checks);

// What is wrong with the lines of a scenario's gate, before anything is run: in the order of the lines.
std::vector<Diagnostic> check_gate_lines(std::span<const GateLine> lines, const CheckContext& context);

// What is wrong with waivers: those that match none of `checks` and nothing that a baseline holds, and values that are
// none of the metric's.
std::vector<Diagnostic> check_waivers(std::span<const Waiver> waivers, std::span<const PlacedCheck> checks);

}  // namespace stampede

// Any text is a condition, or has mistakes that can be shown where they are.
#include <string>
#include <vector>

#include "harness/base/fuzz_testing.h"
#include "harness/results/condition.h"

namespace stampede {
namespace {

void check_condition(const Condition& condition, std::string_view text) {
  STAMPEDE_CHECK(condition.text == text && !condition.comparisons.empty());
  std::size_t last = 0;
  for (const Comparison& comparison : condition.comparisons) {
    STAMPEDE_CHECK(comparison.metric != nullptr && !comparison.subject().empty());
    STAMPEDE_CHECK(last <= comparison.metric_at && comparison.metric_at < comparison.phase_at);
    STAMPEDE_CHECK(comparison.phase_at <= comparison.comparator_at && comparison.comparator_at < comparison.limit_at);
    STAMPEDE_CHECK(comparison.limit_at < text.size());
    last = comparison.limit_at;
  }
}

void check_mistakes(const std::vector<ConditionMistake>& mistakes, std::string_view text) {
  STAMPEDE_CHECK(!mistakes.empty());
  std::size_t last = 0;
  for (const ConditionMistake& mistake : mistakes) {
    check_showable_line(mistake.message);
    STAMPEDE_CHECK(last <= mistake.offset && mistake.offset <= text.size());
    last = mistake.offset;
  }
}

}  // namespace
}  // namespace stampede

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stampede;
  static const std::vector<std::string> phases = {"before", "flush", "after flush"};
  const std::string_view text = fuzz_input(data, size);
  const auto parsed = parse_condition(text, phases);
  if (const auto* condition = std::get_if<Condition>(&parsed)) {
    check_condition(*condition, text);
  } else {
    check_mistakes(std::get<std::vector<ConditionMistake>>(parsed), text);
  }
  return 0;
}

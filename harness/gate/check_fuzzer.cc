// Any text is a check that can be judged, or has mistakes that can be shown where they are.
#include <string>
#include <vector>

#include "harness/base/fuzz_testing.h"
#include "harness/gate/check.h"

namespace stampede {
namespace {

void check_parsed(const Check& check) {
  STAMPEDE_CHECK(check.metric != nullptr && !check.expression().empty());
  STAMPEDE_CHECK(check.text.ends_with(check.expression()));
  if (const CheckReference* reference = check.reference()) {
    STAMPEDE_CHECK(reference->metric != nullptr && reference->metric->unit == check.metric->unit);
  } else {
    STAMPEDE_CHECK(number_of(std::get<MetricValue>(check.limit)).has_value());
  }
}

void check_mistakes(const std::vector<ConditionMistake>& mistakes, std::string_view text) {
  STAMPEDE_CHECK(!mistakes.empty());
  for (const ConditionMistake& mistake : mistakes) {
    check_showable_line(mistake.message);
    STAMPEDE_CHECK(mistake.offset <= text.size());
  }
}

}  // namespace
}  // namespace stampede

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stampede;
  static const std::vector<std::string> strategies = {"locked", "cache-aside"};
  static const std::vector<std::string> phases = {"before", "flush", "after flush"};
  const std::string_view text = fuzz_input(data, size);
  const auto parsed = parse_check(text, {strategies, phases});
  if (const auto* check = std::get_if<Check>(&parsed)) {
    check_parsed(*check);
  } else {
    check_mistakes(std::get<std::vector<ConditionMistake>>(parsed), text);
  }
  return 0;
}

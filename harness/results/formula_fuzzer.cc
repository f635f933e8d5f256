// Any text is a formula that can be evaluated, or has a mistake that can be shown where it is.
#include <cmath>
#include <string>

#include "harness/base/fuzz_testing.h"
#include "harness/results/formula.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stampede;
  const std::string_view text = fuzz_input(data, size);
  const auto parsed = Formula::parse(text);
  if (const auto* formula = std::get_if<Formula>(&parsed)) {
    STAMPEDE_CHECK(formula->text() == text);
    const std::optional<double> value = formula->value(PooledCells());
    STAMPEDE_CHECK(!value || std::isfinite(*value));
  } else {
    const auto& mistake = std::get<FormulaMistake>(parsed);
    check_showable_line(mistake.message);
    STAMPEDE_CHECK(mistake.offset <= text.size());
  }
  return 0;
}

// Texts with a form of their own: the canonical spelling stays what it is, and patterns admit what the forms admit.
#include <iterator>
#include <regex>
#include <string>

#include "harness/base/fuzz_testing.h"
#include "harness/scenario/text_forms.h"

namespace stampede {
namespace {

constexpr std::size_t kLongestText = 80;  // regular expressions take their time

void check_form(const TextForm& form, const std::regex& pattern, std::string_view text) {
  const Parsed<std::string> canonical = form.canonical(text);
  if (!canonical.ok()) {
    if (find_invalid_utf8(text) == std::string_view::npos) check_showable_line(canonical.reason());
    return;
  }
  STAMPEDE_CHECK(std::regex_match(std::string(text), pattern));
  STAMPEDE_CHECK(std::regex_match(canonical.value(), pattern));
  const Parsed<std::string> again = form.canonical(canonical.value());
  STAMPEDE_CHECK(again.ok() && again.value() == canonical.value());
}

}  // namespace
}  // namespace stampede

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stampede;
  static const TextForm* const forms[] = {&kNameForm, &kCapacityForm, &kSpeedForm, &kPaceForm, &kNonEmptyForm};
  static const std::regex patterns[] = {std::regex(kNameForm.pattern), std::regex(kCapacityForm.pattern),
                                        std::regex(kSpeedForm.pattern), std::regex(kPaceForm.pattern),
                                        std::regex(kNonEmptyForm.pattern)};
  const std::string_view text = fuzz_input(data, size).substr(0, kLongestText);
  for (std::size_t i = 0; i < std::size(forms); ++i) check_form(*forms[i], patterns[i], text);
  return 0;
}

#include <utility>

#include "harness/base/quote.h"
#include "harness/results/condition_scanner.h"

namespace stampede {

namespace {

constexpr std::string_view kAnd = "and";

class Parser {
 public:
  Parser(std::string_view text, std::span<const std::string> phases) : text_(text), scanner_(text, phases) {}

  std::variant<Condition, std::vector<ConditionMistake>> parse() {
    Condition condition{std::string(text_), {}};
    do {
      scanner_.skip_blanks();
      std::optional<Comparison> comparison = take_comparison();
      if (!comparison) return scanner_.take_mistakes();
      condition.comparisons.push_back(*std::move(comparison));
    } while (take_and());
    if (scanner_.has_mistakes()) return scanner_.take_mistakes();
    return condition;
  }

 private:
  std::optional<Comparison> take_comparison() {
    const std::size_t begin = scanner_.at();
    std::optional<Comparison> comparison = scanner_.take_subject_and_comparator();
    if (!comparison) return std::nullopt;
    const std::string_view limit = scanner_.take_word();
    if (limit.empty()) {
      const std::string_view metric = text_.substr(begin).substr(0, text_.substr(begin).find_first_of(" \t@<>=!"));
      return scanner_.refuse(scanner_.at(), "a value is missing: what is " + in_quotes(metric) + " compared with?");
    }
    if (comparison->metric != nullptr) {
      comparison->limit = scanner_.known_limit(*comparison->metric, limit, comparison->limit_at);
    }
    return comparison;
  }

  // True if another comparison must follow. What else follows a comparison is a mistake.
  bool take_and() {
    scanner_.skip_blanks();
    if (scanner_.rest().empty()) return false;
    const std::size_t begin = scanner_.at();
    if (scanner_.take_word() == kAnd) return true;
    scanner_.refuse(
        begin, "unexpected " + in_quotes(text_.substr(begin)) + " after the comparison; only 'and' can join another");
    return false;
  }

  std::string_view text_;
  ConditionScanner scanner_;
};

}  // namespace

std::variant<Condition, std::vector<ConditionMistake>> parse_condition(std::string_view text,
                                                                       std::span<const std::string> phases) {
  return Parser(text, phases).parse();
}

}  // namespace stampede

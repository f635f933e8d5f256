// The effective scenario as a tree: every setting of the grammar with its value, given or defaulted, and its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/base/options.h"
#include "harness/scenario/grammar.h"
#include "harness/scenario/source_text.h"

namespace stampede {

struct Setting {
  const GrammarNode* grammar = nullptr;
  Position position;   // of the value; where nobody wrote one, of what surrounds it
  bool given = false;  // somebody wrote it
  bool valid = true;   // false: a mistake in itself was reported; mistakes further inside leave it true

  OptionValue value = {};        // of a scalar
  std::string text = {};         // of a scalar: the canonical spelling
  std::string alternative = {};  // of a one-of: the one chosen, whose content is the only child
  std::vector<Setting> children =
      {};  // of a map: the keys in use, in the order of the grammar; of a list: the elements

  // The child of that name if it is there and valid, else null.
  const Setting* find(std::string_view name) const;
  // True if somebody wrote the child of that name, rightly or wrongly.
  bool has_given(std::string_view name) const;

  // For complete trees: the child or the value must be there and of that type.
  const Setting& operator[](std::string_view name) const;
  const Setting& content() const;  // of a one-of
  std::int64_t number() const;     // durations, sizes, counts
  double real() const;
  bool flag() const;
  Share share() const;
  Rate rate() const;

  // Where the text of a scalar begins, behind its quote if it has one; without a message.
  Diagnostic text_place() const;
};

// Canonical JSON: the order of the grammar, the shortest spellings, one line. Read as YAML it is the same scenario.
std::string to_json(const Setting& setting);

}  // namespace stampede

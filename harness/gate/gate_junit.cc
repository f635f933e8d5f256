#include "harness/gate/gate_junit.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "harness/base/quote.h"

namespace stampede {

namespace {

enum class Outcome { kPassed, kFailure, kError, kSkipped };

Outcome outcome_of(const Judgement& judgement, bool allow_new) {
  switch (judgement.verdict) {
    case GateVerdict::kInvalid:
    case GateVerdict::kNoData:
      return Outcome::kError;
    case GateVerdict::kNew:
      return allow_new ? Outcome::kSkipped : Outcome::kFailure;
    case GateVerdict::kFail:
    case GateVerdict::kMissing:
    case GateVerdict::kNoBaseline:
      return Outcome::kFailure;
    case GateVerdict::kInconclusive:
    case GateVerdict::kWaived:
      return Outcome::kSkipped;
    case GateVerdict::kChanged:
    case GateVerdict::kImproved:
    case GateVerdict::kPass:
      return Outcome::kPassed;
  }
  return Outcome::kError;
}

// What XML 1.0 forbids is shown as `?`; what it would obey, pugixml escapes.
std::string plain(const std::string& text) {
  return without_control_characters(text);
}

std::string details_of(const Judgement& judgement) {
  std::string text = fmt::format("{} {}\n", gate_verdict_name(judgement.verdict), plain(judgement.subject()));
  if (judgement.metric != nullptr) {
    text += fmt::format("actual {}, limit {}, margin {}\n", actual_text(judgement), limit_text(judgement),
                        judgement.margin.empty() ? "-" : judgement.margin);
  }
  if (!judgement.reason.empty()) text += fmt::format("{}\n", plain(judgement.reason));
  if (judgement.place.line > 0) text += fmt::format("at {}:{}\n", plain(judgement.place.file), judgement.place.line);
  if (!judgement.reproduce.empty()) text += fmt::format("to measure it again: {}\n", plain(judgement.reproduce));
  return text;
}

void add_outcome(pugi::xml_node test, const Judgement& judgement, Outcome outcome) {
  if (outcome == Outcome::kPassed) {
    if (judgement.verdict == GateVerdict::kPass) return;
    test.append_child("system-out").text().set(details_of(judgement).c_str());
    return;
  }
  const char* name = outcome == Outcome::kFailure ? "failure" : outcome == Outcome::kError ? "error" : "skipped";
  pugi::xml_node node = test.append_child(name);
  const std::string verdict(gate_verdict_name(judgement.verdict));
  const std::string message = fmt::format("{} {}", verdict, plain(judgement.subject()));
  node.append_attribute("message").set_value(message.c_str());
  if (outcome != Outcome::kSkipped) node.append_attribute("type").set_value(verdict.c_str());
  node.text().set(details_of(judgement).c_str());
}

void add_suite(pugi::xml_node root, const GatedResult& result, bool allow_new) {
  pugi::xml_node suite = root.append_child("testsuite");
  const auto count = [&](Outcome outcome) {
    return std::ranges::count_if(
        result.judgements, [&](const Judgement& judgement) { return outcome_of(judgement, allow_new) == outcome; });
  };
  suite.append_attribute("name").set_value(fmt::format("stampede.{}", result.scenario).c_str());
  suite.append_attribute("tests").set_value(static_cast<unsigned long long>(result.judgements.size()));
  suite.append_attribute("failures").set_value(static_cast<long long>(count(Outcome::kFailure)));
  suite.append_attribute("errors").set_value(static_cast<long long>(count(Outcome::kError)));
  suite.append_attribute("skipped").set_value(static_cast<long long>(count(Outcome::kSkipped)));
  for (const Judgement& judgement : result.judgements) {
    pugi::xml_node test = suite.append_child("testcase");
    const std::string owner = fmt::format("stampede.{}{}{}", result.scenario, judgement.strategy.empty() ? "" : ".",
                                          plain(judgement.strategy));
    test.append_attribute("classname").set_value(owner.c_str());
    test.append_attribute("name").set_value(plain(judgement.check).c_str());
    if (!judgement.place.file.empty()) test.append_attribute("file").set_value(plain(judgement.place.file).c_str());
    if (judgement.place.line > 0) test.append_attribute("line").set_value(judgement.place.line);
    add_outcome(test, judgement, outcome_of(judgement, allow_new));
  }
}

}  // namespace

std::string gate_junit(const GateReport& report) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  pugi::xml_node root = document.append_child("testsuites");
  for (const GatedResult& result : report.results) add_suite(root, result, report.allow_new);
  std::ostringstream text;
  document.save(text, "  ");
  return text.str();
}

}  // namespace stampede

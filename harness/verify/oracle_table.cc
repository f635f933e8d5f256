#include "harness/verify/oracle_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/base/check.h"
#include "harness/base/units.h"
#include "harness/scenario/decoder.h"
#include "harness/scenario/grammar_builder.h"
#include "harness/scenario/text_forms.h"

namespace stampede {

namespace {

using namespace grammar;

constexpr std::size_t kLargestTable = std::size_t{4} << 20;

constexpr std::array<std::pair<OracleKind, std::string_view>, 6> kKinds = {
    {{OracleKind::kExact, "exact"},
     {OracleKind::kDeterministic, "deterministic"},
     {OracleKind::kStatistical, "statistical"},
     {OracleKind::kApproximation, "approximation"},
     {OracleKind::kVerdict, "verdict"},
     {OracleKind::kPublished, "published"}}};

Parsed<std::string> canonical_formula(std::string_view text) {
  const auto parsed = Formula::parse(text);
  if (const auto* mistake = std::get_if<FormulaMistake>(&parsed)) {
    return Reason{"in the formula, at character " + std::to_string(mistake->offset + 1) + ": " + mistake->message};
  }
  return std::string(text);
}

Parsed<std::string> canonical_constant(std::string_view text) {
  Parsed<std::string> canonical = canonical_formula(text);
  if (!canonical.ok() || std::get<Formula>(Formula::parse(text)).is_constant()) return canonical;
  return Reason{"what is expected must not depend on what was measured"};
}

const TextForm kFormulaForm = {"formula", ".+", canonical_formula};
const TextForm kConstantForm = {"formula", ".+", canonical_constant};

GrammarNode words(const char* name, const char* help, const char* element) {
  return with_default(list(name, help, text("", kNonEmptyForm, element)), "[]");
}

GrammarNode remark(const char* name, const char* help) {
  return with_default(scalar({.name = name, .type = OptionType::kText, .default_text = "", .help = help}), "''");
}

GrammarNode case_grammar() {
  std::vector<std::string> kinds;
  for (const auto& [kind, name] : kKinds) kinds.emplace_back(name);
  GrammarNode node = map(
      "", "a case",
      {text("case", kNonEmptyForm, "its name"),
       optional(text("strategy", kNonEmptyForm, "of the scenario; else its first")),
       text("measure", kFormulaForm, "a formula over the metrics of the result"),
       text("expect", kConstantForm, "what it must be"),
       text("tolerance", kConstantForm, "how far it may be from that"),
       text("at_most", kConstantForm, "what it must not exceed"), text("at_least", kConstantForm, "what it must reach"),
       scalar({.name = "kind",
               .type = OptionType::kChoice,
               .default_text = "",
               .help = "how certain that is",
               .choices = std::move(kinds)}),
       remark("law", "why it must be so"), remark("source", "where that is published")});
  node.either = {{"expect", "tolerance"}, {"at_most"}, {"at_least"}};
  return node;
}

GrammarNode run_grammar() {
  return map("", "a run",
             {text("scenario", kNonEmptyForm, "path, relative to the table"),
              words("set", "changes to the scenario", "PATH=VALUE, as for --set"),
              words("needs", "files that do not come with the program", "a file in the folder of the table"),
              list("cases", "what its result must say", case_grammar())});
}

Formula formula_of(const Setting& setting) {
  return std::get<Formula>(Formula::parse(setting.text));
}

std::optional<Formula> formula_of(const Setting& map, std::string_view key) {
  const Setting* setting = map.find(key);
  return setting == nullptr ? std::nullopt : std::optional(formula_of(*setting));
}

OracleKind kind_of(const std::string& name) {
  return std::ranges::find(kKinds, name, &decltype(kKinds)::value_type::second)->first;
}

OracleCase bind_case(const Setting& setting) {
  OracleCase oracle;
  oracle.name = setting["case"].text;
  if (const Setting* strategy = setting.find("strategy")) oracle.strategy = strategy->text;
  oracle.measure = formula_of(setting["measure"]);
  oracle.expect = formula_of(setting, "expect");
  oracle.at_most = formula_of(setting, "at_most");
  oracle.at_least = formula_of(setting, "at_least");
  if (const auto tolerance = formula_of(setting, "tolerance")) oracle.tolerance = tolerance->value().value_or(0);
  oracle.kind = kind_of(setting["kind"].text);
  oracle.law = setting["law"].text;
  oracle.source = setting["source"].text;
  return oracle;
}

OracleRun bind_run(const Setting& setting) {
  OracleRun run;
  run.scenario = setting["scenario"].position.resolve(setting["scenario"].text);
  for (const Setting& change : setting["set"].children) run.settings.push_back(change.text);
  for (const Setting& file : setting["needs"].children) run.needs.push_back(file.position.resolve(file.text));
  for (const Setting& oracle : setting["cases"].children) run.cases.push_back(bind_case(oracle));
  return run;
}

}  // namespace

std::string_view oracle_kind_name(OracleKind kind) {
  return std::ranges::find(kKinds, kind, &decltype(kKinds)::value_type::first)->second;
}

bool OracleRun::can_be_shortened() const {
  return std::ranges::all_of(cases, [](const OracleCase& each) { return each.kind == OracleKind::kStatistical; });
}

GrammarNode oracle_grammar() {
  return map("", "a table of oracles",
             {scalar({"version", OptionType::kCount, "1", "version of this grammar", "1", "1"}),
              list("oracles", "scenarios, and what they must measure", run_grammar())});
}

LoadedOracles load_oracles(const std::string& path) {
  FileContents contents = read_file(path, kLargestTable);
  if (!contents.text) return {std::nullopt, {std::move(*contents.failure)}, contents.io_error};
  const SourceText source = SourceText::file(path, std::move(*contents.text));
  DiagnosticSink sink;
  const GrammarNode grammar = oracle_grammar();
  LoadedOracles loaded;
  if (const std::optional<YamlNode> yaml = read_yaml(source, sink)) {
    const Setting root = decode(grammar, *yaml, sink);
    if (sink.empty()) {
      loaded.table.emplace();
      for (const Setting& run : root["oracles"].children) loaded.table->runs.push_back(bind_run(run));
    }
  }
  loaded.diagnostics = sink.take();
  return loaded;
}

}  // namespace stampede

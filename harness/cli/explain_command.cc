// explain [NAME]: what a setting, a strategy, an alternative or a metric is, in full.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/cli/command.h"
#include "harness/cli/explanation.h"
#include "harness/engine/catalogue.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

using Paths = std::vector<const GrammarPath*>;

// Paths as --set writes them have entries of lists in brackets: strategies[xfetch].beta, timeline[0].at.
std::string without_brackets(const std::string& name) {
  std::string plain;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const std::size_t end = name[at] == '[' ? name.find(']', at) : std::string::npos;
    if (end == std::string::npos) {
      plain += name[at];
      continue;
    }
    const std::string entry = name.substr(at + 1, end - at - 1);
    if (entry.find_first_not_of("0123456789") != std::string::npos) plain += "." + entry;
    at = end;
  }
  return plain;
}

bool ends_with_steps(const std::string& path, const std::string& steps) {
  return path == steps || path.ends_with("." + steps);
}

struct Knowledge {
  StrategyCatalogue catalogue;
  GrammarNode grammar = scenario_grammar(catalogue);
  std::vector<GrammarPath> paths = grammar_paths(grammar);

  // The one place that `name` means, or all that it may mean: a whole path, the name of a strategy, the end of a path.
  Paths find(const std::string& name) const {
    Paths found;
    for (const GrammarPath& path : paths) {
      const PresetInfo* preset = preset_at(path, catalogue);
      if (path.text == name || (preset != nullptr && preset->name == name)) return {&path};
      if (ends_with_steps(path.text, name)) found.push_back(&path);
    }
    return found;
  }

  // Everything that has a name, long and short.
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const GrammarPath& path : paths) {
      names.push_back(path.text);
      names.push_back(path.node().name);
    }
    std::ranges::transform(metric_catalogue(), std::back_inserter(names), &Metric::name);
    return names;
  }
};

constexpr std::size_t kNameWidth = 42;

void explained_line(std::ostream& out, const std::string& name, const std::string& text,
                    std::size_t width = kNameWidth) {
  out << "  " << name << std::string(name.size() < width ? width - name.size() : 1, ' ') << text << "\n";
}

void list_everything(std::ostream& out, const Knowledge& known) {
  out << "settings, strategies and alternatives\n";
  for (const GrammarPath& path : known.paths) explained_line(out, path.text, path.node().help);
  out << "\nmetrics\n";
  for (const Metric& metric : metric_catalogue()) explained_line(out, metric.name, metric.meaning);
  out << "\n'stampede explain NAME' tells all about one of them; the end of a name is enough\n";
}

ExitCode explain(Tool& tool, const std::string& wanted) {
  const Knowledge known{.catalogue = catalogue_of(tool.builtins.strategies, tool.builtins.evictions)};
  std::ostream& out = tool.console.out;
  if (wanted.empty()) {
    list_everything(out, known);
    return ExitCode::kOk;
  }
  const std::string name = without_brackets(wanted);
  const Paths found = known.find(name);
  const Metric* metric = find_metric(name);
  if (metric != nullptr) explain_metric(out, *metric);
  const bool is_exact = found.size() == 1;
  if (is_exact) {
    if (metric != nullptr) out << "\n";
    explain_path(out, *found.front(), known.catalogue);
  }
  if (is_exact || metric != nullptr) return ExitCode::kOk;
  if (found.empty()) {
    return fail(tool.console, ExitCode::kUsage,
                "nothing is named " + in_quotes(wanted) + did_you_mean(name, known.names()),
                "'stampede explain' lists what can be explained");
  }
  out << wanted << " may mean\n";
  std::size_t width = kNameWidth;
  for (const GrammarPath* path : found) width = std::max(width, path->text.size() + 1);
  for (const GrammarPath* path : found) explained_line(out, path->text, path->node().help, width);
  return ExitCode::kOk;
}

}  // namespace

Command explain_command() {
  return {"explain", "tell all about a setting, a strategy or a metric", [](CLI::App& options) -> Action {
            auto name = std::make_shared<std::string>();
            options
                .add_option("NAME", *name, "a setting by its path or its end, a strategy, a metric; else lists them")
                ->type_name("KEY|METRIC|STRATEGY");
            return [name](Tool& tool) { return explain(tool, *name); };
          }};
}

}  // namespace stampede

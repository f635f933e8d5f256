// export RESULT.json...: histograms of results as files of the public HdrHistogram tools.
#include <fmt/format.h>
#include <fnmatch.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "harness/base/quote.h"
#include "harness/cli/command.h"
#include "harness/cli/result_input.h"
#include "harness/metrics/window_fields.h"
#include "harness/results/hdr_histogram.h"
#include "harness/results/output_file.h"

namespace stampede {

namespace {

struct ExportOptions {
  std::vector<std::string> results;
  std::string folder;
  std::string format = "hgrm";
  std::string histogram = "*";
  std::string strategy;
  std::string phase;
};

// A histogram and what it is of.
struct Selected {
  std::string scenario;
  std::string strategy;
  std::string phase;
  Instant from;
  Instant to;
  std::string_view name;
  const Histogram& histogram;
  bool counts;  // else nanoseconds

  std::int64_t unit() const { return counts ? 1 : kMillisecond; }
};

bool is_exported(const std::string& wanted, const std::string& name) {
  return wanted.empty() || wanted == name;
}

std::string without_spaces(std::string text) {
  std::ranges::replace(text, ' ', '-');
  return text;
}

std::vector<std::string_view> histogram_names() {
  std::vector<std::string_view> names;
  const Window window;
  for_each_window_field([&](const auto& field) {
    if constexpr (std::is_same_v<decltype(field.of(window)), const Histogram&>) names.push_back(field.name);
  });
  return names;
}

class Export {
 public:
  Export(Console& console, const ExportOptions& options) : console_(console), options_(options) {}

  ExitCode run() {
    ExitCode code = check_options();
    if (code == ExitCode::kOk) code = read_results();
    if (code != ExitCode::kOk) return code;
    for (const ResultInput& input : results_) select(input);
    code = check_selection();
    if (code != ExitCode::kOk) return code;
    return options_.format == "hlog" ? write_logs() : write_distributions();
  }

 private:
  ExitCode usage(const std::string& problem, const std::string& advice = "see 'stampede export --help'") {
    return fail(console_, ExitCode::kUsage, problem, advice);
  }

  ExitCode check_options() {
    if (options_.results.empty()) return usage("no result given");
    if (options_.folder.empty()) return usage("no folder given", "name one: -o DIR");
    if (options_.format != "hgrm" && options_.format != "hlog") {
      return usage("no format " + in_quotes(options_.format), "it is hgrm (default) or hlog");
    }
    std::string all;
    bool any = false;
    for (const std::string_view name : histogram_names()) {
      any = any || matches(name);
      all.append(all.empty() ? "" : ", ").append(name);
    }
    if (any) return ExitCode::kOk;
    return usage("no histogram matches " + in_quotes(options_.histogram), "there are " + all);
  }

  ExitCode read_results() {
    auto read = stampede::read_results(options_.results, console_);
    if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
    results_ = std::get<std::vector<ResultInput>>(std::move(read));
    tell_shards(results_, console_);
    return ExitCode::kOk;
  }

  bool matches(std::string_view name) const {
    return ::fnmatch(options_.histogram.c_str(), std::string(name).c_str(), 0) == 0;
  }

  void select(const ResultInput& input) {
    for (const PooledCells& pooled : input.pooled) {
      const auto length = static_cast<Duration>(pooled.cells.front()->window.length);
      select(*input.result, pooled.strategy, "all", 0, length, pooled.window);
      for (const Phase& phase : pooled.phases) {
        select(*input.result, pooled.strategy, phase.name, phase.from, phase.to, phase.window);
      }
    }
  }

  void select(const Result& result, const std::string& strategy, const std::string& phase, Instant from, Instant to,
              const Window& window) {
    if (!is_exported(options_.strategy, strategy) || !is_exported(options_.phase, phase)) return;
    for_each_window_field([&](const auto& field) {
      const auto& value = field.of(window);
      if constexpr (std::is_same_v<decltype(value), const Histogram&>) {
        if (matches(field.name) && value.count() > 0) {
          selected_.push_back({result.scenario_name, strategy, phase, from, to, field.name, value, field.counts});
        }
      }
    });
  }

  ExitCode check_selection() {
    ExitCode code = ExitCode::kOk;
    if (!options_.strategy.empty()) {
      code = check_known("strategy", options_.strategy, strategies_of(results_), console_);
    }
    if (code == ExitCode::kOk && !options_.phase.empty()) {
      code = check_known("phase", options_.phase, phases_of(results_), console_);
    }
    if (code != ExitCode::kOk) return code;
    if (!selected_.empty()) return ExitCode::kOk;
    return usage("nothing to export: no histogram that is selected holds anything",
                 "select more, or other ones: 'stampede export --help'");
  }

  ExitCode write_distributions() {
    for (const Selected& each : selected_) {
      const std::string name =
          fmt::format("{}.{}.{}.{}.hgrm", each.scenario, each.strategy, without_spaces(each.phase), each.name);
      if (!files_.emplace(name, percentile_distribution(each.histogram, each.unit())).second) return twice(name);
    }
    return write_files();
  }

  // One log for each histogram. Every line has a tag of its own, so that nothing counts twice where phases overlap.
  ExitCode write_logs() {
    std::map<std::string, std::vector<HistogramLogLine>> logs;
    for (const Selected& each : selected_) {
      std::vector<HistogramLogLine>& lines = logs[fmt::format("{}.{}.hlog", each.scenario, each.name)];
      const std::string tag = each.phase == "all" ? each.strategy : each.strategy + "@" + without_spaces(each.phase);
      if (std::ranges::find(lines, tag, &HistogramLogLine::tag) != lines.end()) return twice(tag);
      lines.push_back({tag, each.from, each.to - each.from, each.histogram, each.unit()});
    }
    for (const auto& [name, lines] : logs) {
      const char* unit = lines.front().unit == 1 ? "counts" : "nanoseconds";
      files_.emplace(name,
                     histogram_log(fmt::format("stampede: {}, {}", name.substr(0, name.rfind('.')), unit), lines));
    }
    return write_files();
  }

  ExitCode twice(const std::string& name) {
    return usage("two of the results would both write " + in_quotes(name),
                 "export them one by one, each to its own folder");
  }

  ExitCode write_files() {
    namespace fs = std::filesystem;
    std::error_code error;
    fs::create_directories(options_.folder, error);
    for (const auto& [name, text] : files_) {
      const std::string path = (fs::path(options_.folder) / name).string();
      if (const auto reason = write_file(path, text)) {
        return fail(console_, ExitCode::kIo, "cannot write " + in_quotes(path) + ": " + *reason,
                    "choose another folder with -o DIR");
      }
      console_.out << path << "\n";
    }
    return ExitCode::kOk;
  }

  Console& console_;
  const ExportOptions& options_;
  std::vector<ResultInput> results_;
  std::vector<Selected> selected_;  // point into them
  std::map<std::string, std::string> files_;
};

Action declare_export(CLI::App& app) {
  auto options = std::make_shared<ExportOptions>();
  app.add_option("RESULT", options->results, "result files of 'stampede run'");
  app.add_option("-o,--output", options->folder, "folder for the files; is made if need be")->type_name("DIR");
  app.add_option("--format", options->format,
                 "hgrm (default): percentiles, times in milliseconds; hlog: logs with a tag for each strategy")
      ->type_name("hgrm|hlog");
  app.add_option("--histogram", options->histogram, "only those that match, e.g. 'read.*'")->type_name("GLOB");
  app.add_option("--strategy", options->strategy, "only this strategy")->type_name("NAME");
  app.add_option("--phase", options->phase, "only this phase; the whole is 'all'")->type_name("NAME");
  return [options](Tool& tool) { return Export(tool.console, *options).run(); };
}

}  // namespace

Command export_command() {
  return {.name = "export",
          .summary = "write histograms of results for the public HdrHistogram tools",
          .declare = declare_export,
          .takes_plugins = false};
}

}  // namespace stampede

#include "harness/results/result_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

#include "harness/base/quote.h"
#include "harness/results/json_place.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kNextStep = "run the scenario again: 'stampede run' writes result files, nobody edits them";

// As scenarios name things, so that a name is safe in a table and as a part of a path.
bool is_name(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !text.empty() && text.size() <= 64 && is_letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || c == '_' || c == '-'; });
}

std::string read_name(const JsonPlace& json) {
  std::string name = json.text();
  if (!is_name(name)) json.fail(in_quotes(name) + " is no name");
  return name;
}

std::string read_phase_name(const JsonPlace& json) {
  constexpr std::string_view kAfter = "after ";
  std::string name = json.text();
  const std::string_view rest = std::string_view(name).substr(name.starts_with(kAfter) ? kAfter.size() : 0);
  if (!is_name(rest)) json.fail(in_quotes(name) + " is no name of a phase");
  return name;
}

class Reader {
 public:
  explicit Reader(const ReadLimits& limits) : limits_(limits), budget_(limits.histograms) {}

  Result read(std::string_view text) {
    budget_.bytes = std::max(budget_.bytes, text.size() * limits_.histogram_bytes_per_byte);
    const Json document = parse_json(text, limits_.json,
                                     [this](const Json& before, std::string_view array, std::size_t, const Json& item) {
                                       check_schema({before, ""});
                                       if (array == "cells")
                                         take_cell({item, item_place("cells", result_.cells.size())});
                                     });
    const JsonPlace root(document, "");
    check_schema(root);
    root.expect_members(
        {"schema", "tool", "scenario", "clock", "seed", "incomplete", "shard", "environment", "cells", "summary"});
    read_head(root);
    root["cells"].items();
    root["summary"].items();
    return std::move(result_);
  }

 private:
  static void check_schema(const JsonPlace& root) {
    if (!root.json().is_object() || !root.json().contains("schema")) {
      root.fail("this is no result of stampede: it does not begin with its schema");
    }
    const JsonPlace schema = root["schema"];
    const std::string text = schema.text();
    if (text == kResultSchema) return;
    const bool other_version = text.starts_with("stampede.result/");
    schema.fail(in_quotes(text) +
                (other_version ? " is of another version of stampede; this one reads '"
                               : " is no result of stampede; that would be '") +
                kResultSchema + "'");
  }

  void read_head(const JsonPlace& root) {
    const JsonPlace tool = root["tool"];
    tool.expect_members({"name", "version"});
    if (tool["name"].text() != "stampede") tool["name"].fail("only stampede writes this schema");
    result_.tool_version = tool["version"].text();
    const JsonPlace scenario = root["scenario"];
    scenario.expect_members({"name", "digest", "data_digest", "effective"});
    result_.scenario_name = read_name(scenario["name"]);
    result_.scenario_digest = scenario["digest"].text();
    if (!scenario["data_digest"].is_null()) result_.data_digest = scenario["data_digest"].text();
    scenario["effective"].expect_object();
    result_.scenario_json = scenario["effective"].json().dump();
    result_.clock = root["clock"].text();
    if (result_.clock != "virtual" && result_.clock != "real") root["clock"].fail("a clock is 'virtual' or 'real'");
    result_.seed = root["seed"].unsigned_number(std::numeric_limits<std::uint64_t>::max());
    result_.complete = !root["incomplete"].flag();
    if (!root["shard"].is_null()) result_.shard = read_shard(root["shard"]);
    read_environment(root["environment"]);
  }

  void read_environment(const JsonPlace& json) {
    json.expect_members({"host", "compiler", "build_type", "jobs", "date", "scenario_file", "settings", "gate_lines"});
    result_.environment = {.host = json["host"].text(),
                           .compiler = json["compiler"].text(),
                           .build_type = json["build_type"].text(),
                           .jobs = static_cast<int>(json["jobs"].unsigned_number(std::numeric_limits<int>::max())),
                           .date = json["date"].text(),
                           .scenario_file = json["scenario_file"].text(),
                           .settings = {},
                           .gate_lines = {}};
    const JsonPlace settings = json["settings"];
    for (std::size_t i = 0; i < settings.items(); ++i) {
      result_.environment.settings.push_back(settings.item(i).text());
    }
    const JsonPlace lines = json["gate_lines"];
    for (std::size_t i = 0; i < lines.items(); ++i) result_.environment.gate_lines.push_back(lines.item(i).count());
  }

  static Shard read_shard(const JsonPlace& json) {
    json.expect_members({"index", "of"});
    const Shard shard{json["index"].count(), json["of"].count()};
    if (shard.index < 1 || shard.index > shard.of) json.fail("shards are numbered from 1 to 'of'");
    return shard;
  }

  void take_cell(const JsonPlace& json) {
    if (result_.cells.size() >= limits_.cells) json.fail("more than " + std::to_string(limits_.cells) + " cells");
    CellRecord cell = read_cell(json);
    const bool same_strategy = !result_.cells.empty() && result_.cells.back().strategy == cell.strategy;
    if (!same_strategy) {
      seeds_.clear();
      if (!strategies_.insert(cell.strategy).second) {
        json["strategy"].fail("the cells of '" + cell.strategy + "' do not stand together");
      }
    }
    if (!seeds_.insert(cell.seed).second) {
      json["seed"].fail("'" + cell.strategy + "' with this seed is there twice");
    }
    if (seeds_.size() > limits_.repetitions) {
      json.fail("more than " + std::to_string(limits_.repetitions) + " repetitions of a strategy");
    }
    result_.cells.push_back(std::move(cell));
  }

  CellRecord read_cell(const JsonPlace& json) {
    json.expect_members({"strategy", "variant", "seed", "digest", "valid", "warnings", "wall_seconds",
                         "requests_per_second", "servers", "metrics", "counts", "histograms", "series", "episodes",
                         "phases"});
    CellRecord cell;
    cell.strategy = read_name(json["strategy"]);
    json["variant"].expect_members({});
    cell.seed = json["seed"].unsigned_number(std::numeric_limits<std::uint64_t>::max());
    cell.digest = json["digest"].text();
    cell.complete = json["valid"].flag();
    const JsonPlace warnings = json["warnings"];
    for (std::size_t i = 0; i < warnings.items(); ++i) cell.warnings.push_back(warnings.item(i).text());
    cell.wall_seconds = json["wall_seconds"].number();
    cell.requests_per_second = json["requests_per_second"].number();
    cell.servers = read_servers(json["servers"]);
    json["metrics"].expect_object();
    cell.window = read_window(json["counts"], json["histograms"], budget_);
    cell.series = read_series(json["series"], budget_);
    cell.episodes = read_episodes(json["episodes"], static_cast<Duration>(cell.window.length));
    read_phases(json["phases"], cell);
    return cell;
  }

  static std::int64_t read_servers(const JsonPlace& json) {
    if (json.is_null()) return kUnlimitedServers;
    const std::int64_t servers = json.nanoseconds();
    if (servers == 0) json.fail("a store has at least one server; null means unlimited");
    return servers;
  }

  void read_phases(const JsonPlace& json, CellRecord& cell) {
    if (json.items() == 0) json.fail("the phase 'all' is missing");
    const JsonPlace all = json.item(0);
    all.expect_members({"name", "from_ns", "to_ns"});
    if (all["name"].text() != "all") all["name"].fail("the first phase is 'all'");
    if (all["from_ns"].nanoseconds() != 0 || all["to_ns"].nanoseconds() != cell.window.length) {
      all.fail("it goes from 0 to " + decimal_text(static_cast<Uint128>(cell.window.length)));
    }
    for (std::size_t i = 1; i < json.items(); ++i) cell.phases.push_back(read_phase(json.item(i)));
  }

  Phase read_phase(const JsonPlace& json) {
    json.expect_members({"name", "from_ns", "to_ns", "metrics", "counts", "histograms"});
    json["metrics"].expect_object();
    Phase phase{.name = read_phase_name(json["name"]),
                .from = json["from_ns"].nanoseconds(),
                .to = json["to_ns"].nanoseconds(),
                .window = read_window(json["counts"], json["histograms"], budget_)};
    if (phase.from > phase.to) json["to_ns"].fail("the phase ends before it begins");
    return phase;
  }

  const ReadLimits& limits_;
  HistogramBudget budget_;
  Result result_;
  std::set<std::string> strategies_;
  std::set<std::uint64_t> seeds_;  // of the strategy whose cells come
};

ResultProblem unreadable(const std::string& path, const std::string& reason) {
  return {.unreadable = true,
          .message = without_control_characters(path) + ": error: the result cannot be read (" + reason + ")",
          .advice = "check the path and its permissions"};
}

}  // namespace

ResultProblem problem_in(const std::string& file, const JsonMistake& mistake, const std::string& advice) {
  const std::string name = without_control_characters(file);
  const bool has_line = !mistake.place.empty() && mistake.place.front() >= '0' && mistake.place.front() <= '9';
  std::string message = has_line ? name + ":" + mistake.place + ": error: " : name + ": error: ";
  if (!has_line && !mistake.place.empty()) message += mistake.place + ": ";
  return {.unreadable = false, .message = without_control_characters(message + mistake.message), .advice = advice};
}

std::variant<Result, ResultProblem> read_result(const std::string& file, std::string_view text,
                                                const ReadLimits& limits) {
  try {
    return Reader(limits).read(text);
  } catch (const JsonMistake& mistake) {
    return problem_in(file, mistake, kNextStep);
  }
}

std::variant<std::string, ResultProblem> read_result_text(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return unreadable(path, std::strerror(EISDIR));
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return unreadable(path, std::strerror(errno));
  // One byte more than is allowed tells that there is too much; a pipe has no size to ask for.
  const std::size_t most = JsonLimits{}.bytes + 1;
  std::string text;
  char part[65536];
  while (text.size() < most && (file.read(part, sizeof(part)) || file.gcount() > 0)) {
    text.append(part, static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return unreadable(path, std::strerror(errno));
  return text;
}

std::variant<Result, ResultProblem> read_result_file(const std::string& path) {
  const auto text = read_result_text(path);
  if (const auto* problem = std::get_if<ResultProblem>(&text)) return *problem;
  return read_result(path, std::get<std::string>(text));
}

}  // namespace stampede

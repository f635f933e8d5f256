#include "harness/scenario/rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "harness/base/quote.h"
#include "harness/base/units.h"
#include "harness/scenario/scenario.h"
#include "harness/scenario/text_forms.h"

namespace stampede {
namespace {

// Names that mean something else in metric names, gate lines and on the command line.
constexpr std::array<std::string_view, 13> kReservedNames = {"requests",   "read",      "write",   "writes",   "store",
                                                             "stampede",   "stale",     "cache",   "recovery", "all",
                                                             "early_load", "hit_ratio", "baseline"};

void check_order(const Setting& map, std::string_view smaller, std::string_view larger, DiagnosticSink& sink) {
  const Setting* low = map.find(smaller);
  const Setting* high = map.find(larger);
  if (low == nullptr || high == nullptr || low->number() <= high->number()) return;
  sink.error(high->position,
             in_quotes(larger) + " (" + high->text + ") is less than " + in_quotes(smaller) + " (" + low->text + ")");
}

void check_column_number(const Setting& column, DiagnosticSink& sink) {
  const Parsed<std::int64_t> number = parse_count(column.text);
  if (number.ok() && number.value() >= 1 && number.value() <= 1000 && column.text == std::to_string(number.value())) {
    return;
  }
  sink.error(column.position, in_quotes(column.grammar->name) + ": without a header line, columns are numbers from 1");
}

void check_words(const Setting& operations, DiagnosticSink& sink) {
  std::map<std::string, std::string> meanings;
  for (const Setting& operation : operations.children) {
    for (const Setting& word : operation.children) {
      if (!word.valid) continue;
      const auto [first, is_new] = meanings.emplace(word.text, operation.grammar->name);
      if (is_new) continue;
      sink.error(word.position, "the word " + in_quotes(word.text) + " already stands for " + in_quotes(first->second));
    }
  }
}

const Setting* entry_name(const Setting& entry) {
  return entry.valid && entry.children.size() == 1 ? entry.content().find("name") : nullptr;
}

void check_names(const Setting& strategies, DiagnosticSink& sink) {
  std::set<std::string> names;
  for (const Setting& entry : strategies.children) {
    const Setting* name = entry_name(entry);
    if (name == nullptr) continue;
    if (std::find(kReservedNames.begin(), kReservedNames.end(), name->text) != kReservedNames.end()) {
      sink.error(name->position, "the name " + in_quotes(name->text) + " is reserved: choose another");
    } else if (!names.insert(name->text).second) {
      sink.error(name->position,
                 "two strategies are named " + in_quotes(name->text) + ": give one another name with 'name:'");
    }
  }
}

bool is_closed(const Setting& workload) {
  const Setting* arrivals = workload.find("arrivals");
  return arrivals != nullptr && arrivals->alternative == "closed";
}

// Whom a client asks for next, nobody knows before it has been answered.
void check_future(const Setting& scenario, DiagnosticSink& sink) {
  const Setting* workload = scenario.find("workload");
  const Setting* cache = scenario.find("cache");
  const Setting* eviction = cache == nullptr ? nullptr : cache->find("eviction");
  if (workload == nullptr || eviction == nullptr || eviction->children.empty()) return;
  if (!eviction->content().grammar->needs_future || !is_closed(*workload)) return;
  sink.error(eviction->position, in_quotes(eviction->alternative) +
                                     " must know all requests in advance, and those of a closed loop depend on the "
                                     "answers: use an open loop or a trace");
}

}  // namespace

void check_range(const Setting& uniform, DiagnosticSink& sink) {
  check_order(uniform, "min", "max", sink);
}

void check_percentiles(const Setting& lognormal, DiagnosticSink& sink) {
  check_order(lognormal, "p50", "p99", sink);
}

void check_weights(const Setting& operations, DiagnosticSink& sink) {
  for (const Setting& weight : operations.children) {
    if (!weight.valid || weight.number() > 0) return;
  }
  sink.error(operations.position, "all weights of 'operations' are 0: there is nothing to do");
}

void check_sample(const Setting& workload, DiagnosticSink& sink) {
  const Setting* sample = workload.find("sample");
  if (sample == nullptr || sample->share() == Share::whole() || !is_closed(workload)) return;
  sink.error(sample->position,
             "'sample' contradicts 'arrivals: closed': how often clients ask depends on the answers to all their "
             "requests; use an open loop or a trace");
}

void check_trace(const Setting& trace, DiagnosticSink& sink) {
  const Setting* format = trace.find("format");
  if (format == nullptr) return;
  const Setting* columns = trace.find("columns");
  const Setting* rate = trace.find("rate");
  if (format->text != "csv") {
    if (columns != nullptr) {
      sink.error(columns->position,
                 "'columns' contradicts 'format: " + format->text + "': only csv files have columns");
    }
    return;
  }
  if (!trace.has_given("columns")) {
    sink.error(format->position, "a csv trace needs 'columns', e.g. 'columns: {key: NAME}'");
    return;
  }
  const bool timed = columns == nullptr || columns->has_given("time");
  if (!timed && rate != nullptr && std::holds_alternative<RecordedSpeed>(parse_speed(rate->text).value())) {
    sink.error(rate->given ? rate->position : columns->position,
               "without a 'time' column there is no recorded speed: give a rate, e.g. 'rate: 5000/s'");
  }
}

void check_columns(const Setting& columns, DiagnosticSink& sink) {
  const Setting* header = columns.find("header");
  for (const std::string_view name : {"key", "time", "operation", "size", "ttl"}) {
    const Setting* column = columns.find(name);
    if (column != nullptr && header != nullptr && !header->flag()) check_column_number(*column, sink);
  }
  const Setting* operations = columns.find("operations");
  if (operations == nullptr) return;
  check_words(*operations, sink);
  if (columns.has_given("operation") && !operations->given) {
    sink.error(columns["operation"].position,
               "'operation' needs 'operations': which of the file's words mean read, write and delete");
  }
  const auto has_words = [](const Setting& operation) { return !operation.children.empty(); };
  const bool says_words = std::ranges::any_of(operations->children, has_words);
  if (operations->given && says_words && !columns.has_given("operation")) {
    sink.error(operations->position, "'operations' needs 'operation': the column that holds the words");
  }
}

void check_entry(const Setting& entry, DiagnosticSink& sink) {
  for (const Setting& child : entry.children) {
    if (child.given && child.grammar->kind == NodeKind::kOneOf) return;
  }
  sink.error(entry.position, "a strategy needs 'preset' or at least one axis, e.g. 'freshness: ttl'");
}

void check_options(const Setting& map, DiagnosticSink& sink) {
  OptionValues values;
  for (const Setting& child : map.children) {
    if (!child.valid) return;
    if (child.grammar->kind == NodeKind::kScalar) values.set(child.grammar->name, child.value);
  }
  for (const auto& contradiction : map.grammar->contradictions) {
    const std::string what = contradiction(values);
    if (!what.empty()) sink.error(map.position, what);
  }
}

void check_scenario(const Setting& scenario, DiagnosticSink& sink) {
  const Setting* workload = scenario.find("workload");
  if (workload != nullptr && !workload->has_given("trace") && !scenario.has_given("duration")) {
    sink.error(scenario.position, "the scenario needs 'duration' (measured time), e.g. 'duration: 10m'");
  }
  check_future(scenario, sink);
  check_timeline(scenario, sink);
  const Setting* strategies = scenario.find("strategies");
  if (strategies == nullptr) return;
  if (strategies->children.empty()) sink.error(strategies->position, "'strategies' is empty: name at least one");
  check_names(*strategies, sink);
}

}  // namespace stampede

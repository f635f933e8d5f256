// A report before it has a form: what is said about results, in words, tables and marks. The page, its pictures and the
// Markdown only render it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/report/anatomy.h"
#include "harness/results/result.h"

namespace stampede {

// Which strategy is best at what, and what it costs.
struct ReportVerdict {
  struct Point {
    std::string label;                 // "lowest p99 read latency"
    std::vector<std::string> winners;  // several if they cannot be told apart
    std::string text;                  // the value, the next best, the price
  };

  std::string headline;
  std::vector<Point> points;
  std::vector<std::string> remarks;  // what limits the verdict
};

struct ReportColumn {
  std::string title;
  std::string unit;  // "ms", "%", "/s", or none
  std::string metric;
  std::string direction;  // "lower is better", "higher is better", or none
};

struct ReportCell {
  std::string text;
  bool best = false;
  std::string relative = {};  // to the reference: "-8.5 %", "x4.1"; none for the reference itself
  std::string spread = {};    // over repetitions: the standard deviation, "+-0.31"; none for one
};

struct ReportRow {
  std::string strategy;
  std::vector<ReportCell> cells;  // one for each column
};

struct ReportTable {
  std::string id;  // "latency": unique among the tables beside it
  std::string caption;
  std::string note;  // a sentence, or nothing
  std::vector<ReportColumn> columns;
  std::vector<ReportRow> rows;
};

struct NamedText {
  std::string name;
  std::string text;
};

struct CellDigest {
  std::string strategy;
  std::uint64_t seed;
  std::string digest;
  std::string requests_per_second;  // how fast the harness itself went
};

// Everything about one result.
struct ResultSection {
  struct PhaseTables {
    std::string title;  // "outage, 2m to 2m20s"
    std::vector<ReportTable> tables;
  };

  std::string id;     // [A-Za-z0-9_-]+, unique in the report
  std::string title;  // the scenario, and the label if there are several results of it
  std::string label;  // what tells this result from others of its scenario
  std::string file;   // as the user named it
  std::string description;
  ReportVerdict verdict;
  std::vector<NamedText> card;  // what one has to know about the run: clock, seeds, rates, validity
  std::vector<std::string> warnings;
  std::string reference;  // the strategy that relative figures refer to
  std::vector<ReportTable> tables;
  std::vector<PhaseTables> phases;
  AnatomyOrReason anatomy;
  std::string scenario;  // in effect, as YAML
  std::vector<NamedText> environment;
  std::vector<CellDigest> digests;
};

// One metric of all strategies in several scenarios.
struct OverviewMatrix {
  static constexpr int kShades = 9;

  struct Cell {
    std::string text;
    int shade;  // 0: best of its row .. 8: worst, on a logarithmic scale
    bool best;
  };
  struct Row {
    std::string result;                      // id of its section
    std::string title;                       // with the unit: "canonical, ms"
    std::vector<std::optional<Cell>> cells;  // one for each strategy; nothing where the scenario has no such strategy
  };

  std::string id;
  std::string title;
  std::string metric;
  std::string direction;
  std::vector<std::string> strategies;  // of all scenarios, in the order in which they appear
  std::vector<Row> rows;
};

// Several results of one scenario.
struct SideBySide {
  struct Row {
    std::string strategy;
    std::string metric;
    std::string unit;
    std::string direction;
    std::vector<std::string> values;  // one for each result
    std::string difference;           // of the last from the first
    std::string ratio;
    std::optional<double> ratio_number;
    std::string verdict;  // "worse", "better", "within spread", "changed"
  };

  std::string id;
  std::string title;
  std::vector<std::string> results;  // ids of their sections
  std::vector<std::string> labels;
  std::vector<std::string> remarks;  // what else differs
  std::vector<Row> rows;             // of what differs
};

struct MetricDefinition {
  std::string metric;
  std::string unit;
  std::string direction;
  std::string meaning;
  std::string definition;
};

struct Term {
  std::string term;
  std::string text;
};

struct Report {
  std::string title;
  ReportVerdict verdict;                 // with one result, that result's
  std::vector<OverviewMatrix> overview;  // of several scenarios
  std::vector<SideBySide> side_by_side;
  std::vector<ResultSection> sections;  // in the order of the results
  std::vector<MetricDefinition> definitions;
  std::vector<Term> terms;
};

// A result, and the file it came from.
struct ReportInput {
  std::string file;
  const Result& result;
  AnatomyOrReason anatomy;
};

// `reference`: the strategy that relative figures refer to; empty: chosen per result. REQUIRES: at least one input,
// each with at least one cell.
Report make_report(std::vector<ReportInput> inputs, const std::string& reference);

}  // namespace stampede

// A result from its JSON: nothing is lost, and nothing is believed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "harness/results/json_place.h"
#include "harness/results/json_stream.h"
#include "harness/results/result.h"
#include "harness/results/window_json.h"

namespace stampede {

struct ResultProblem {
  bool unreadable = false;  // the file could not be read at all; else its content is wrong
  std::string message;      // `FILE: error: WHERE: WHAT`, one line
  std::string advice;       // what to do next
};

// What a hostile file may cost: about 16 bytes of memory a value, and the histograms.
struct ReadLimits {
  JsonLimits json;
  HistogramBudget histograms;
  std::size_t histogram_bytes_per_byte = 16;  // of the text, where that is more: results of many cells need up to 8
  std::size_t cells = 100'000;
  std::size_t repetitions = 4096;  // of one strategy: their sums stay in range
};

// The result whose `result_text` is `text`, or what is wrong: text of another schema, cut off, edited, or hostile.
// Members must be all that result_json.h names, and no others. `metrics` and `summary` follow from the rest and are not
// read. `file` is how messages name it.
std::variant<Result, ResultProblem> read_result(const std::string& file, std::string_view text,
                                                const ReadLimits& limits = {});

// The text of a file, or why it cannot be read.
std::variant<std::string, ResultProblem> read_result_text(const std::string& path);

// A mistake in a file, as a problem: broken JSON has a line and a column, anything else the way to it.
ResultProblem problem_in(const std::string& file, const JsonMistake& mistake, const std::string& advice);

// The result in a file.
std::variant<Result, ResultProblem> read_result_file(const std::string& path);

}  // namespace stampede

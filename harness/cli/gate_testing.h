// Results and baselines for tests of the commands that judge and accept them.
#pragma once

#include <string>

#include "harness/cli/testing.h"
#include "harness/gate/baseline_json.h"
#include "harness/results/output_file.h"
#include "harness/results/result_json.h"
#include "harness/results/testing.h"

namespace stampede {

class GateTest : public CommandTest {
 protected:
  GateTest() { keep("r.json", sample()); }

  static void keep(const std::string& path, const Result& result) { write_file(path, result_text(result)); }
  static void keep_baseline(const std::string& path, const Result& result) {
    write_file(path, baseline_text(baseline_of(result, "because")));
  }

  // With a gate of two lines.
  static Result sample() {
    Result result = result_of({cell_of_everything("locked", 7), cell_of_everything("lru", 7)});
    result.environment.settings.clear();
    result.scenario_json = R"({"version":1,"name":"example","gate":["hit_ratio >= 40%","lru: store.errors <= 306"]})";
    return result;
  }

  // With more errors of `locked`.
  static Result worse() {
    Result result = sample();
    result.cells[0].window.store.errors = 400;
    return result;
  }
};

}  // namespace stampede

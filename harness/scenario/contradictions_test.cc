// Settings that are right one by one and wrong together.
#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

class Contradictions : public ::testing::TestWithParam<BadScenario> {};

TEST_P(Contradictions, AreRefusedWithAKindText) {
  const BadScenario& bad = GetParam();
  EXPECT_EQ(errors_of(bad.yaml), bad.errors);
  EXPECT_FALSE(load_text(bad.yaml).scenario.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    All, Contradictions,
    testing::Values(
        BadScenario{"MinAboveMax", completed("store: {latency: {uniform: {min: 5ms, max: 3ms}}}\n"),
                    "t.yaml:1:44: error: 'max' (3ms) is less than 'min' (5ms)\n"
                    "store: {latency: {uniform: {min: 5ms, max: 3ms}}}\n"
                    "                                           ^\n"},
        BadScenario{
            "MedianAboveP99",
            completed(
                "workload: {arrivals: {poisson: {rate: 1/s}}, keys: single, value_size: {lognormal: {p50: 9KiB, p99: "
                "1KiB}}}\n"),
            "t.yaml:1:101: error: 'p99' (1KiB) is less than 'p50' (9KiB)\n"
            "workload: {arrivals: {poisson: {rate: 1/s}}, keys: single, value_size: {lognormal: {p50: 9KiB, p99: "
            "1KiB}}}\n"
            "                                                                                                    "
            "^\n"},
        BadScenario{"NothingToDo",
                    completed("workload:\n"
                              "  arrivals: {poisson: {rate: 1/s}}\n"
                              "  keys: single\n"
                              "  operations: {read: 0}\n"),
                    "t.yaml:4:15: error: all weights of 'operations' are 0: there is nothing to do\n"
                    "  operations: {read: 0}\n"
                    "              ^\n"},
        BadScenario{"FutureOfAClosedLoop",
                    completed("workload: {arrivals: {closed: {clients: 4}}, keys: single}\n"
                              "cache: {eviction: belady}\n"),
                    "t.yaml:2:19: error: 'belady' must know all requests in advance, and those of a closed loop depend "
                    "on the answers: use an open loop or a trace\n"
                    "cache: {eviction: belady}\n"
                    "                  ^\n"},
        BadScenario{"SampleOfAClosedLoop",
                    completed("workload: {arrivals: {closed: {clients: 4}}, keys: single, sample: 10%}\n"),
                    "t.yaml:1:68: error: 'sample' contradicts 'arrivals: closed': how often clients ask depends on the "
                    "answers to all their requests; use an open loop or a trace\n"
                    "workload: {arrivals: {closed: {clients: 4}}, keys: single, sample: 10%}\n"
                    "                                                                   ^\n"},
        BadScenario{"NoStrategies", completed("strategies: []\n"),
                    "t.yaml:1:13: error: 'strategies' is empty: name at least one\n"
                    "strategies: []\n"
                    "            ^\n"},
        BadScenario{"NoEnd",
                    "name: t\n"
                    "workload: {arrivals: {poisson: {rate: 1/s}}, keys: single}\n"
                    "store: {latency: 5ms}\n"
                    "strategies: [locked]\n",
                    "t.yaml:1:1: error: the scenario needs 'duration' (measured time), e.g. 'duration: 10m'\n"
                    "name: t\n"
                    "^\n"},
        BadScenario{"TraceAndArrivals",
                    completed("workload:\n"
                              "  arrivals: {closed: {clients: 4}}\n"
                              "  trace: {file: a.bin, format: twitter}\n"),
                    "t.yaml:2:3: error: 'workload' needs 'keys' (which keys are asked for)\n"
                    "  arrivals: {closed: {clients: 4}}\n"
                    "  ^\n"
                    "t.yaml:3:3: error: 'workload.trace' contradicts 'arrivals': give one or the other\n"
                    "  trace: {file: a.bin, format: twitter}\n"
                    "  ^\n"},
        BadScenario{"TraceAndOperations",
                    completed("workload:\n"
                              "  trace: {file: a.bin, format: twitter}\n"
                              "  operations: {read: 1}\n"),
                    "t.yaml:3:3: error: 'workload.operations' contradicts 'trace': give one or the other\n"
                    "  operations: {read: 1}\n"
                    "  ^\n"},
        BadScenario{"ColumnsOfABinaryTrace",
                    completed("workload: {trace: {file: a, format: oracle-general, columns: {key: k}}}\n"),
                    "t.yaml:1:62: error: 'columns' contradicts 'format: oracle-general': only csv files have columns\n"
                    "workload: {trace: {file: a, format: oracle-general, columns: {key: k}}}\n"
                    "                                                             ^\n"},
        BadScenario{"CsvWithoutColumns", completed("workload: {trace: {file: a, format: csv}}\n"),
                    "t.yaml:1:37: error: a csv trace needs 'columns', e.g. 'columns: {key: NAME}'\n"
                    "workload: {trace: {file: a, format: csv}}\n"
                    "                                    ^\n"},
        BadScenario{
            "CsvWithoutTimes", completed("workload: {trace: {file: a, format: csv, columns: {key: k}}}\n"),
            "t.yaml:1:51: error: without a 'time' column there is no recorded speed: give a rate, e.g. 'rate: 500"
            "0/s'\n"
            "workload: {trace: {file: a, format: csv, columns: {key: k}}}\n"
            "                                                  ^\n"},
        BadScenario{
            "CsvWithoutTimesSpedUp",
            completed("workload: {trace: {file: a, format: csv, rate: x10, columns: {key: k}}}\n"),
            "t.yaml:1:48: error: without a 'time' column there is no recorded speed: give a rate, e.g. 'rate: 500"
            "0/s'\n"
            "workload: {trace: {file: a, format: csv, rate: x10, columns: {key: k}}}\n"
            "                                               ^\n"},
        BadScenario{"NoSpeed", completed("workload: {trace: {file: a, format: twitter, rate: x0}}\n"),
                    "t.yaml:1:52: error: 'workload.trace.rate': 'x0' is not a factor, e.g. 'x10'\n"
                    "workload: {trace: {file: a, format: twitter, rate: x0}}\n"
                    "                                                   ^\n"},
        BadScenario{
            "ColumnNameWithoutHeader",
            completed("workload: {trace: {file: a, format: csv, rate: 5/s, columns: {header: false, key: lbn}}}\n"),
            "t.yaml:1:83: error: 'key': without a header line, columns are numbers from 1\n"
            "workload: {trace: {file: a, format: csv, rate: 5/s, columns: {header: false, key: lbn}}}\n"
            "                                                                                  ^\n"},
        BadScenario{
            "OperationWithoutWords",
            completed("workload: {trace: {file: a, format: csv, rate: 5/s, columns: {key: k, operation: op}}}\n"),
            "t.yaml:1:82: error: 'operation' needs 'operations': which of the file's words mean read, write and d"
            "elete\n"
            "workload: {trace: {file: a, format: csv, rate: 5/s, columns: {key: k, operation: op}}}\n"
            "                                                                                 ^\n"},
        BadScenario{
            "WordsWithoutOperation",
            completed(
                "workload: {trace: {file: a, format: csv, rate: 5/s, columns: {key: k, operations: {read: [get]}}}}\n"),
            "t.yaml:1:83: error: 'operations' needs 'operation': the column that holds the words\n"
            "workload: {trace: {file: a, format: csv, rate: 5/s, columns: {key: k, operations: {read: [get]}}}}\n"
            "                                                                                  ^\n"},
        BadScenario{
            "AWordWithTwoMeanings",
            completed(
                "workload: {trace: {file: a, format: csv, rate: 5/s, columns: {key: k, operation: op, operations: {re"
                "ad: [get], write: [set, get]}}}}\n"),
            "t.yaml:1:125: error: the word 'get' already stands for 'read'\n"
            "...y: k, operation: op, operations: {read: [get], write: [set, get]}}}}\n"
            "                                                               ^\n"}),
    bad_scenario_name);

}  // namespace
}  // namespace stampede

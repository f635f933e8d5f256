// Making strategies by name from a table of whoever runs the harness.

#include "harness/strategy/registry.h"

#include <gtest/gtest.h>

#include "harness/strategy/testing.h"

namespace stampede {
namespace {

using testing::FillAlways;
using testing::StrategyRig;

class ServeAlways final : public Freshness {
 public:
  Verdict judge(const Context&, const Value&, Instant) override { return Verdict::kServe; }
};

class LoadAlways final : public Guard {
 public:
  explicit LoadAlways(Loader& loader) : loader_(loader) {}
  Task<ReadResult> load(Context context, Key key) override { return loader_.load_and_fill(context, key); }
  bool loading(Key) const override { return false; }

 private:
  Loader& loader_;
};

// Answers each write with what its option says.
class AnswerWrites final : public Writes {
 public:
  explicit AnswerWrites(bool acknowledge) : acknowledge_(acknowledge) {}
  Later<WriteResult> write(WriteRequest) override {
    return acknowledge_ ? WriteResult::kAcknowledged : WriteResult::kFailed;
  }

 private:
  bool acknowledge_;
};

class ServeSubstitute final : public OnError {
 public:
  std::optional<Value> instead(const Lookup& arrival) override {
    Value substitute = arrival.value;
    substitute.size = 99;
    return substitute;
  }
};

// A strategy of its own that reads nothing.
class ReadNothing final : public Strategy {
 public:
  Later<ReadResult> read(Context, Key) override { return ReadResult{}; }
  Later<WriteResult> write(WriteRequest) override { return WriteResult::kFailed; }
};

template <typename Part, typename Made>
AxisRow<Part> row(const char* name) {
  return {
      name, "for tests", {}, [](const AxisArguments&) -> std::unique_ptr<Part> { return std::make_unique<Made>(); }};
}

StrategyTable test_table() {
  StrategyTable table;
  table.freshness = {row<Freshness, ServeAlways>("always")};
  table.on_error = {row<OnError, ServeSubstitute>("substitute")};
  table.guard = {{"none", "for tests", {}, [](const AxisArguments& arguments) -> std::unique_ptr<Guard> {
                    return std::make_unique<LoadAlways>(*arguments.loader);
                  }}};
  table.fills = {{"always", "for tests", {}, [](const AxisArguments& arguments) -> std::unique_ptr<Fills> {
                    return std::make_unique<FillAlways>(arguments.environment.cache);
                  }}};
  table.writes = {{"answer", "for tests", {}, [](const AxisArguments& arguments) -> std::unique_ptr<Writes> {
                     return std::make_unique<AnswerWrites>(arguments.options.flag("acknowledge"));
                   }}};
  table.presets = {{.name = "nothing",
                    .summary = "for tests",
                    .make = [](const Environment&, const OptionValues&) -> std::unique_ptr<Strategy> {
                      return std::make_unique<ReadNothing>();
                    }}};
  return table;
}

StrategyChoice composed(bool acknowledge) {
  StrategyChoice choice;
  choice.axes = {{"freshness", {"always", {}}},
                 {"guard", {"none", {}}},
                 {"writes", {"answer", {}}},
                 {"fills", {"always", {}}},
                 {"on_error", {"substitute", {}}}};
  choice.axes["writes"].options.set("acknowledge", acknowledge);
  return choice;
}

Task<void> read_into(Strategy* strategy, Key key, ReadResult* result) {
  const Context context{.request = 1};
  *result = co_await strategy->read(context, key);
}

TEST(Registry, MakesAStrategyOfTheAxisValuesChosen) {
  StrategyRig rig;
  const auto strategy = make_strategy(test_table(), composed(true), rig.environment());
  ReadResult result;
  Scope scope(rig.runtime());
  scope.spawn(read_into(strategy.get(), 7, &result));
  rig.runtime().run();
  EXPECT_TRUE(result.ok);
  EXPECT_EQ(rig.loads_started(), 1);
  EXPECT_EQ(rig.cache().entries(), 1u);
  EXPECT_TRUE(strategy->read({.request = 2}, 7).ready()) << "a hit costs no coroutine";
}

TEST(Registry, HandsEachAxisValueItsOptions) {
  StrategyRig rig;
  for (const bool acknowledge : {true, false}) {
    const auto strategy = make_strategy(test_table(), composed(acknowledge), rig.environment());
    EXPECT_EQ(strategy->write({}).value() == WriteResult::kAcknowledged, acknowledge);
  }
}

TEST(Registry, WhatToDoWithAFailedLoadIsAnAxisToo) {
  StrategyRig rig(Share::whole());
  const auto strategy = make_strategy(test_table(), composed(true), rig.environment());
  ReadResult result;
  Scope scope(rig.runtime());
  scope.spawn(read_into(strategy.get(), 7, &result));
  rig.runtime().run();
  EXPECT_TRUE(result.ok);
  EXPECT_EQ(result.value.size, 99u);
}

TEST(Registry, MakesAPresetThatIsAWholeStrategy) {
  StrategyRig rig;
  StrategyChoice choice;
  choice.preset = "nothing";
  EXPECT_FALSE(make_strategy(test_table(), choice, rig.environment())->read({}, 7).value().ok);
}

TEST(RegistryDeathTest, AnUnknownNameIsAProgrammingMistake) {
  StrategyRig rig;
  StrategyChoice choice;
  choice.preset = "nobody";
  EXPECT_EXIT(make_strategy(test_table(), choice, rig.environment()), ::testing::ExitedWithCode(kExitInternalError),
              "'row != rows.end\\(\\)' does not hold");
}

}  // namespace
}  // namespace stampede

#include "harness/runtime/scope.h"

#include <gmock/gmock.h>

#include <memory>
#include <utility>
#include <vector>

#include "harness/runtime/testing.h"

namespace stampede {
namespace {

using ::stampede::testing::Counted;
using ::testing::ElementsAre;

COROUTINE_TEST_SUITE(ScopeTest);

Task<void> note_at_once(std::vector<int>* log, int value) {
  log->push_back(value);
  co_return;
}

Task<void> yields_and_note(Runtime& runtime, int yields, std::vector<int>* log, int value) {
  for (int i = 0; i < yields; ++i) co_await Yield(runtime);
  log->push_back(value);
}

// Notes its value when it is destroyed.
class Farewell {
 public:
  Farewell(std::vector<int>* log, int value) : log_(log), value_(value) {}
  Farewell(const Farewell&) = delete;
  Farewell& operator=(const Farewell&) = delete;
  ~Farewell() { log_->push_back(value_); }

 private:
  std::vector<int>* log_;
  int value_;
};

Task<void> wait_for_ever(Event* event, std::vector<int>* log, int value) {
  const Farewell farewell(log, value);
  co_await event->wait();
  ADD_FAILURE() << "a destroyed task was resumed";
}

COROUTINE_TEST(ScopeTest, ASpawnedTaskRunsAtOnceUpToItsFirstSuspension) {
  std::vector<int> log;
  Scope scope(runtime);
  scope.spawn(note_at_once(&log, 1));
  EXPECT_THAT(log, ElementsAre(1));
  EXPECT_EQ(scope.size(), 0u);
  scope.spawn(yields_and_note(runtime, 1, &log, 2));
  EXPECT_THAT(log, ElementsAre(1));
  EXPECT_EQ(scope.size(), 1u);
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1, 2));
  EXPECT_EQ(scope.size(), 0u);
}

COROUTINE_TEST(ScopeTest, JoiningNothingDoesNotSuspend) {
  std::vector<int> log;
  Scope others(runtime), scope(runtime);
  others.spawn(yields_and_note(runtime, 1, &log, 1));
  co_await scope.join();
  scope.spawn(note_at_once(&log, 2));
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(2));
  co_await others.join();
}

COROUTINE_TEST(ScopeTest, JoiningWaitsForTheLastTask) {
  std::vector<int> log;
  Scope scope(runtime);
  for (int yields : {5, 1, 3}) scope.spawn(yields_and_note(runtime, yields, &log, yields));
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1, 3, 5));
}

COROUTINE_TEST(ScopeTest, AScopeCanBeUsedAgainAfterJoining) {
  std::vector<int> log;
  Scope scope(runtime);
  for (int value : {1, 2}) {
    scope.spawn(yields_and_note(runtime, 1, &log, value));
    co_await scope.join();
    EXPECT_EQ(log.back(), value);
  }
}

Task<void> spawn_descendants(Runtime& runtime, Scope* scope, int generations, int* completed) {
  co_await Yield(runtime);
  if (generations > 0) {
    scope->spawn(spawn_descendants(runtime, scope, generations - 1, completed));
    scope->spawn(spawn_descendants(runtime, scope, generations - 1, completed));
  }
  ++*completed;
}

COROUTINE_TEST(ScopeTest, JoiningWaitsForTasksThatTasksSpawn) {
  int completed = 0;
  Scope scope(runtime);
  scope.spawn(spawn_descendants(runtime, &scope, 5, &completed));
  co_await scope.join();
  EXPECT_EQ(completed, 63);
}

COROUTINE_TEST(ScopeTest, SeveralJoinersContinueInOrder) {
  auto join_and_note = [](Scope* scope, std::vector<int>* log, int value) -> Task<void> {
    co_await scope->join();
    log->push_back(value);
  };
  std::vector<int> log;
  Scope scope(runtime), joiners(runtime);
  scope.spawn(yields_and_note(runtime, 1, &log, 0));
  for (int value : {1, 2, 3}) joiners.spawn(join_and_note(&scope, &log, value));
  co_await joiners.join();
  EXPECT_THAT(log, ElementsAre(0, 1, 2, 3));
}

// The scope is empty for a moment, and filled again before the joiner had its turn.
COROUTINE_TEST(ScopeTest, AJoinerAlsoWaitsForWhatIsSpawnedBeforeItContinues) {
  auto spawn_after_two_yields = [](Runtime& loop, Scope* scope, std::vector<int>* log) -> Task<void> {
    co_await Yield(loop);
    scope->spawn(yields_and_note(loop, 3, log, 2));
  };
  std::vector<int> log;
  Scope others(runtime), scope(runtime);
  scope.spawn(yields_and_note(runtime, 1, &log, 1));
  others.spawn(spawn_after_two_yields(runtime, &scope, &log));
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1, 2));
  EXPECT_EQ(scope.size(), 0u);
}

// The awaiter lives to the end of its expression, in which the coroutine may be waiting for something else.
COROUTINE_TEST(ScopeTest, AJoinThatHasEndedIsNotInvitedAgain) {
  auto spawn_and_answer = [](Runtime& loop, Scope* scope, std::vector<int>* log) -> Task<bool> {
    scope->spawn(yields_and_note(loop, 1, log, 2));
    for (int i = 0; i < 3; ++i) co_await Yield(loop);
    co_return true;
  };
  std::vector<int> log;
  Scope scope(runtime);
  scope.spawn(yields_and_note(runtime, 1, &log, 1));
  const std::pair<bool, bool> in_order{(co_await scope.join(), log.size() == 1),
                                       co_await spawn_and_answer(runtime, &scope, &log)};
  EXPECT_EQ(in_order, std::pair(true, true));
  EXPECT_THAT(log, ElementsAre(1, 2));
}

COROUTINE_TEST(ScopeTest, AScopeThatIsDestroyedLetsItsJoinersContinue) {
  auto join_and_note = [](Scope* scope, std::vector<int>* log) -> Task<void> {
    co_await scope->join();
    log->push_back(1);
  };
  std::vector<int> log;
  Event never(runtime);
  auto scope = std::make_unique<Scope>(runtime);
  Scope joiners(runtime);
  scope->spawn(wait_for_ever(&never, &log, 0));
  joiners.spawn(join_and_note(scope.get(), &log));
  scope.reset();
  co_await joiners.join();
  EXPECT_THAT(log, ElementsAre(0, 1));
}

COROUTINE_TEST(ScopeTest, AJoinerThatIsDestroyedLeavesItsPlace) {
  auto join_and_fail = [](Scope* scope) -> Task<void> {
    co_await scope->join();
    ADD_FAILURE() << "a destroyed joiner was resumed";
  };
  std::vector<int> log;
  Scope scope(runtime);
  Scope waiting(runtime), invited(runtime);
  scope.spawn(yields_and_note(runtime, 1, &log, 1));
  waiting.spawn(join_and_fail(&scope));
  invited.spawn(join_and_fail(&scope));
  waiting.clear();
  co_await Yield(runtime);
  EXPECT_EQ(scope.size(), 0u);
  invited.clear();
  co_await Yield(runtime);
}

COROUTINE_TEST(ScopeTest, UnfinishedTasksAreDestroyedTheLatestFirst) {
  std::vector<int> log;
  Event never(runtime);
  {
    Scope scope(runtime);
    for (int value : {1, 2, 3}) scope.spawn(wait_for_ever(&never, &log, value));
  }
  EXPECT_THAT(log, ElementsAre(3, 2, 1));
  co_return;
}

COROUTINE_TEST(ScopeTest, ATaskThatCompletesInTheMiddleLeavesTheOthersInOrder) {
  std::vector<int> log;
  Event never(runtime);
  Scope scope(runtime);
  scope.spawn(wait_for_ever(&never, &log, 1));
  scope.spawn(yields_and_note(runtime, 1, &log, 2));
  scope.spawn(wait_for_ever(&never, &log, 3));
  co_await Yield(runtime);
  scope.clear();
  EXPECT_THAT(log, ElementsAre(2, 3, 1));
  EXPECT_EQ(scope.size(), 0u);
}

COROUTINE_TEST(ScopeTest, TasksThatAreReadyAreTakenBackWhenTheScopeIsCleared) {
  std::vector<int> log;
  Event event(runtime);
  Scope scope(runtime);
  for (int value : {1, 2, 3}) scope.spawn(wait_for_ever(&event, &log, value));
  event.set();
  scope.clear();
  EXPECT_THAT(log, ElementsAre(3, 2, 1));
  co_await Yield(runtime);
}

COROUTINE_TEST(ScopeTest, ATaskMayWaitForItsOwnScopeAndIsDestroyedWithIt) {
  auto join_itself = [](Scope* scope, std::vector<int>* log) -> Task<void> {
    const Farewell farewell(log, 1);
    co_await scope->join();
    ADD_FAILURE() << "a task cannot complete before itself";
  };
  std::vector<int> log;
  {
    Scope scope(runtime);
    scope.spawn(join_itself(&scope, &log));
    co_await Yield(runtime);
    EXPECT_EQ(scope.size(), 1u);
  }
  EXPECT_THAT(log, ElementsAre(1));
}

COROUTINE_TEST(ScopeTest, ATaskThatCompletesReleasesItsArguments) {
  auto hold = [](Runtime& loop, Counted) -> Task<void> { co_await Yield(loop); };
  Scope scope(runtime);
  scope.spawn(hold(runtime, Counted()));
  EXPECT_EQ(Counted::alive(), 1);
  co_await scope.join();
  EXPECT_EQ(Counted::alive(), 0);
}

COROUTINE_TEST(ScopeTest, OneTaskClearsTheScopeOfOthers) {
  auto clear = [](Runtime& loop, Scope* victims) -> Task<void> {
    co_await Yield(loop);
    victims->clear();
  };
  std::vector<int> log;
  Event never(runtime);
  Scope victims(runtime), scope(runtime);
  victims.spawn(wait_for_ever(&never, &log, 1));
  scope.spawn(clear(runtime, &victims));
  co_await victims.join();
  EXPECT_THAT(log, ElementsAre(1));
}

COROUTINE_TEST(ScopeTest, AMillionTasksPassThroughAScope) {
  std::vector<int> log;
  Scope scope(runtime);
  for (int i = 0; i < 1'000'000; ++i) scope.spawn(note_at_once(&log, i));
  EXPECT_EQ(log.size(), 1'000'000u);
  EXPECT_EQ(scope.size(), 0u);
  co_return;
}

}  // namespace
}  // namespace stampede

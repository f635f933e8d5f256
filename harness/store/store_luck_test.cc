// The luck of a call, its service time and whether it fails, is a pure function of (seed, causing request or flush,
// attempt): every strategy gets the same.

#include <gmock/gmock.h>

#include <map>
#include <tuple>

#include "harness/base/random.h"
#include "harness/runtime/scope.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/store/simulated_store.h"

namespace stampede {
namespace {

using Name = std::tuple<bool, Cause, std::uint64_t, std::uint32_t>;  // is_write, cause, number, attempt
using Luck = std::pair<CallStatus, Duration>;

// Remembers how each call ended.
class LuckLog final : public StoreObserver {
 public:
  void on_arrival(const Call&, bool, std::size_t, Admission) override {}
  void on_start(const Call&, Admission, Duration) override {}
  void on_commit(const WriteItem&, Version) override {}
  void on_abandoned(const Call&) override {}
  void on_cancelled(const Call&) override {}
  void on_timed_out(const Call&) override {}
  void on_end(const Call& call, bool is_write, CallStatus status, Duration service_time, bool) override {
    luck[{is_write, call.cause, call.number, call.attempt}] = {status, service_time};
  }

  std::map<Name, Luck> luck;
};

SimulatedStore::Options lucky_store(std::int64_t concurrency = SimulatedStore::kUnlimited) {
  SimulatedStore::Options options;
  options.latency = options.write_latency = Distribution::uniform(1, kSecond);
  options.error_rate = Share::percent(50);
  options.concurrency = concurrency;
  return options;
}

Task<void> make_call(SimulatedStore* store, Name name) {
  const auto& [is_write, cause, number, attempt] = name;
  Call call;
  call.cause = cause;
  call.number = number;
  call.attempt = attempt;
  if (is_write) {
    std::vector<WriteItem> items(1);
    co_await store->write(call, std::move(items));
  } else {
    co_await store->read(call, static_cast<Key>(number));
  }
}

std::map<Name, Luck> luck_of(const std::vector<Name>& calls, const SimulatedStore::Options& options,
                             std::uint64_t seed = 1) {
  VirtualRuntime runtime;
  LuckLog log;
  SimulatedStore store(runtime, options, seed, log);
  Scope callers(runtime);
  for (const Name& name : calls) callers.spawn(make_call(&store, name));
  runtime.run();
  return log.luck;
}

std::vector<Name> a_hundred_calls_of_each_kind() {
  std::vector<Name> calls;
  for (std::uint64_t number = 0; number < 100; ++number) {
    for (const std::uint32_t attempt : {0u, 1u}) {
      calls.emplace_back(false, Cause::kRequest, number, attempt);
      calls.emplace_back(true, Cause::kRequest, number, attempt);
      calls.emplace_back(true, Cause::kFlush, number, attempt);
    }
  }
  return calls;
}

TEST(StoreLuck, DoesNotDependOnTheOrderOfCalls) {
  std::vector<Name> calls = a_hundred_calls_of_each_kind();
  const auto luck = luck_of(calls, lucky_store());
  std::reverse(calls.begin(), calls.end());
  EXPECT_EQ(luck_of(calls, lucky_store()), luck);
}

TEST(StoreLuck, DoesNotDependOnTheServers) {
  const std::vector<Name> calls = a_hundred_calls_of_each_kind();
  EXPECT_EQ(luck_of(calls, lucky_store(1)), luck_of(calls, lucky_store()));
}

TEST(StoreLuck, DoesNotDependOnOtherCalls) {
  const Name call{false, Cause::kRequest, 42, 0};
  EXPECT_EQ(luck_of({call}, lucky_store()).at(call), luck_of(a_hundred_calls_of_each_kind(), lucky_store()).at(call));
}

TEST(StoreLuck, DiffersFromCallToCallAndFromSeedToSeed) {
  const std::vector<Name> calls = a_hundred_calls_of_each_kind();
  std::vector<Duration> service_times;
  for (const std::uint64_t seed : {1u, 2u}) {
    for (const auto& [name, luck] : luck_of(calls, lucky_store(), seed)) service_times.push_back(luck.second);
  }
  std::sort(service_times.begin(), service_times.end());
  EXPECT_EQ(std::adjacent_find(service_times.begin(), service_times.end()), service_times.end());
}

TEST(StoreLuck, OfServiceTimeAndOfErrorAreUnrelated) {
  std::map<CallStatus, std::pair<double, int>> by_status;
  std::vector<Name> calls;
  for (std::uint64_t number = 0; number < 10'000; ++number) calls.emplace_back(false, Cause::kRequest, number, 0);
  for (const auto& [name, luck] : luck_of(calls, lucky_store())) {
    auto& [total, count] = by_status[luck.first];
    total += static_cast<double>(luck.second);
    ++count;
  }
  const auto& [ok_total, ok_count] = by_status[CallStatus::kOk];
  const auto& [error_total, error_count] = by_status[CallStatus::kError];
  EXPECT_NEAR(ok_total / ok_count, error_total / error_count, 0.03 * kSecond);  // five standard deviations
}

}  // namespace
}  // namespace stampede

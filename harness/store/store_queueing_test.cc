// The store as a queueing system: its laws at every moment, and its numbers against the formulas of the textbooks.

#include <gmock/gmock.h>

#include <algorithm>
#include <deque>

#include "harness/base/random.h"
#include "harness/runtime/scope.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/store/simulated_store.h"

namespace stampede {
namespace {

// Keeps its own count of who is where, and checks each step against it.
class QueueLaws final : public StoreObserver {
 public:
  QueueLaws(const Runtime& runtime, const SimulatedStore::Options& options) : runtime_(runtime), options_(options) {}

  void on_arrival(const Call& call, bool, std::size_t, Admission admission) override {
    ++arrivals;
    const bool all_busy = busy_ == options_.concurrency;
    const bool queue_full = static_cast<std::int64_t>(line_.size()) >= options_.queue;
    EXPECT_EQ(admission, !all_busy ? Admission::kServed : !queue_full ? Admission::kQueued : Admission::kRejected);
    rejections += admission == Admission::kRejected;
    queued += admission == Admission::kQueued;
    if (admission == Admission::kQueued) line_.push_back({call.number, runtime_.now()});
  }
  void on_start(const Call& call, Admission admission, Duration queue_wait) override {
    ++busy_;
    EXPECT_LE(busy_, options_.concurrency);
    waits.push_back(queue_wait);
    if (admission != Admission::kQueued) return;
    ASSERT_FALSE(line_.empty());
    EXPECT_EQ(line_.front().number, call.number) << "first come, first served";
    EXPECT_EQ(queue_wait, runtime_.now() - line_.front().arrived);
    line_.pop_front();
  }
  void on_commit(const WriteItem&, Version) override {}
  void on_abandoned(const Call&) override {}
  void on_cancelled(const Call&) override {}
  void on_timed_out(const Call&) override {}
  void on_end(const Call&, bool, CallStatus, Duration, bool) override {
    --busy_;
    EXPECT_GE(busy_, 0);
  }

  double mean_wait() const {
    double total = 0;
    for (const Duration wait : waits) total += static_cast<double>(wait);
    return total / static_cast<double>(waits.size());
  }
  bool at_rest() const { return busy_ == 0 && line_.empty(); }

  double arrivals = 0;
  double rejections = 0;
  double queued = 0;
  std::vector<Duration> waits;

 private:
  struct InLine {
    std::uint64_t number;
    Instant arrived;
  };

  const Runtime& runtime_;
  const SimulatedStore::Options& options_;
  std::int64_t busy_ = 0;
  std::deque<InLine> line_;
};

class QueueingSystem {
 public:
  QueueingSystem(const SimulatedStore::Options& options, std::uint64_t seed)
      : options_(options), laws(runtime_, options_), store_(runtime_, options_, seed, laws), scope_(runtime_) {}

  // Poisson arrivals, every third a write, until `calls` have come; then all leave.
  void run(double calls_per_second, std::uint64_t calls) {
    scope_.spawn(arrive(Distribution::exponential(1e9 / calls_per_second), calls));
    runtime_.run();
    EXPECT_TRUE(laws.at_rest());
  }

 private:
  Task<void> arrive(Distribution gap, std::uint64_t calls) {
    const RandomStream random(1, "arrivals");
    for (std::uint64_t number = 0; number < calls; ++number) {
      co_await runtime_.sleep(gap.sample(random.at(number)));
      scope_.spawn(call(number));
    }
  }
  Task<void> call(std::uint64_t number) {
    const Instant arrived = runtime_.now();
    Call call;
    call.number = number;
    if (number % 3 == 0) {
      std::vector<WriteItem> items(1);
      const WriteReply reply = co_await store_.write(call, std::move(items));
      if (reply.status != CallStatus::kRejected) responses.push_back(runtime_.now() - arrived);
    } else {
      const ReadReply reply = co_await store_.read(call, 0);
      if (reply.status != CallStatus::kRejected) responses.push_back(runtime_.now() - arrived);
    }
  }

  const SimulatedStore::Options options_;
  VirtualRuntime runtime_;

 public:
  QueueLaws laws;
  std::vector<Duration> responses;

 private:
  SimulatedStore store_;
  Scope scope_;
};

SimulatedStore::Options servers_of_10ms(std::int64_t servers, std::int64_t queue = SimulatedStore::kUnlimited) {
  SimulatedStore::Options options;
  options.latency = options.write_latency = Distribution::exponential(10.0 * kMillisecond);
  options.concurrency = servers;
  options.queue = queue;
  return options;
}

double percentile_99(std::vector<Duration> values) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 99 / 100);
  std::nth_element(values.begin(), place, values.end());
  return static_cast<double>(*place);
}

TEST(StoreQueueing, OneServerAt80PercentAgreesWithTheFormulasOfMM1) {
  QueueingSystem system(servers_of_10ms(1), 1);
  system.run(80, 1'000'000);
  EXPECT_NEAR(system.laws.queued / system.laws.arrivals, 0.8, 0.01);
  EXPECT_NEAR(system.laws.mean_wait() / 1e9, 0.04, 0.003);                  // rho / (mu - lambda)
  EXPECT_NEAR(percentile_99(system.responses) / 1e9, 0.2302585093, 0.024);  // ln(100) / (mu - lambda)
}

TEST(StoreQueueing, FourServersAt80PercentAgreeWithErlangsDelayFormula) {
  QueueingSystem system(servers_of_10ms(4), 1);
  system.run(320, 1'000'000);
  EXPECT_NEAR(system.laws.queued / system.laws.arrivals, 0.5964324718, 0.0123);
  EXPECT_NEAR(system.laws.mean_wait() / 1e9, 0.007455405897, 0.0006);
  EXPECT_NEAR(percentile_99(system.responses) / 1e9, 0.06893203749, 0.0052);
}

TEST(StoreQueueing, ABoundedQueueRejectsAsOftenAsTheFormulaOfMMcKSays) {
  QueueingSystem system(servers_of_10ms(4, 8), 1);
  system.run(500, 1'000'000);
  EXPECT_NEAR(system.laws.rejections / system.laws.arrivals, 0.2182303321, 0.0059);
  EXPECT_NEAR(system.laws.mean_wait() / 1e9, 0.01303930387, 0.00023);
}

TEST(StoreQueueing, TheLawsHoldWhenEverythingHappensAtTheSameInstants) {
  SimulatedStore::Options options = servers_of_10ms(3, 2);
  options.latency = options.write_latency = Distribution::uniform(0, 3);  // nanoseconds: ties everywhere
  QueueingSystem system(options, 1);
  system.run(1e9, 100'000);
  EXPECT_GT(system.laws.rejections, 1000);
  EXPECT_GT(system.laws.queued, 1000);
}

}  // namespace
}  // namespace stampede

#include "harness/report/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "harness/report/relative_text.h"
#include "harness/results/difference.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/metric_text.h"
#include "harness/results/run_words.h"

namespace stampede {

namespace {

struct Criterion {
  const char* metric;
  const char* label;
  const char* one;    // "answers fastest"
  const char* many;   // "answer fastest"
  const char* price;  // what the metric is called where it is the price of something else; null: it never is
};

// Where p99 does not tell strategies apart, what lies beyond it may.
constexpr std::array<Criterion, 3> kLatencies = {{
    {"read.latency.p99", "lowest p99 read latency", "answers fastest", "answer fastest", "p99 read latency"},
    {"read.latency.p999", "lowest p99.9 read latency", "answers fastest", "answer fastest", "p99.9 read latency"},
    {"read.latency.max", "lowest maximum of read latency", "answers fastest", "answer fastest",
     "maximum of read latency"},
}};
constexpr Criterion kLoad = {"store.reads_per_second", "least load on the store", "loads the store least",
                             "load the store least", "store reads"};

// In the order of what people ask first.
std::vector<Criterion> criteria_with(const Criterion& latency) {
  return {
      {"requests.failed", "fewest failed requests", "fails least", "fail least", "failed requests"},
      {"recovery.never", "recovery", "recovers most often", "recover most often", "disturbances without recovery"},
      latency,
      kLoad,
      {"stampede.redundant_loads", "fewest redundant loads", "loads least in vain", "load least in vain", nullptr},
      {"stale.ratio", "freshest reads", "reads the freshest values", "read the freshest values", "stale reads"},
      {"writes.lost", "safest writes", "loses the fewest writes", "lose the fewest writes", "lost writes"},
      {"write.latency.p99", "lowest p99 write latency", "writes fastest", "write fastest", nullptr},
  };
}

constexpr int kDigits = 3;
constexpr std::size_t kPraisesInHeadline = 3;
constexpr std::uint64_t kTailSamples = 100;  // so many reads beyond a percentile make it worth quoting

class Contest {
 public:
  explicit Contest(std::span<const PooledCells> pooled) {
    for (const PooledCells& each : pooled) {
      (each.window.cache.fills > 0 ? contenders_ : cacheless_).push_back(&each);
    }
    if (contenders_.empty()) std::swap(contenders_, cacheless_);
    const auto tells_apart = [this](const Criterion& criterion) {
      const auto ranked = ranking(criterion);
      return 2 * winners(criterion, ranked) <= ranked.size();
    };
    const auto* decisive = std::ranges::find_if(kLatencies, tells_apart);
    latency_ = decisive != kLatencies.end() ? *decisive : kLatencies.front();
    criteria_ = criteria_with(latency_);
  }

  const Criterion& latency() const { return latency_; }
  const std::vector<Criterion>& criteria() const { return criteria_; }

  const std::vector<const PooledCells*>& contenders() const { return contenders_; }
  const std::vector<const PooledCells*>& cacheless() const { return cacheless_; }

  static std::optional<double> value(const Criterion& criterion, const PooledCells& pooled) {
    return number_of(find_metric(criterion.metric)->value({pooled.window, pooled.servers}));
  }

  static std::string text(const Criterion& criterion, const PooledCells& pooled) {
    const Metric& metric = *find_metric(criterion.metric);
    return metric_text(metric.unit, metric.value({pooled.window, pooled.servers}), kDigits);
  }

  // Contenders from best to worst; lower is better in every criterion. Those without a value are left out.
  std::vector<const PooledCells*> ranking(const Criterion& criterion) const {
    std::vector<const PooledCells*> ranked;
    for (const PooledCells* each : contenders_) {
      const auto mine = value(criterion, *each);
      if (!mine) continue;
      const auto place =
          std::ranges::find_if(ranked, [&](const PooledCells* other) { return *value(criterion, *other) > *mine; });
      ranked.insert(place, each);
    }
    return ranked;
  }

  // How many at the head of the ranking share the first place.
  std::size_t winners(const Criterion& criterion, const std::vector<const PooledCells*>& ranking) const {
    std::size_t count = ranking.empty() ? 0 : 1;
    while (count < ranking.size() && !is_worse(criterion, *ranking[count], *ranking.front())) ++count;
    return count;
  }

 private:
  static bool is_worse(const Criterion& criterion, const PooledCells& one, const PooledCells& best) {
    if (text(criterion, one) == text(criterion, best)) return false;
    const Metric* metric = find_metric(criterion.metric);
    const Subject subjects[] = {{best.strategy, &best}, {one.strategy, &one}};
    const DifferenceTable table = differences(subjects, "all", {&metric, 1});
    return table.rows.front().differences.front().verdict != DifferenceVerdict::kWithinSpread;
  }

  std::vector<const PooledCells*> contenders_;
  std::vector<const PooledCells*> cacheless_;
  Criterion latency_;
  std::vector<Criterion> criteria_;
};

std::vector<std::string> names_of(std::span<const PooledCells* const> pooled) {
  std::vector<std::string> names;
  for (const PooledCells* each : pooled) names.push_back(each->strategy);
  return names;
}

// "a", "a and b", "a, b and c".
std::string listed(std::span<const std::string> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

// "20 % more store reads than locked": where the strategy is furthest behind the best, by ratio.
std::string price_of(const Contest& contest, const PooledCells& winner, const Criterion& won) {
  constexpr double kWorthTelling = 1.05;
  double worst = kWorthTelling;
  std::string price;
  for (const Criterion& other : contest.criteria()) {
    if (&other == &won || other.price == nullptr) continue;
    const auto ranking = contest.ranking(other);
    const auto mine = Contest::value(other, winner);
    if (ranking.empty() || !mine || ranking.front() == &winner) continue;
    const double best = *Contest::value(other, *ranking.front());
    const double ratio = best > 0 ? *mine / best : *mine > 0 ? 1e300 : 1;
    if (ratio <= worst) continue;
    worst = ratio;
    price = fmt::format("{} {} against {} ({})", other.price, Contest::text(other, winner),
                        Contest::text(other, *ranking.front()), ranking.front()->strategy);
  }
  return price;
}

ReportVerdict::Point point_of(const Contest& contest, const Criterion& criterion,
                              const std::vector<const PooledCells*>& ranking, std::size_t winners) {
  const std::span<const PooledCells* const> best(ranking.data(), winners);
  const PooledCells& next = *ranking[winners];
  const PooledCells& last = *ranking.back();
  std::string text = Contest::text(criterion, *best.front());
  text += fmt::format("; next {} with {}", next.strategy, Contest::text(criterion, next));
  if (&last != &next) text += fmt::format(", last {} with {}", last.strategy, Contest::text(criterion, last));
  text += ".";
  if (winners == 1) {
    const std::string price = price_of(contest, *best.front(), criterion);
    if (!price.empty()) text += " The price: " + price + ".";
  }
  return {criterion.label, names_of(best), std::move(text)};
}

// The praises of the first criteria, those of one winner in one breath.
class Headline {
 public:
  void praise(std::span<const PooledCells* const> winners, const Criterion& criterion) {
    if (praises_++ >= kPraisesInHeadline) return;
    const std::string names = listed(names_of(winners));
    const char* words = winners.size() > 1 ? criterion.many : criterion.one;
    for (auto& [known, text] : clauses_) {
      if (known == names) {
        text.emplace_back(words);
        return;
      }
    }
    clauses_.emplace_back(names, std::vector<std::string>{words});
  }

  std::string text() const {
    std::string text;
    for (const auto& [names, words] : clauses_) {
      text += (text.empty() ? "" : "; ") + names + " " + listed(words);
    }
    return text.empty() ? text : text + ".";
  }

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> clauses_;
  std::size_t praises_ = 0;
};

// What speed costs at the store, if the fastest and the most sparing strategy are two.
std::string trade_off(const Contest& contest) {
  const Criterion& latency = contest.latency();
  const Criterion& load = kLoad;
  const auto fastest = contest.ranking(latency);
  const auto sparing = contest.ranking(load);
  if (fastest.empty() || sparing.empty() || fastest.front() == sparing.front()) return "";
  if (contest.winners(latency, fastest) > 1 || contest.winners(load, sparing) > 1) return "";
  const double fast = *Contest::value(latency, *fastest.front());
  const double less_fast = *Contest::value(latency, *sparing.front());
  const double more = *Contest::value(load, *fastest.front());
  const double least = *Contest::value(load, *sparing.front());
  if (fast <= 0 || least <= 0) return "";
  return fmt::format(" The trade-off between the two: the {} of {} is {} than that of {}, its load on the store {}.",
                     latency.price, fastest.front()->strategy, relative_words(fast, less_fast),
                     sparing.front()->strategy, relative_words(more, least));
}

bool had_writes(const Contest& contest) {
  return std::ranges::any_of(contest.contenders(),
                             [](const PooledCells* each) { return each->window.writes.started > 0; });
}

void remark_on_ties(const Contest& contest, const Criterion& criterion, double value, ReportVerdict& verdict) {
  const std::string_view metric = criterion.metric;
  if (value != 0) return;
  if (metric == "requests.failed") verdict.remarks.emplace_back("No request failed.");
  if (metric == "stampede.redundant_loads") verdict.remarks.emplace_back("No strategy had a stampede.");
  if (metric == "writes.lost" && had_writes(contest)) verdict.remarks.emplace_back("No write was lost.");
}

void remark_on_limits(const Result& result, const Contest& contest, ReportVerdict& verdict) {
  if (!result.complete) {
    verdict.remarks.emplace_back("The run was interrupted: what is missing or cut short may change the verdict.");
  }
  if (result.shard) {
    verdict.remarks.push_back(
        fmt::format("This is {}: the other shards may change the verdict.", shard_words(*result.shard)));
  }
  for (const PooledCells* each : contest.cacheless()) {
    verdict.remarks.push_back(each->strategy + " caches nothing and takes no part in the contest.");
  }
  for (const PooledCells* each : contest.contenders()) {
    const std::uint64_t reads = each->window.reads.latency.count();
    if (reads / 100 >= kTailSamples || reads == 0) continue;
    verdict.remarks.push_back(
        fmt::format("{} had {} reads: fewer than {} of them lie beyond p99.", each->strategy, reads, kTailSamples));
  }
}

ReportVerdict verdict_on_one(const Contest& contest) {
  const PooledCells& only = *contest.contenders().front();
  ReportVerdict verdict;
  verdict.headline = fmt::format("{}: p99 read latency {}, {} store reads; there is nothing to compare it with.",
                                 only.strategy, Contest::text(kLatencies.front(), only), Contest::text(kLoad, only));
  return verdict;
}

}  // namespace

ReportVerdict verdict_on(const Result& result, std::span<const PooledCells> pooled) {
  const Contest contest(pooled);
  ReportVerdict verdict;
  if (contest.contenders().size() == 1) {
    verdict = verdict_on_one(contest);
  } else {
    Headline headline;
    for (const Criterion& criterion : contest.criteria()) {
      const auto ranking = contest.ranking(criterion);
      const std::size_t winners = contest.winners(criterion, ranking);
      if (ranking.empty()) continue;
      if (winners == ranking.size()) {
        remark_on_ties(contest, criterion, *Contest::value(criterion, *ranking.front()), verdict);
        continue;
      }
      verdict.points.push_back(point_of(contest, criterion, ranking, winners));
      if (2 * winners <= ranking.size()) headline.praise({ranking.data(), winners}, criterion);
    }
    verdict.headline = headline.text() + trade_off(contest);
    if (verdict.headline.empty()) verdict.headline = "The strategies cannot be told apart by what was measured.";
  }
  remark_on_limits(result, contest, verdict);
  return verdict;
}

namespace {

constexpr std::size_t kWorthCounting = 4;  // what decides fewer results than one in so many says little about all
constexpr std::size_t kMostOthers = 3;

// How often each strategy was best at one thing.
struct Wins {
  std::string label;
  std::vector<std::pair<std::string, std::size_t>> of;  // in order of appearance
  std::size_t contests = 0;
};

void count(std::vector<Wins>& all, const ReportVerdict::Point& point) {
  auto wins = std::ranges::find(all, point.label, &Wins::label);
  if (wins == all.end()) wins = all.insert(all.end(), Wins{point.label, {}, 0});
  ++wins->contests;
  for (const std::string& winner : point.winners) {
    auto known = std::ranges::find(wins->of, winner, &std::pair<std::string, std::size_t>::first);
    if (known == wins->of.end()) known = wins->of.insert(wins->of.end(), {winner, 0});
    ++known->second;
  }
}

}  // namespace

ReportVerdict verdict_on_all(std::span<const ResultSection> sections) {
  std::vector<Wins> all;
  for (const ResultSection& section : sections) {
    for (const ReportVerdict::Point& point : section.verdict.points) count(all, point);
  }
  ReportVerdict verdict;
  for (const Wins& wins : all) {
    if (wins.contests * kWorthCounting < sections.size()) continue;
    std::size_t most = 0;
    for (const auto& [winner, count] : wins.of) most = std::max(most, count);
    std::vector<std::string> best;
    std::vector<std::string> others;
    for (const auto& [winner, count] : wins.of) {
      if (count == most) best.push_back(winner);
      if (count < most) others.push_back(fmt::format("{} {}", winner, count));
    }
    const std::string rest = others.empty()                 ? ""
                             : others.size() <= kMostOthers ? "; " + listed(others)
                                                            : fmt::format("; {} others won the rest", others.size());
    verdict.points.push_back({wins.label, best, fmt::format("{} of {}{}.", most, wins.contests, rest)});
    const std::string_view label = wins.label;
    if (label != kLatencies.front().label && label != kLoad.label) continue;
    verdict.headline += fmt::format("{}Most often with the {}: {} ({} of {}).", verdict.headline.empty() ? "" : " ",
                                    label, listed(best), most, wins.contests);
  }
  if (verdict.headline.empty()) verdict.headline = "The results differ in nothing that decides.";
  return verdict;
}

}  // namespace stampede

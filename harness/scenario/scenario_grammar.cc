#include <utility>

#include "harness/scenario/grammar.h"
#include "harness/scenario/grammar_builder.h"
#include "harness/scenario/rules.h"
#include "harness/scenario/text_forms.h"

namespace stampede {
namespace {

using namespace grammar;
using enum OptionType;

constexpr const char* kLargestValue = "4294967295B";

GrammarNode rate(const char* help) {
  return with_example(scalar({"rate", kRate, "", help, "", "1G/s"}), "1000/s");
}

GrammarNode arrivals() {
  GrammarNode constant =
      map("constant", "evenly spaced requests, whatever happens to earlier ones",
          {rate("requests per time"),
           with_example(scalar({"interval", kDuration, "", "time between requests", "1ns", kLongest}), "7ms")});
  constant.either = {{"rate"}, {"interval"}};
  GrammarNode renewal = map("renewal", "independent gaps of any distribution",
                            {with_example(distribution("gap", "time between requests", kDuration, "1ns", kLongest),
                                          "{erlang: {shape: 2, mean: 1ms}}")});
  GrammarNode closed = map(
      "closed", "clients that think, ask and wait for the answer",
      {with_example(scalar({"clients", kCount, "", "number of clients", "1", "1M"}), "64"),
       with_example(with_default(distribution("think", "pause before each request", kDuration, "0s", kLongest), "0s"),
                    "10ms")});
  return with_example(
      one_of("arrivals", "kind of arrivals", "when requests come",
             {with_details(map("poisson", "independent requests at random instants", {rate("mean requests per time")}),
                           "gaps between requests are exponential with mean 1 / rate"),
              std::move(constant), std::move(renewal), std::move(closed)}),
      "{poisson: {rate: 1000/s}}");
}

GrammarNode keys() {
  const GrammarNode count = with_example(scalar({"count", kCount, "", "number of keys", "1", "1G"}), "100k");
  return with_example(
      one_of(
          "keys", "kind of keys", "which keys are asked for",
          {with_details(map("zipf", "a few popular keys, many rare ones",
                            {count, scalar({"exponent", kNumber, "0.99", "how unequal; 0 is uniform", "0", "10"})}),
                        "P(key of rank k) = k^-exponent / (1^-exponent + 2^-exponent + ... + count^-exponent)"),
           map("uniform", "all keys alike", {count}),
           map("hotspot", "a hot set",
               {count, with_example(scalar({"hot", kShare, "", "share of the keys that is hot", "0%", "100%"}), "1%"),
                with_example(scalar({"traffic", kShare, "", "share of the requests they get", "0%", "100%"}), "90%")}),
           map("single", "one key", {})}),
      "{zipf: {count: 100k, exponent: 0.99}}");
}

GrammarNode operations() {
  GrammarNode node = map("operations", "relative weights of the operations",
                         {scalar({"read", kDecimal, "0", "weight of reads", "0", "1M"}),
                          scalar({"write", kDecimal, "0", "weight of writes", "0", "1M"}),
                          scalar({"delete", kDecimal, "0", "weight of deletions", "0", "1M"})});
  node.rule = check_weights;
  return with_default(std::move(node), "{read: 1}");
}

GrammarNode column(const char* name, const char* help) {
  return with_example(optional(text(name, kNonEmptyForm, help)), name);
}

GrammarNode time_unit(const char* name, const char* help) {
  return scalar({.name = name, .type = kChoice, .default_text = "s", .help = help, .choices = {"s", "ms", "us", "ns"}});
}

GrammarNode words(const char* operation, const char* word) {
  const GrammarNode list_of_words =
      list(operation, "words of the file for this operation", text("", kNonEmptyForm, "a word of the file"));
  return with_example(with_default(list_of_words, "[]"), word);
}

GrammarNode columns() {
  GrammarNode key = text("key", kNonEmptyForm, "column of the key: its header name, or its number from 1");
  GrammarNode node = map("columns", "where a csv file keeps what",
                         {scalar({"header", kFlag, "true", "whether the first line names the columns"}),
                          with_example(std::move(key), "key"), column("time", "column of the time"),
                          time_unit("time_unit", "unit of the times"),
                          column("operation", "column of the operation; without it every record is a read"),
                          with_default(map("operations", "the file's words for each operation",
                                           {words("read", "[get]"), words("write", "[set]"), words("delete", "[del]")}),
                                       "{}"),
                          column("size", "column of the value's size in bytes"),
                          column("ttl", "column of the value's TTL"), time_unit("ttl_unit", "unit of the TTLs")});
  node.rule = check_columns;
  return with_example(optional(std::move(node)), "{key: key}");
}

GrammarNode trace() {
  GrammarNode node = map(
      "trace", "replays recorded traffic instead of arrivals, keys and operations",
      {with_example(text("file", kNonEmptyForm, "path, relative to the scenario file; may be gzip or zstd"),
                    "traffic.csv"),
       with_example(scalar({.name = "format",
                            .type = kChoice,
                            .default_text = "",
                            .help = "how the file is written",
                            .choices = {"csv", "oracle-general", "twitter"}}),
                    "csv"),
       with_default(text("rate", kSpeedForm, "recorded, a factor (x10) or a rate (5000/s)"), "recorded"), columns()});
  node.rule = check_trace;
  return node;
}

GrammarNode sample() {
  return with_details(
      scalar({"sample", kShare, "100%", "share of the keys whose requests are issued", "0.0001%", "100%"}),
      "all requests of a sampled key are issued, with the instants, numbers and luck they have in the whole traffic,\n"
      "and none of the others; a key is sampled if draw `key` of the seed's stream falls below the share: a larger\n"
      "sample holds a smaller one, and each repetition takes another, so that their spread shows the error\n"
      "scale capacity and concurrency by the same share; then, of the whole, misses = those of the sample / share\n"
      "Source: Waldspurger, Park, Garthwaite, Ahmad: Efficient MRC construction with SHARDS, FAST 2015.");
}

GrammarNode workload() {
  GrammarNode node =
      map("workload", "the traffic, the same for every strategy",
          {arrivals(), keys(), operations(), trace(),
           with_default(distribution("value_size", "size of a value", kSize, "1B", kLargestValue), "1KiB"),
           scalar({"max_in_flight", kCount, "1M", "requests under way at once; one more is dropped", "1", "1G"}),
           sample()});
  node.rule = check_sample;
  node.either = {{"arrivals", "keys", "operations"}, {"trace"}};
  return node;
}

GrammarNode eviction(const StrategyCatalogue& catalogue) {
  std::vector<GrammarNode> policies;
  for (const EvictionInfo& policy : catalogue.evictions) {
    std::vector<GrammarNode> options;
    for (const OptionSpec& option : policy.options) options.push_back(scalar(option));
    policies.push_back(with_details(map(policy.name, policy.summary, std::move(options)), policy.details));
    policies.back().needs_future = policy.needs_future;
  }
  return with_default(
      one_of("eviction", "eviction policy", "which entry goes when room is needed", std::move(policies)), "lru");
}

GrammarNode ttl_from() {
  return with_details(
      scalar({.name = "ttl_from",
              .type = kChoice,
              .default_text = "fill",
              .help = "when an entry's lifetime starts: with its fill, with its load or with each access",
              .choices = {"fill", "load", "access"}}),
      "fill: expiry = fill + TTL\n"
      "load: expiry = start of the load that brought the value + TTL; a value that has expired when it comes is "
      "handed\n"
      "to whoever waits for it, and is expired in the cache. A written value's TTL starts with its fill.\n"
      "access: a sliding TTL: expiry = fill + TTL, and each look-up that finds the value within its TTL sets\n"
      "expiry = now + TTL, jitter drawn anew. That look-up, and so an early refresh, goes by the expiry as it was.\n"
      "Source: expireAfterWrite and expireAfterAccess in Caffeine, GETEX in Redis.");
}

GrammarNode cache(const StrategyCatalogue& catalogue) {
  return with_default(
      map("cache", "the cache in front of the store",
          {with_default(text("capacity", kCapacityForm, "entries (50k), bytes (64MiB) or unlimited"), "unlimited"),
           eviction(catalogue), scalar({"ttl", kDurationOrNone, "none", "lifetime of an entry", "1ns", kLongest}),
           scalar({"jitter", kShare, "0%", "each entry's lifetime is shortened by up to this share", "0%", "100%"}),
           ttl_from(),
           with_default(distribution("latency", "time of a cache operation", kDuration, "0s", kLongest), "0s"),
           scalar(
               {"shared", kFlag, "false", "whether all instances share one cache, which survives a crash of theirs"})}),
      "{}");
}

GrammarNode store() {
  GrammarNode retries =
      map("retries", "further attempts after a failed one",
          {scalar({"max", kCount, "0", "attempts after the first", "0", "1k"}),
           with_default(distribution("backoff", "pause before the first of them", kDuration, "0s", kLongest), "0s"),
           scalar({"growth", kNumber, "1", "each further pause is so many times the one before", "1", "10"}),
           scalar({"jitter", kShare, "0%", "each pause is shortened by up to this share", "0%", "100%"})});
  return map(
      "store", "the slow thing behind the cache",
      {with_example(distribution("latency", "service time of a read", kDuration, "0s", kLongest), "5ms"),
       inheriting(distribution("write_latency", "service time of a write", kDuration, "0s", kLongest), "latency"),
       scalar({"concurrency", kCountOrUnlimited, "unlimited", "calls served at once", "1", "1M"}),
       scalar({"queue", kCountOrUnlimited, "unlimited", "calls allowed to wait; one more is rejected", "0", "1G"}),
       scalar(
           {"snapshot", kShare, "0%", "share of its service time after which a read sees its version", "0%", "100%"}),
       scalar({"timeout", kDurationOrNone, "none", "longest wait for one attempt", "1ns", kLongest}),
       scalar({"cancel_abandoned", kFlag, "false", "whether a call given up while queued leaves the queue"}),
       scalar({.name = "late_result",
               .type = kChoice,
               .default_text = "fill",
               .help = "what becomes of an answer after its timeout",
               .choices = {"fill", "discard"}}),
       with_default(std::move(retries), "{}"),
       scalar({"error_rate", kShare, "0%", "share of the calls that fail", "0%", "100%"})});
}

GrammarNode instances() {
  return with_details(
      scalar({"instances", kCount, "1", "equal processes of the service, each with its own guards and buffers", "1",
              "1k"}),
      "Each request goes to one of them, drawn uniformly by its number; each has its own strategy (guards, buffers,\n"
      "background work) and, unless 'cache.shared', its own cache of the given capacity. What the timeline does to\n"
      "cache or process, it does to all at once. Metrics of caches are sums over all of them.\n"
      "A guard within the process lets N instances run up to N loads of a key at a time. Removals and updates by one\n"
      "instance do not reach the caches of the others, which serve what they have until its TTL ends; buffered writes\n"
      "of one key may reach the store in another order than they were acknowledged, and the later one is lost.");
}

GrammarNode gate() {
  return with_example(
      with_default(with_details(list("gate", "conditions that 'stampede gate' checks on the result",
                                     text("", kNonEmptyForm, "a condition")),
                                "[STRATEGY:] METRIC[@PHASE] OP LIMIT, without a strategy for each of them\n"
                                "OP: <= < >= > == !=\n"
                                "LIMIT: a value with the metric's unit, or [SHARE of] METRIC, STRATEGY.METRIC or "
                                "baseline\n"
                                "read.latency.p99@brownout <= 250ms\n"
                                "locked: stampede.redundant_loads <= 1% of cache-aside.stampede.redundant_loads\n"
                                "store.reads <= 105% of baseline"),
                   "[]"),
      "[read.latency.p99 <= 250ms]");
}

}  // namespace

GrammarNode scenario_grammar(const StrategyCatalogue& catalogue) {
  GrammarNode clock = scalar({.name = "clock",
                              .type = kChoice,
                              .default_text = "virtual",
                              .help = "virtual: exact and repeatable; real: threads and timers",
                              .choices = {"virtual", "real"}});
  clock.unavailable_values = {"real"};
  GrammarNode duration = scalar({"duration", kDuration, "", "measured time; a trace may end before", "1ns", kLongest});
  GrammarNode root =
      map("", "a scenario",
          {scalar({"version", kCount, "1", "version of this grammar", "1", "1"}),
           with_example(text("name", kNameForm, "name in results and file names"), "reference"),
           with_default(scalar({"description", kText, "", "what the scenario shows"}), "''"), std::move(clock),
           scalar({"seed", kCount, "1", "number that all randomness springs from", "0", ""}),
           scalar({"repetitions", kCount, "1", "independent runs with seeds seed, seed+1, ...", "1", "1k"}),
           scalar({"warmup", kDuration, "0s", "time before the measured part", "0s", kLongest}),
           with_example(optional(std::move(duration)), "10m"), instances(), workload(), cache(catalogue), store(),
           timeline_grammar(),
           scalar({"intervals", kCount, "120", "parts of the measured time that results tell apart", "1", "10k"}),
           with_example(strategies_grammar(catalogue), "[cache-aside]"), gate()});
  root.rule = check_scenario;
  return root;
}

}  // namespace stampede

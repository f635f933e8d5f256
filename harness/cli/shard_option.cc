#include "harness/cli/shard_option.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "harness/base/quote.h"
#include "harness/base/units.h"

namespace stampede {

namespace {

constexpr std::uint64_t kMostShards = 100'000;
constexpr const char* kOurs = "STAMPEDE_SHARD";
constexpr const char* kForm = "write I/N, as 1/3 for the first of three, or auto";
constexpr const char* kSayIt = "say which shard this is: --shard I/N";

// The variables by which a job knows which of several it is. A name that is nullptr: there is no such variable.
struct Source {
  const char* index;
  std::uint64_t base;         // what the first job is called
  const char* base_variable;  // says so, where it is not always the same
  const char* step_variable;  // how far apart the names are, where that is not always 1
  const char* count;
};

constexpr std::array kSources = {
    Source{"CI_NODE_INDEX", 1, nullptr, nullptr, "CI_NODE_TOTAL"},                          // GitLab, Knapsack
    Source{"CIRCLE_NODE_INDEX", 0, nullptr, nullptr, "CIRCLE_NODE_TOTAL"},                  // CircleCI
    Source{"BUILDKITE_PARALLEL_JOB", 0, nullptr, nullptr, "BUILDKITE_PARALLEL_JOB_COUNT"},  // Buildkite
    Source{"SLURM_ARRAY_TASK_ID", 0, "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP", "SLURM_ARRAY_TASK_COUNT"},
    Source{"JOB_COMPLETION_INDEX", 0, nullptr, nullptr, nullptr},  // Kubernetes
};

// What a source says.
struct Answer {
  std::string variable;  // of the index
  std::uint64_t index;   // from 1
  std::optional<std::uint64_t> of;

  std::string words() const {
    return fmt::format("{} says shard {}{}", variable, index, of ? fmt::format(" of {}", *of) : "");
  }
};

// The way out; never leaves this file.
struct ShardRefusal {
  ShardProblem problem;
};

[[noreturn]] void refuse(std::string message, std::string advice) {
  throw ShardRefusal{{std::move(message), std::move(advice)}};
}

// Digits only: "1k" is a count as well, but nobody's shard.
std::optional<std::uint64_t> number_in(std::string_view text) {
  const Parsed<std::int64_t> count = parse_count(text);
  const bool digits = text.find_first_not_of("0123456789") == std::string_view::npos;
  return count.ok() && digits ? std::optional(static_cast<std::uint64_t>(count.value())) : std::nullopt;
}

// The number of shards at the end of `said`, a value of `where`.
std::uint64_t read_total(const std::string& where, const std::string& said, std::string_view text) {
  const std::optional<std::uint64_t> of = number_in(text);
  if (!of) refuse(fmt::format("{}: {} is no shard", where, in_quotes(said)), kForm);
  if (*of < 1) refuse(fmt::format("{}: {}: there is at least one shard", where, in_quotes(said)), kForm);
  if (*of <= kMostShards) return *of;
  refuse(fmt::format("{}: {}: there are at most {} shards", where, in_quotes(said), kMostShards),
         "a shard needs at least one cell, a strategy with a seed, to do anything");
}

Shard read_pair(const std::string& where, const std::string& said) {
  const std::size_t slash = said.find('/');
  const std::optional<std::uint64_t> index = number_in(std::string_view(said).substr(0, slash));
  const std::string start = fmt::format("{}: {}", where, in_quotes(said));
  if (!index || slash == std::string::npos) refuse(start + " is no shard", kForm);
  const std::uint64_t of = read_total(where, said, std::string_view(said).substr(slash + 1));
  if (*index < 1) refuse(start + ": shards are numbered from 1", fmt::format("the first is 1/{}", of));
  if (*index > of) refuse(start + ": there is no such shard", fmt::format("the last is {}/{}", of, of));
  return {*index, of};
}

// What the environment says. Empty variables are as good as none: scripts pass on what they do not have.
class Variables {
 public:
  explicit Variables(const ReadVariable& variable) : variable_(variable) {}

  std::optional<std::string> text(const char* name) const {
    const std::optional<std::string> value = name == nullptr ? std::nullopt : variable_(name);
    return value && !value->empty() ? value : std::nullopt;
  }

  std::vector<Answer> answers() const {
    std::vector<Answer> all;
    for (const Source& source : kSources) {
      if (text(source.index)) all.push_back(answer(source));
    }
    return all;
  }

 private:
  std::optional<std::uint64_t> number(const char* name) const {
    const std::optional<std::string> value = text(name);
    if (!value) return std::nullopt;
    const std::optional<std::uint64_t> number = number_in(*value);
    if (!number) refuse(fmt::format("{} is {}, which is no number", name, in_quotes(*value)), kSayIt);
    return number;
  }

  Answer answer(const Source& source) const {
    const std::uint64_t id = *number(source.index);
    const std::uint64_t base = number(source.base_variable).value_or(source.base);
    const std::uint64_t step = std::max<std::uint64_t>(1, number(source.step_variable).value_or(1));
    if (id < base || (id - base) % step != 0) {
      refuse(fmt::format("{} is {}, but jobs are numbered from {} in steps of {}", source.index, id, base, step),
             kSayIt);
    }
    const Answer answer{source.index, (id - base) / step + 1, number(source.count)};
    if (!answer.of || (answer.index <= *answer.of && *answer.of <= kMostShards)) return answer;
    refuse(fmt::format("{} is {}, but {} is {}", source.index, id, source.count, *answer.of),
           "number the jobs without gaps, or " + std::string(kSayIt));
  }

  const ReadVariable& variable_;
};

// One answer of all that are there.
Answer agreed(const std::vector<Answer>& answers) {
  Answer answer = answers.front();
  for (const Answer& other : answers) {
    const bool same_total = !answer.of || !other.of || *answer.of == *other.of;
    if (answer.index != other.index || !same_total) refuse(answer.words() + ", but " + other.words(), kSayIt);
    if (!answer.of) answer.of = other.of;
  }
  return answer;
}

[[noreturn]] void refuse_silence() {
  std::string looked_for = kOurs;
  for (const Source& source : kSources) looked_for.append(", ").append(source.index);
  refuse("--shard auto: the environment does not say which shard this is",
         fmt::format("set {}=I/N, or {}; looked for {}", kOurs, kSayIt, looked_for));
}

Shard read_environment(const std::string& said, std::optional<std::uint64_t> of, const ReadVariable& variable) {
  const Variables environment(variable);
  std::vector<Answer> answers;
  if (const auto ours = environment.text(kOurs)) {
    const Shard shard = read_pair(kOurs, *ours);
    answers.push_back({kOurs, shard.index, shard.of});
  } else {
    answers = environment.answers();
  }
  if (answers.empty()) refuse_silence();
  if (of) answers.push_back({"--shard " + said, answers.front().index, of});
  const Answer answer = agreed(answers);
  if (!answer.of) {
    refuse(fmt::format("{}, but nothing says of how many", answer.words()), "say it: --shard auto/N");
  }
  if (answer.index <= *answer.of) return {answer.index, *answer.of};
  refuse(
      fmt::format("{} says shard {}, but --shard {} says that there are {}", answer.variable, answer.index, said, *of),
      kSayIt);
}

}  // namespace

ReadVariable process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
}

std::variant<Shard, ShardProblem> read_shard(const std::string& text, const ReadVariable& variable) {
  constexpr std::string_view kAutoOf = "auto/";
  try {
    if (text == "auto") return read_environment(text, std::nullopt, variable);
    if (!text.starts_with(kAutoOf)) return read_pair("--shard", text);
    return read_environment(text, read_total("--shard", text, std::string_view(text).substr(kAutoOf.size())), variable);
  } catch (ShardRefusal& refusal) {
    return std::move(refusal.problem);
  }
}

}  // namespace stampede

#include "harness/cli/compare_record.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/results/file_labels.h"

namespace stampede {

namespace {

bool is_wanted(std::span<const std::string> wanted, const std::string& name) {
  return wanted.empty() || std::ranges::find(wanted, name) != wanted.end();
}

bool differs(const Difference& difference) {
  return difference.verdict != DifferenceVerdict::kEqual;
}

class Builder {
 public:
  Builder(std::span<const ResultInput> inputs, const std::string& phase, std::span<const Metric* const> metrics)
      : inputs_(inputs), metrics_(metrics) {
    std::vector<std::string> paths;
    for (const ResultInput& input : inputs) {
      paths.push_back(input.path);
      record_.files.push_back(&input);
    }
    record_.labels = file_labels(paths);
    record_.phase = phase;
    note_files();
  }

  // The first subject is the base; one alone is no group.
  void add_group(const std::string& title, std::span<const Subject> subjects) {
    if (subjects.size() < 2) return;
    DifferenceTable table = differences(subjects, record_.phase, metrics_);
    if (!table.with_more.empty()) {
      note(fmt::format("only seeds that all have are compared; {} {} more", fmt::join(table.with_more, ", "),
                       table.with_more.size() == 1 ? "has" : "have"));
    }
    if (!table.paired) note("no seed in common: differences between the seeds' traffic are among those shown");
    if (!table.equally_long) note("what was measured is not equally long: counts and totals are not judged");
    if (table.repetitions == 1 && is_real()) note("a single repetition with the real clock: its spread is not known");
    record_.groups.push_back({title, std::move(table)});
  }

  // What should be compared is not there.
  void lack(const std::string& text) {
    record_.partial = true;
    note(text);
  }

  const std::string& label(std::size_t file) const { return record_.labels[file]; }

  CompareRecord take() { return std::move(record_); }

 private:
  void note(const std::string& text) {
    if (std::ranges::find(record_.notes, text) == record_.notes.end()) record_.notes.push_back(text);
  }

  bool is_real() const {
    return std::ranges::any_of(inputs_, [](const ResultInput& input) { return input.result->clock == "real"; });
  }

  void note_files() {
    const Result& first = *inputs_.front().result;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const Result& result = *inputs_[i].result;
      if (!result.complete) lack(fmt::format("{} is incomplete: interrupted before the end", label(i)));
      if (const auto shard = shard_note(label(i), result)) lack(*shard);
      if (i == 0) continue;
      if (result.tool_version != first.tool_version) note("the results come from different versions of stampede");
      if (result.clock != first.clock) note("one result has the virtual clock, another the real one");
      if (result.scenario_digest == first.scenario_digest) continue;
      record_.scenarios.push_back({label(i), scenario_changes(first.scenario_json, result.scenario_json)});
    }
  }

  std::span<const ResultInput> inputs_;
  std::span<const Metric* const> metrics_;
  CompareRecord record_;
};

const PooledCells* find_strategy(const ResultInput& input, const std::string& name) {
  const auto found = std::ranges::find(input.pooled, name, &PooledCells::strategy);
  return found == input.pooled.end() ? nullptr : &*found;
}

}  // namespace

CompareRecord compare_within(const ResultInput& input, std::span<const std::string> strategies,
                             const std::string& reference, const std::string& phase,
                             std::span<const Metric* const> metrics) {
  Builder builder({&input, 1}, phase, metrics);
  std::vector<Subject> subjects = {{reference, find_strategy(input, reference)}};
  for (const PooledCells& pooled : input.pooled) {
    if (pooled.strategy == reference || !is_wanted(strategies, pooled.strategy)) continue;
    if (has_phase(pooled, phase)) {
      subjects.push_back({pooled.strategy, &pooled});
    } else {
      builder.lack(fmt::format("{} has no phase '{}'", pooled.strategy, phase));
    }
  }
  builder.add_group("", subjects);
  return builder.take();
}

CompareRecord compare_across(std::span<const ResultInput> inputs, std::span<const std::string> strategies,
                             const std::string& phase, std::span<const Metric* const> metrics) {
  Builder builder(inputs, phase, metrics);
  for (const PooledCells& base : inputs.front().pooled) {
    if (!is_wanted(strategies, base.strategy)) continue;
    std::vector<Subject> subjects;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const PooledCells* pooled = find_strategy(inputs[i], base.strategy);
      if (pooled == nullptr) {
        builder.lack(fmt::format("{} has no strategy '{}'", builder.label(i), base.strategy));
      } else if (!has_phase(*pooled, phase)) {
        builder.lack(fmt::format("{}: '{}' has no phase '{}'", builder.label(i), base.strategy, phase));
        if (i == 0) break;  // nothing to compare the others with
      } else {
        subjects.push_back({builder.label(i), pooled});
      }
    }
    builder.add_group(base.strategy, subjects);
  }
  for (std::size_t i = 1; i < inputs.size(); ++i) {
    for (const PooledCells& pooled : inputs[i].pooled) {
      const bool known = find_strategy(inputs.front(), pooled.strategy) != nullptr;
      if (known || !is_wanted(strategies, pooled.strategy)) continue;
      builder.lack(fmt::format("{} has no strategy '{}'", builder.label(0), pooled.strategy));
    }
  }
  return builder.take();
}

void keep_changes(CompareRecord& record) {
  for (ComparedGroup& group : record.groups) {
    std::erase_if(group.table.rows,
                  [](const DifferenceRow& row) { return std::ranges::none_of(row.differences, differs); });
  }
  std::erase_if(record.groups, [](const ComparedGroup& group) { return group.table.rows.empty(); });
}

std::size_t count_of(const CompareRecord& record, DifferenceVerdict verdict) {
  std::size_t count = 0;
  for (const ComparedGroup& group : record.groups) {
    for (const DifferenceRow& row : group.table.rows) {
      count += static_cast<std::size_t>(std::ranges::count(row.differences, verdict, &Difference::verdict));
    }
  }
  return count;
}

}  // namespace stampede

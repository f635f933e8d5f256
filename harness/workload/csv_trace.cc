// The `csv` format: columns of the user's choice.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "harness/base/check.h"
#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/workload/byte_source.h"
#include "harness/workload/csv_records.h"
#include "harness/workload/field_values.h"
#include "harness/workload/key_interner.h"
#include "harness/workload/trace_error.h"
#include "harness/workload/trace_reader.h"

namespace stampede {
namespace {

struct Column {
  static constexpr std::size_t kAbsent = std::numeric_limits<std::size_t>::max();

  std::string name;  // as the user wrote it: a name or a number
  std::size_t index = kAbsent;

  bool present() const { return index != kAbsent; }
};

std::size_t index_by_name(const CsvRecords& records, const std::string& name) {
  const auto& fields = records.fields();
  const auto found = std::find(fields.begin(), fields.end(), name);
  if (found == fields.end()) {
    const std::vector<std::string> names(fields.begin(), fields.end());
    records.fail(fmt::format("the header has no column {}{}; name one of its columns in 'columns'", in_quotes(name),
                             did_you_mean(name, names)));
  }
  if (std::find(found + 1, fields.end(), name) != fields.end()) {
    records.fail(fmt::format("the header has column {} twice: rename one of them", in_quotes(name)));
  }
  return static_cast<std::size_t>(found - fields.begin());
}

std::size_t index_by_number(const CsvRecords& records, const std::string& number) {
  constexpr std::uint64_t kMaxColumns = LineReader::kMaxLine;
  const auto parsed = parse_field_number(number, kMaxColumns);
  if (parsed.value_or(0) == 0) {
    throw TraceError(TraceError::Kind::kContent,
                     fmt::format("{}: error: {} is no column number: without a header, columns are numbered from 1",
                                 records.path(), in_quotes(number)));
  }
  return *parsed - 1;
}

const char* word_for(Operation operation) {
  switch (operation) {
    case Operation::kRead:
      return "read";
    case Operation::kWrite:
      return "write";
    case Operation::kDelete:
      return "delete";
  }
  STAMPEDE_CHECK(false);
}

std::string list_of(const std::map<std::string, Operation>& operations) {
  std::vector<std::string> words;
  for (const auto& [word, operation] : operations) words.push_back(in_quotes(word) + " is " + word_for(operation));
  return words.empty() ? "no word is" : fmt::format("{}", fmt::join(words, ", "));
}

class CsvTraceReader final : public TraceReader {
 public:
  explicit CsvTraceReader(const TraceSpec& spec)
      : columns_(spec.columns), records_(LineReader(spec.file, open_byte_source(spec.file))) {
    if (columns_.header && !records_.next()) return;
    key_ = find_column(columns_.key);
    time_ = find_column(columns_.time);
    operation_ = find_column(columns_.operation);
    size_ = find_column(columns_.size);
    ttl_ = find_column(columns_.ttl);
    STAMPEDE_CHECK(key_.present());
  }

  bool next(TraceRecord& record) override {
    if (!records_.next()) return false;
    record = TraceRecord();
    record.key = key();
    if (time_.present()) read_time(record);
    if (operation_.present()) record.operation = operation();
    if (size_.present()) record.size = size();
    if (ttl_.present()) record.ttl = ttl();
    return true;
  }

  Key key_count() const override { return keys_.count(); }

 private:
  Column find_column(const std::string& name) const {
    if (name.empty()) return {};
    return {name, columns_.header ? index_by_name(records_, name) : index_by_number(records_, name)};
  }

  std::string_view field(const Column& column) const {
    const auto& fields = records_.fields();
    if (column.index >= fields.size()) fail_missing(column);
    return fields[column.index];
  }

  [[noreturn, gnu::cold]] void fail_missing(const Column& column) const {
    const std::size_t count = records_.fields().size();
    const std::string place = columns_.header ? fmt::format("column {} ({})", column.index + 1, in_quotes(column.name))
                                              : fmt::format("column {}", column.index + 1);
    records_.fail(fmt::format("{} is missing, the line has {} column{}: complete or remove the line", place, count,
                              count == 1 ? "" : "s"));
  }

  Key key() {
    const std::string_view text = field(key_);
    if (text.empty()) records_.fail("the key is empty: give it a name or remove the line");
    const std::optional<Key> key = keys_.intern(text);
    if (!key) records_.fail(std::string(kTooManyKeys));
    return *key;
  }

  void read_time(TraceRecord& record) const {
    const std::string_view text = field(time_);
    const auto time = parse_field_time(text, columns_.time_unit);
    if (!time) {
      records_.fail(fmt::format("{} is no time such as 17 or 17.25: correct it, or check 'columns'", in_quotes(text)));
    }
    record.time = time->at;
    record.time_unit = time->unit;
  }

  Operation operation() const {
    const std::string_view word = field(operation_);
    const auto found = columns_.operations.find(std::string(word));
    if (found == columns_.operations.end()) {
      records_.fail(fmt::format("unknown operation {}; {}: add the word to 'operations'", in_quotes(word),
                                list_of(columns_.operations)));
    }
    return found->second;
  }

  Bytes size() const {
    const std::string_view text = field(size_);
    const auto size = parse_field_number(text, kMaxTraceSize);
    if (!size) {
      records_.fail(
          fmt::format("{} is no size in whole bytes up to 1 TiB: correct it, or check 'columns'", in_quotes(text)));
    }
    return *size;
  }

  Duration ttl() const {
    const std::string_view text = field(ttl_);
    const auto ttl = parse_field_time(text, columns_.ttl_unit);
    if (!ttl) {
      records_.fail(fmt::format("{} is no TTL such as 60 or 0.5: correct it, or check 'columns'", in_quotes(text)));
    }
    return ttl->at;
  }

  TraceSpec::Columns columns_;
  CsvRecords records_;
  KeyInterner keys_;
  Column key_, time_, operation_, size_, ttl_;
};

}  // namespace

std::unique_ptr<TraceReader> make_csv_reader(const TraceSpec& spec) {
  return std::make_unique<CsvTraceReader>(spec);
}

}  // namespace stampede

// The `twitter` format: github.com/twitter/cache-trace, one request a line without a header:
//   timestamp (s), anonymised key, key size, value size, client id, operation, TTL (s; 0 if the request is no write)
// The size of the value is what counts. A key may hold commas: the other fields never do.
#include <fmt/format.h>

#include <array>
#include <limits>
#include <utility>

#include "harness/base/quote.h"
#include "harness/workload/byte_source.h"
#include "harness/workload/field_values.h"
#include "harness/workload/key_interner.h"
#include "harness/workload/line_reader.h"
#include "harness/workload/trace_error.h"
#include "harness/workload/trace_reader.h"

namespace stampede {
namespace {

struct OperationWord {
  std::string_view word;
  Operation operation;
};

constexpr std::array<OperationWord, 11> kOperationWords = {{
    {"get", Operation::kRead},
    {"gets", Operation::kRead},
    {"set", Operation::kWrite},
    {"add", Operation::kWrite},
    {"cas", Operation::kWrite},
    {"replace", Operation::kWrite},
    {"append", Operation::kWrite},
    {"prepend", Operation::kWrite},
    {"incr", Operation::kWrite},
    {"decr", Operation::kWrite},
    {"delete", Operation::kDelete},
}};

struct Fields {
  std::string_view time, key, value_size, operation, ttl;
};

// Cuts the last field off `line`; false if there is no comma before it.
bool cut_last(std::string_view& line, std::string_view& field) {
  const std::size_t comma = line.rfind(',');
  if (comma == std::string_view::npos) return false;
  field = line.substr(comma + 1);
  line = line.substr(0, comma);
  return true;
}

bool split(std::string_view line, Fields& fields) {
  const std::size_t comma = line.find(',');
  if (comma == std::string_view::npos) return false;
  fields.time = line.substr(0, comma);
  fields.key = line.substr(comma + 1);
  std::string_view client, key_size;
  return cut_last(fields.key, fields.ttl) && cut_last(fields.key, fields.operation) && cut_last(fields.key, client) &&
         cut_last(fields.key, fields.value_size) && cut_last(fields.key, key_size);
}

class TwitterTraceReader final : public TraceReader {
 public:
  explicit TwitterTraceReader(const TraceSpec& spec) : lines_(spec.file, open_byte_source(spec.file)) {}

  bool next(TraceRecord& record) override {
    std::string_view line;
    if (!lines_.next(line)) return false;
    Fields fields;
    if (!split(line, fields)) {
      lines_.fail(
          "the line is not 'time,key,key size,value size,client,operation,TTL': complete or remove it, or check "
          "'format'");
    }
    record.key = key(fields.key);
    record.time = seconds(fields.time, "time");
    record.time_unit = kSecond;
    record.operation = operation(fields.operation);
    record.size = size(fields.value_size);
    record.ttl = seconds(fields.ttl, "TTL");
    return true;
  }

  Key key_count() const override { return keys_.count(); }

 private:
  Key key(std::string_view text) {
    if (text.empty()) lines_.fail("the key is empty: give it a name or remove the line");
    const std::optional<Key> key = keys_.intern(text);
    if (!key) lines_.fail(std::string(kTooManyKeys));
    return *key;
  }

  Duration seconds(std::string_view text, const char* what) const {
    const auto seconds = parse_field_number(text, static_cast<std::uint64_t>((kNever - 1) / kSecond));
    if (!seconds) {
      lines_.fail(fmt::format("{} is no {} in whole seconds: correct it, or check 'format'", in_quotes(text), what));
    }
    return static_cast<Duration>(*seconds) * kSecond;
  }

  Bytes size(std::string_view text) const {
    const auto size = parse_field_number(text, kMaxTraceSize);
    if (!size) {
      lines_.fail(fmt::format("{} is no value size in whole bytes up to 1 TiB: correct it, or check 'format'",
                              in_quotes(text)));
    }
    return *size;
  }

  Operation operation(std::string_view word) const {
    for (const OperationWord& known : kOperationWords) {
      if (known.word == word) return known.operation;
    }
    lines_.fail(fmt::format(
        "unknown operation {}; known are get, gets, set, add, cas, replace, append, prepend, incr, decr and delete: "
        "correct it, or check 'format'",
        in_quotes(word)));
  }

  LineReader lines_;
  KeyInterner keys_;
};

}  // namespace

std::unique_ptr<TraceReader> make_twitter_reader(const TraceSpec& spec) {
  return std::make_unique<TwitterTraceReader>(spec);
}

}  // namespace stampede

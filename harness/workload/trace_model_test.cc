// Each trace reader beside a second one that takes the whole file at once and knows no speed: the same records of
// random files, plain and compressed.

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "harness/base/quantity.h"
#include "harness/base/random.h"
#include "harness/workload/trace_testing.h"

namespace stampede {
namespace {

using Records = std::vector<TraceRecord>;
using Row = std::vector<std::string>;

// Keys in the order of their first appearance.
class NaiveKeys {
 public:
  Key operator[](const std::string& text) {
    return numbers_.emplace(text, static_cast<Key>(numbers_.size())).first->second;
  }

 private:
  std::map<std::string, Key> numbers_;
};

// A decimal number of `unit`, cut to whole nanoseconds, and the value of its last digit, at least one nanosecond.
std::pair<Instant, Duration> naive_time(const std::string& text, Duration unit) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string fraction = point == text.size() ? "" : text.substr(point + 1);
  Int128 nanoseconds = 0;
  for (const char digit : text.substr(0, point) + fraction) nanoseconds = nanoseconds * 10 + (digit - '0');
  nanoseconds *= unit;
  Duration last_digit = unit;
  for (std::size_t i = 0; i < fraction.size(); ++i) {
    nanoseconds /= 10;
    last_digit /= 10;
  }
  return {static_cast<Instant>(nanoseconds), std::max<Duration>(last_digit, 1)};
}

// RFC 4180 by the letter: a state for "inside quotes", and nothing else.
std::vector<Row> naive_csv(const std::string& text) {
  std::vector<Row> rows = {{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string& field = rows.back().back();
    if (quoted && text.compare(i, 2, "\"\"") == 0) {
      field += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (quoted) {
      field += c;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\n') {
      rows.push_back({""});
    } else if (c != '\r') {
      field += c;
    }
  }
  rows.pop_back();  // behind the last line feed
  return rows;
}

Records naive_csv_records(const std::string& text, const TraceSpec::Columns& columns) {
  std::vector<Row> rows = naive_csv(text);
  std::map<std::string, std::size_t> at;
  for (std::size_t i = 0; i < rows.front().size(); ++i) at[rows.front()[i]] = i;
  Records records;
  NaiveKeys keys;
  for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
    const auto field = [&](const std::string& name) { return (*row)[at.at(name)]; };
    const auto [time, unit] = naive_time(field(columns.time), columns.time_unit);
    records.push_back({.time = time,
                       .time_unit = unit,
                       .size = std::stoull(field(columns.size)),
                       .ttl = naive_time(field(columns.ttl), columns.ttl_unit).first,
                       .key = keys[field(columns.key)],
                       .operation = columns.operations.at(field(columns.operation))});
  }
  return records;
}

Records naive_twitter_records(const std::string& text) {
  static const std::regex kLine("([0-9]+),(.*),([0-9]+),([0-9]+),([0-9]+),([a-z]+),([0-9]+)");
  Records records;
  NaiveKeys keys;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch part;
    if (!std::regex_match(line, part, kLine)) ADD_FAILURE() << line;
    const std::string word = part[6];
    const bool read = word == "get" || word == "gets";
    records.push_back({.time = std::stoll(part[1]) * kSecond,
                       .time_unit = kSecond,
                       .size = std::stoull(part[4]),
                       .ttl = std::stoll(part[7]) * kSecond,
                       .key = keys[part[2]],
                       .operation = read               ? Operation::kRead
                                    : word == "delete" ? Operation::kDelete
                                                       : Operation::kWrite});
  }
  return records;
}

std::uint64_t little_endian(const std::string& text, std::size_t at, int bytes) {
  std::uint64_t number = 0;
  for (int i = bytes; i-- > 0;)
    number = number << 8 | static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
  return number;
}

Records naive_oracle_records(const std::string& text) {
  Records records;
  NaiveKeys keys;
  for (std::size_t at = 0; at < text.size(); at += 24) {
    records.push_back({.time = static_cast<Instant>(little_endian(text, at, 4)) * kSecond,
                       .time_unit = kSecond,
                       .size = little_endian(text, at + 12, 4),
                       .ttl = 0,
                       .key = keys[std::to_string(little_endian(text, at + 4, 8))],
                       .operation = Operation::kRead});
  }
  return records;
}

// Draws what stands in a file.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(RandomStream(seed, "trace")) {}

  std::uint64_t operator()(std::uint64_t bound) { return below(random_.next(), bound); }
  bool chance(std::uint64_t percent) { return (*this)(100) < percent; }

  // Numbers, numbers with a zero in front, and texts of every sort.
  std::string key() {
    if (chance(40)) return std::to_string((*this)(50));
    if (chance(10)) return fmt::format("0{}", (*this)(50));
    constexpr std::string_view kCharacters = "ab7_:,\"\n ";
    std::string text(1, 'k');
    for (std::uint64_t left = (*this)(6); left > 0; --left) text += kCharacters[(*this)(kCharacters.size())];
    return text;
  }
  // Of every magnitude.
  std::uint64_t number(int bits) {
    return random_.next() >> (64 - static_cast<int>((*this)(static_cast<std::uint64_t>(bits)) + 1));
  }
  std::string decimal() {
    std::string text = std::to_string(number(30));
    if (chance(50)) text += fmt::format(".{}", number(40));
    return text;
  }
  std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos && !chance(20)) return text;
    std::string doubled;
    for (const char c : text) doubled.append(c == '"' ? 2 : 1, c);
    return fmt::format("\"{}\"", doubled);
  }

 private:
  RandomSequence random_;
};

const TraceSpec::Columns kColumns = {
    .key = "key",
    .time = "at",
    .time_unit = kMillisecond,
    .operation = "op",
    .operations = {{"GET", Operation::kRead}, {"PUT", Operation::kWrite}, {"DEL", Operation::kDelete}},
    .size = "bytes",
    .ttl = "ttl",
    .ttl_unit = kSecond};

std::string random_csv(Draw& draw, std::uint64_t lines) {
  std::string text = "other,ttl,key,op,at,bytes\n";
  constexpr const char* kWords[] = {"GET", "PUT", "DEL"};
  for (; lines > 0; --lines) {
    const Row row = {draw.key(),      draw.decimal(), draw.key(),
                     kWords[draw(3)], draw.decimal(), std::to_string(draw.number(40))};
    for (const std::string& field : row) text.append(draw.csv_field(field)).append(1, ',');
    text.pop_back();
    text.append(draw.chance(10) ? "\r\n" : "\n");
  }
  return text;
}

std::string random_twitter(Draw& draw, std::uint64_t lines) {
  constexpr const char* kWords[] = {"get",    "gets",    "set",  "add",  "cas",   "replace",
                                    "append", "prepend", "incr", "decr", "delete"};
  std::string text;
  for (; lines > 0; --lines) {
    std::string key = draw.key();
    std::erase(key, '\n');
    text += fmt::format("{},{},{},{},{},{},{}\n", draw.number(32), key, key.size(), draw.number(40), draw(100),
                        kWords[draw(std::size(kWords))], draw.number(30));
  }
  return text;
}

std::string random_oracle(Draw& draw, std::uint64_t records) {
  std::string text;
  for (; records > 0; --records) {
    text += oracle_record(static_cast<std::uint32_t>(draw.number(32)), draw.chance(50) ? draw(30) : draw.number(64),
                          static_cast<std::uint32_t>(draw.number(32)));
  }
  return text;
}

// Plain, compressed, and compressed in two pieces, as `cat a.gz b.gz` makes them.
void expect_records(const std::string& text, TraceSpec spec, const Records& expected, Draw& draw) {
  const std::size_t cut = draw(text.size() + 1);
  const std::string head = text.substr(0, cut);
  const std::string tail = text.substr(cut);
  for (const std::string& content : {text, gzip(text), zstd(text), gzip(head) + gzip(tail), zstd(head) + zstd(tail)}) {
    const TemporaryFile file(content);
    spec.file = file.path();
    ASSERT_EQ(read_records(spec), expected) << text;
  }
}

constexpr std::uint64_t kFiles = 60;

// Short files, and some that are longer than any buffer.
std::uint64_t length_of(std::uint64_t file) {
  return file % 20 == 0 ? 20'000 : 1 + file;
}

TEST(TraceModel, CsvIsReadAsByANaiveParser) {
  for (std::uint64_t file = 0; file < kFiles && !::testing::Test::HasFatalFailure(); ++file) {
    Draw draw(file);
    const std::string text = random_csv(draw, length_of(file));
    expect_records(text, {.format = TraceSpec::Format::kCsv, .columns = kColumns}, naive_csv_records(text, kColumns),
                   draw);
  }
}

TEST(TraceModel, TwitterIsReadAsByANaiveParser) {
  for (std::uint64_t file = 0; file < kFiles && !::testing::Test::HasFatalFailure(); ++file) {
    Draw draw(file);
    const std::string text = random_twitter(draw, length_of(file));
    expect_records(text, {.format = TraceSpec::Format::kTwitter}, naive_twitter_records(text), draw);
  }
}

TEST(TraceModel, OracleGeneralIsReadAsByANaiveParser) {
  for (std::uint64_t file = 0; file < kFiles && !::testing::Test::HasFatalFailure(); ++file) {
    Draw draw(file);
    const std::string text = random_oracle(draw, length_of(file));
    expect_records(text, {.format = TraceSpec::Format::kOracleGeneral}, naive_oracle_records(text), draw);
  }
}

}  // namespace
}  // namespace stampede

#include "harness/workload/csv_records.h"

#include <cstring>

namespace stampede {

bool CsvRecords::next() {
  std::string_view line;
  if (!lines_.next(line)) return false;
  line_ = lines_.number();
  if (std::memchr(line.data(), '"', line.size()) == nullptr) {
    split_plain(line);
  } else {
    split_quoted(line);
  }
  return true;
}

void CsvRecords::split_plain(std::string_view line) {
  fields_.clear();
  const char* begin = line.data();
  const char* const end = begin + line.size();
  for (const char* at = begin; at != end; ++at) {
    if (*at != ',') continue;
    fields_.emplace_back(begin, static_cast<std::size_t>(at - begin));
    begin = at + 1;
  }
  fields_.emplace_back(begin, static_cast<std::size_t>(end - begin));
}

void CsvRecords::split_quoted(std::string_view line) {
  unquoted_.clear();
  ends_.clear();
  Place place = scan(line, Place::kFieldStart);
  while (place == Place::kQuoted) {
    unquoted_ += '\n';
    if (unquoted_.size() > LineReader::kMaxLine) fail("the record is longer than 1 MiB: is its quote ever closed?");
    if (!lines_.next_raw(line)) fail("a quoted field is not closed: add the closing '\"' or remove the opening one");
    place = scan(line, place);
  }
  end_field();
  fields_.clear();
  std::size_t begin = 0;
  for (const std::size_t end : ends_) {
    fields_.emplace_back(unquoted_.data() + begin, end - begin);
    begin = end;
  }
}

// Appends the fields of a line to those of the record, and returns where in its last field the line ends.
CsvRecords::Place CsvRecords::scan(std::string_view line, Place place) {
  for (const char c : line) {
    if (place == Place::kQuoted) {
      if (c == '"') {
        place = Place::kQuoteInQuoted;
      } else {
        unquoted_ += c;
      }
    } else if (place == Place::kFieldStart && c == '"') {
      place = Place::kQuoted;
    } else if (place == Place::kQuoteInQuoted && c == '"') {
      unquoted_ += c;
      place = Place::kQuoted;
    } else if (c == ',') {
      end_field();
      place = Place::kFieldStart;
    } else if (place == Place::kQuoteInQuoted) {
      fail("text follows the closing quote of a field: double the quotes inside a quoted field");
    } else {
      unquoted_ += c;
      place = Place::kPlain;
    }
  }
  return place;
}

void CsvRecords::end_field() {
  ends_.push_back(unquoted_.size());
}

}  // namespace stampede

#include "harness/workload/line_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/base/random.h"
#include "harness/workload/trace_testing.h"

namespace stampede {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text, std::size_t piece = 4096) {
  LineReader reader("FILE", bytes_of(text, piece));
  Lines lines;
  std::string_view line;
  while (reader.next(line)) {
    lines.emplace_back(line);
    EXPECT_EQ(reader.number(), lines.size());
  }
  EXPECT_FALSE(reader.next(line)) << "the end stays the end";
  return lines;
}

std::string line_error(const std::string& text) {
  return error_of("", [&] { lines_of(text); });
}

TEST(LineReader, LinesEndWithLfOrCrLfAndTheLastOneNeedsNoEnd) {
  EXPECT_EQ(lines_of(""), Lines());
  EXPECT_EQ(lines_of("a"), Lines({"a"}));
  EXPECT_EQ(lines_of("a\nb"), Lines({"a", "b"}));
  EXPECT_EQ(lines_of("a\r\nb\r\n"), Lines({"a", "b"}));
  EXPECT_EQ(lines_of("a\r\nb\r"), Lines({"a", "b"}));
  EXPECT_EQ(lines_of("a\rb\n"), Lines({"a\rb"}));
}

TEST(LineReader, EmptyLinesAtTheEndAreNoLines) {
  EXPECT_EQ(lines_of("\n"), Lines());
  EXPECT_EQ(lines_of("a\n\n\r\n\n"), Lines({"a"}));
}

TEST(LineReader, AnEmptyLineBeforeOthersIsAnError) {
  EXPECT_EQ(line_error("a\n\n\nb\n"), "FILE:2: error: the line is empty, but records follow: remove it");
}

TEST(LineReader, AByteOrderMarkIsSkippedAtTheBeginningOnly) {
  EXPECT_EQ(lines_of("\xef\xbb\xbfkey\n\xef\xbb\xbf"), Lines({"key", "\xef\xbb\xbf"}));
  EXPECT_EQ(lines_of("\xef\xbb\xbfkey\n", 1), Lines({"key"}));
  EXPECT_EQ(lines_of("\xef\xbb", 1), Lines({"\xef\xbb"}));
}

TEST(LineReader, ANulByteIsAnErrorOfItsLine) {
  const std::string nul(1, '\0');
  const std::string error =
      " error: the line has a NUL byte: is the file binary, or UTF-16? Set 'format' accordingly or convert it to UTF-8";
  EXPECT_EQ(line_error("a\nb\nc" + nul + "d\n"), "FILE:3:" + error);
  EXPECT_EQ(line_error("a\n" + nul), "FILE:2:" + error);
}

TEST(LineReader, ALineOfOneMebibyteIsRead) {
  const std::string line(LineReader::kMaxLine, 'x');
  EXPECT_EQ(lines_of("a\n" + line + "\nb\n"), Lines({"a", line, "b"}));
}

TEST(LineReader, ALongerLineIsAnErrorHoweverItEnds) {
  const std::string line(LineReader::kMaxLine + 1, 'x');
  const std::string error = "FILE:2: error: the line is longer than 1 MiB: is this a text file with one record a line?";
  EXPECT_EQ(line_error("a\n" + line + "\nb\n"), error);
  EXPECT_EQ(line_error("a\n" + line), error);
  EXPECT_EQ(line_error("a\n" + line + std::string(5'000'000, 'x')), error);
}

TEST(LineReader, PiecesOfAnySizeGiveTheSameLines) {
  const RandomStream random(3, "lines");
  Lines lines;
  std::string text;
  for (std::uint64_t i = 0; i < 2'000; ++i) {
    // Mostly short, at times longer than a block.
    const std::size_t size = 1 + below(random.at(i, 0), below(random.at(i, 1), 200) == 0 ? 700'000 : 60);
    lines.emplace_back(size, static_cast<char>('a' + below(random.at(i, 2), 26)));
    text += lines.back() + (below(random.at(i, 3), 2) == 0 ? "\n" : "\r\n");
  }
  for (const std::size_t piece : {std::size_t{977}, std::size_t{65'536}, text.size()}) {
    EXPECT_EQ(lines_of(text, piece), lines) << piece;
  }
}

}  // namespace
}  // namespace stampede

#include "harness/workload/byte_source.h"

#include <gtest/gtest.h>

#include <span>
#include <string>

#include "harness/base/random.h"
#include "harness/workload/trace_testing.h"

namespace stampede {
namespace {

std::string read_all(const std::string& path, std::size_t buffer_size = 1000) {
  const auto bytes = open_byte_source(path);
  std::string buffer(buffer_size, '\0');
  std::string all;
  while (const std::size_t count = bytes->read(buffer)) all.append(buffer, 0, count);
  EXPECT_EQ(bytes->read(buffer), 0u) << "the end stays the end";
  return all;
}

std::string read_content(const std::string& content, std::size_t buffer_size = 1000) {
  return read_all(TemporaryFile(content).path(), buffer_size);
}

std::string read_error(const std::string& content) {
  const TemporaryFile file(content);
  return error_of(file.path(), [&] { read_all(file.path()); });
}

// Half of it compresses well, half not at all; longer than any buffer inside.
std::string long_text() {
  const RandomStream random(7, "text");
  std::string text(400'000, 'x');
  for (std::size_t i = 0; i < text.size() / 2; ++i) text[i] = static_cast<char>(random.at(i));
  text[0] = 'k';
  return text;
}

TEST(ByteSource, APlainFileIsReadAsItIs) {
  EXPECT_EQ(read_content(""), "");
  EXPECT_EQ(read_content("k"), "k");
  EXPECT_EQ(read_content("key\n17\n"), "key\n17\n");
  EXPECT_EQ(read_content("key\n17\n", 1), "key\n17\n");
  EXPECT_EQ(read_content(long_text()), long_text());
}

TEST(ByteSource, TheFirstBytesTellTheCompressionNotTheName) {
  const TemporaryFile gz(gzip("key\n17\n"), "trace.csv");
  EXPECT_EQ(read_all(gz.path()), "key\n17\n");
  const TemporaryFile zst(zstd("key\n17\n"), "trace.gz");
  EXPECT_EQ(read_all(zst.path()), "key\n17\n");
  const TemporaryFile plain("key\n17\n", "trace.zst");
  EXPECT_EQ(read_all(plain.path()), "key\n17\n");
}

TEST(ByteSource, CompressedDataOfAnyLengthComesBackWhole) {
  for (const std::size_t buffer_size : {1u, 999u, 3'000'000u}) {
    EXPECT_EQ(read_content(gzip(long_text()), buffer_size), long_text()) << buffer_size;
    EXPECT_EQ(read_content(zstd(long_text()), buffer_size), long_text()) << buffer_size;
  }
  EXPECT_EQ(read_content(gzip("")), "");
  EXPECT_EQ(read_content(zstd("")), "");
}

TEST(ByteSource, MembersAndFramesInARowAreOneStream) {
  EXPECT_EQ(read_content(gzip("one ") + gzip("") + gzip("two ") + gzip("three")), "one two three");
  EXPECT_EQ(read_content(zstd("one ") + zstd("") + zstd("two ") + zstd("three")), "one two three");
}

TEST(ByteSource, ZerosAfterAGzipMemberArePadding) {
  EXPECT_EQ(read_content(gzip("one ") + std::string(700, '\0') + gzip("two") + std::string(200'000, '\0')), "one two");
}

TEST(ByteSource, SkippableZstdFramesHoldNothing) {
  const std::string skippable = std::string("\x5a\x2a\x4d\x18\x03\x00\x00\x00", 8) + "abc";
  EXPECT_EQ(read_content(skippable + zstd("one ") + skippable + zstd("two")), "one two");
}

TEST(ByteSource, CompressedDataThatIsCutShortIsAnErrorWhereverItIsCut) {
  const std::string gz = gzip("some text\n");
  const std::string zst = zstd("some text\n");
  for (std::size_t size = 2; size < gz.size(); ++size) {
    EXPECT_EQ(read_error(gz.substr(0, size)),
              "FILE: error: the gzip data is damaged (it ends in the middle): copy the file again or test it with "
              "'gzip -t'")
        << size;
  }
  for (std::size_t size = 4; size < zst.size(); ++size) {
    EXPECT_EQ(read_error(zst.substr(0, size)),
              "FILE: error: the zstd data is damaged (it ends in the middle): copy the file again or test it with "
              "'zstd -t'")
        << size;
  }
}

TEST(ByteSource, CompressedDataThatWasChangedIsAnError) {
  std::string gz = gzip("some text\n");
  gz[gz.size() - 5] ^= 1;
  EXPECT_EQ(read_error(gz),
            "FILE: error: the gzip data is damaged (incorrect data check): copy the file again or test it with "
            "'gzip -t'");
  EXPECT_EQ(read_error(gzip("one") + "two"),
            "FILE: error: the gzip data is damaged (incorrect header check): copy the file again or test it with "
            "'gzip -t'");
  EXPECT_EQ(read_error(zstd("one") + "something"),
            "FILE: error: the zstd data is damaged (Unknown frame descriptor): copy the file again or test it with "
            "'zstd -t'");
}

TEST(ByteSource, AFileThatCannotBeReadIsAnErrorOfItsOwnKind) {
  const TemporaryFile file("");
  const auto read_nothing = [&] { read_all(file.directory() + "/nothing"); };
  EXPECT_EQ(error_of(file.directory(), read_nothing),
            "FILE/nothing: error: the trace cannot be read (No such file or directory): check the path and its "
            "permissions");
  EXPECT_EQ(error_of(file.directory(), [&] { read_all(file.directory()); }),
            "FILE: error: the trace cannot be read (Is a directory): check the path and its permissions");
  try {
    read_nothing();
  } catch (const TraceError& error) {
    EXPECT_EQ(error.kind(), TraceError::Kind::kUnreadable);
  }
}

}  // namespace
}  // namespace stampede

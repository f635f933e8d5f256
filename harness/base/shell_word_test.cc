#include "harness/base/shell_word.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

TEST(ShellWord, IsQuotedWhereAShellWouldObeyIt) {
  EXPECT_EQ(shell_word("cache.ttl=60s"), "cache.ttl=60s");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("two words"), "'two words'");
  EXPECT_EQ(shell_word("it's $HOME"), "'it'\\''s $HOME'");
}

}  // namespace
}  // namespace stampede

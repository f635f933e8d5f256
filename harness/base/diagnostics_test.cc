#include "harness/base/diagnostics.h"

#include <gtest/gtest.h>

#include <vector>

namespace stampede {
namespace {

std::string render(const Diagnostic& diagnostic) {
  return render_diagnostics(std::vector<Diagnostic>{diagnostic});
}

TEST(Diagnostics, ShowThePlaceTheMessageAndTheSourceWithACaret) {
  EXPECT_EQ(render({"a.yaml", 14, 3, "unknown key 'tll'", "  tll: 60s"}),
            "a.yaml:14:3: error: unknown key 'tll'\n"
            "  tll: 60s\n"
            "  ^\n");
}

TEST(Diagnostics, PutTheCaretUnderTheCharacterNotTheByte) {
  EXPECT_EQ(render({"a.yaml", 1, 7, "no", "\u00e4\u00f6\u00fc: \u20ac5"}),
            "a.yaml:1:7: error: no\n"
            "\u00e4\u00f6\u00fc: \u20ac5\n"
            "      ^\n");
}

TEST(Diagnostics, KeepTabsUnderTabs) {
  EXPECT_EQ(render({"a.yaml", 1, 4, "no", "\tx\ty"}), "a.yaml:1:4: error: no\n\tx\ty\n\t \t^\n");
}

TEST(Diagnostics, NameAPlaceWithoutLinesAsAWhole) {
  EXPECT_EQ(render({"--set 'cache.tll=3s'", 0, 0, "unknown key 'tll'", ""}),
            "--set 'cache.tll=3s': error: unknown key 'tll'\n");
}

TEST(Diagnostics, CutALongLineAroundTheColumn) {
  EXPECT_EQ(render({"a", 1, 501, "no", std::string(500, 'x') + "!" + std::string(500, 'y')}),
            "a:1:501: error: no\n"
            "..." +
                std::string(60, 'x') + "!" + std::string(59, 'y') + "...\n" + std::string(63, ' ') + "^\n");
}

TEST(Diagnostics, PointBehindTheEndOfALine) {
  EXPECT_EQ(render({"a", 1, 40, "no", "abc"}), "a:1:40: error: no\nabc\n   ^\n");
}

TEST(Diagnostics, NeverSendControlCharactersToTheTerminal) {
  EXPECT_EQ(render({"a\x1b[2J", 1, 1, "no", "\x1b[31mred"}), "a?[2J:1:1: error: no\n?[31mred\n^\n");
}

TEST(Diagnostics, ShowFiftyAndCountTheRest) {
  const std::vector<Diagnostic> fifty(50, {"a", 0, 0, "no", ""});
  std::string shown;
  for (int i = 0; i < 50; ++i) shown += "a: error: no\n";
  EXPECT_EQ(render_diagnostics(fifty), shown);
  const std::vector<Diagnostic> one_more(51, {"a", 0, 0, "no", ""});
  EXPECT_EQ(render_diagnostics(one_more), shown + "and 1 more error\n");
  const std::vector<Diagnostic> many(1050, {"a", 0, 0, "no", ""});
  EXPECT_EQ(render_diagnostics(many), shown + "and 1000 more errors\n");
}

}  // namespace
}  // namespace stampede

#include "harness/results/json_text.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

using Json = nlohmann::ordered_json;

TEST(JsonText, HasALineForEachMemberAndOneForAnArrayOfPlainValues) {
  const Json json = {{"name", "x"},
                     {"empty", Json::object()},
                     {"none", Json::array()},
                     {"pairs", Json::array({Json::array({1, 2}), Json::array({3, 4})})},
                     {"deep", Json::array({Json::array({Json::array({1, 2})}), Json::array()})},
                     {"list", Json::array({{{"a", nullptr}}, {{"b", true}}})}};
  EXPECT_EQ(json_text(json), R"({
  "name": "x",
  "empty": {},
  "none": [],
  "pairs": [[1,2],[3,4]],
  "deep": [
    [[1,2]],
    []
  ],
  "list": [
    {
      "a": null
    },
    {
      "b": true
    }
  ]
})");
}

TEST(JsonText, IntegersAndFractionsCanBeToldApart) {
  EXPECT_EQ(json_text(5), "5");
  EXPECT_EQ(json_text(5.0), "5.0");
  EXPECT_EQ(json_text(18446744073709551615U), "18446744073709551615");
}

TEST(JsonText, FractionsAreTheShortestTextThatReadsBack) {
  EXPECT_EQ(json_text(0.1), "0.1");
  EXPECT_EQ(json_text(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(json_text(1e300), "1e+300");
}

TEST(JsonText, EscapesWhatJsonMustEscape) {
  EXPECT_EQ(json_text(Json{{"a\"b", "line\nbreak"}}), "{\n  \"a\\\"b\": \"line\\nbreak\"\n}");
}

}  // namespace
}  // namespace stampede

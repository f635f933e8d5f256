// What the JSON Schema says of each kind of setting; that it judges whole files like the decoder is tested with the
// program, on the files in corpus/.
#include "harness/scenario/schema.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "harness/scenario/grammar_builder.h"
#include "harness/scenario/test_catalogue.h"
#include "harness/scenario/text_forms.h"

namespace stampede {
namespace {

using namespace grammar;
using nlohmann::json;

// The schema of one setting of an otherwise empty scenario.
json schema_of(GrammarNode node) {
  const std::string name = node.name;
  return json::parse(scenario_schema(map("", "all", {std::move(node)})))["properties"][name];
}

TEST(Schema, OfADurationRefersToItsPattern) {
  EXPECT_EQ(schema_of(scalar({"ttl", OptionType::kDuration, "", "lifetime", "1ns", "1d"})), json::parse(R"({
    "description": "lifetime; 1ns .. 1d", "allOf": [{"$ref": "#/definitions/positive-duration"}]})"));
}

TEST(Schema, OfACountTakesIntegersWithinBoundsAndTextsWithAUnitOrAnExponent) {
  EXPECT_EQ(schema_of(scalar({"n", OptionType::kCountOrUnlimited, "unlimited", "how many", "0", "2k"})),
            json::parse(R"({
    "description": "how many; 0 .. 2k, or unlimited", "default": "unlimited", "anyOf": [{"const": "unlimited"},
    {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 2000}, {"$ref": "#/definitions/count-as-text"}]}]})"));
}

TEST(Schema, OfNumbersFlagsAndChoicesSaysEverythingTheirTypesSay) {
  EXPECT_EQ(schema_of(scalar({"beta", OptionType::kNumber, "1", "eagerness", "0.5", "10"})), json::parse(R"({
    "description": "eagerness; 0.5 .. 10", "default": 1, "anyOf": [
    {"type": "number", "minimum": 0.5, "maximum": 10.0}, {"$ref": "#/definitions/positive-number-as-text"}]})"));
  EXPECT_EQ(schema_of(scalar({"weight", OptionType::kDecimal, "0", "how often", "0", "1k"})), json::parse(R"({
    "description": "how often; 0 .. 1k", "default": 0, "anyOf": [
    {"type": "number", "minimum": 0.0, "maximum": 1000.0}, {"$ref": "#/definitions/count-as-text"}]})"));
  EXPECT_EQ(schema_of(scalar({"on", OptionType::kFlag, "true", "whether"})),
            json::parse(R"({"description": "whether", "default": true, "type": "boolean"})"));
  GrammarNode choice = scalar(
      {.name = "order", .type = OptionType::kChoice, .default_text = "a", .help = "which", .choices = {"a", "b", "c"}});
  choice.unavailable_values = {"b"};
  EXPECT_EQ(schema_of(choice), json::parse(R"({"description": "which", "default": "a", "enum": ["a", "c"]})"));
}

TEST(Schema, OfATextTakesTheNumbersThatReadersMakeOfIt) {
  EXPECT_EQ(schema_of(text("name", kNameForm, "a name"))["anyOf"], json::parse(R"([
    {"type": "string", "pattern": "^([A-Za-z0-9][A-Za-z0-9_-]{0,63})$"}, {"type": "integer", "minimum": 0},
    {"type": "boolean"}])"));
  const json capacity = schema_of(text("capacity", kCapacityForm, "room"))["anyOf"];
  ASSERT_EQ(capacity.size(), 2U);
  EXPECT_EQ(capacity[1], json::parse(R"({"type": "integer", "minimum": 1})"));
}

TEST(Schema, OfAMapKnowsWhatIsRequiredAndRefusesTheRest) {
  GrammarNode hidden = unavailable(scalar({"later", OptionType::kFlag, "false", "not yet"}));
  EXPECT_EQ(schema_of(map("m", "a map",
                          {scalar({"must", OptionType::kFlag, "", "given"}),
                           scalar({"may", OptionType::kFlag, "false", "given or not"}), std::move(hidden)})),
            json::parse(R"({"description": "a map", "type": "object", "properties": {
    "must": {"description": "given", "type": "boolean"},
    "may": {"description": "given or not", "default": false, "type": "boolean"}},
    "required": ["must"], "additionalProperties": false})"));
}

TEST(Schema, OfKeysThatExcludeEachOtherHasOneBranchPerGroup) {
  const auto flag = [](const char* name, const char* value) { return scalar({name, OptionType::kFlag, value, ""}); };
  GrammarNode node = map("m", "", {flag("a", ""), flag("b", "true"), flag("c", "true")});
  node.either = {{"a", "b"}, {"c"}};
  EXPECT_EQ(schema_of(std::move(node))["oneOf"], json::parse(R"([
    {"required": ["a"], "properties": {"c": false}},
    {"anyOf": [{"required": ["c"]}], "properties": {"a": false, "b": false}}])"));
}

TEST(Schema, OfAlternativesAcceptsEverySpelling) {
  GrammarNode node = one_of("policy", "policy", "which policy",
                            {scalar({"depth", OptionType::kFlag, "", "a value"}), map("plain", "without content", {}),
                             map("rich", "with content", {scalar({"x", OptionType::kFlag, "", "must be given"})}),
                             map("(other)", "unnamed", {scalar({"y", OptionType::kFlag, "", "must be given"})})});
  node.shorthand = "depth";
  node.selector = "kind";
  node.otherwise = "(other)";
  const json schema = json::parse(scenario_schema(map("", "all", {std::move(node)})));
  EXPECT_EQ(schema["properties"]["policy"]["allOf"], json::parse(R"([{"$ref": "#/definitions/policy"}])"));
  const json& spellings = schema["definitions"]["policy"]["anyOf"];
  EXPECT_EQ(spellings[0], json::parse(R"({"type": "boolean"})"));
  EXPECT_EQ(spellings[1], json::parse(R"({"enum": ["plain"]})"));
  std::vector<json> required;
  for (const json& spelling : spellings) {
    if (spelling.contains("required")) required.push_back(spelling["required"]);
  }
  EXPECT_THAT(required, ::testing::ElementsAre(json{"depth"}, json{"kind"}, json{"plain"}, json{"kind", "x"},
                                               json{"rich"}, json{"y"}));
}

TEST(Schema, RefersOnlyToWhatItDefines) {
  const std::string text = scenario_schema(scenario_grammar(test_catalogue()));
  const json schema = json::parse(text);
  const std::string start = "\"$ref\": \"#";
  int references = 0;
  for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at + 1), ++references) {
    const std::size_t begin = at + start.size();
    const std::string pointer = text.substr(begin, text.find('"', begin) - begin);
    EXPECT_TRUE(schema.contains(json::json_pointer(pointer))) << pointer;
  }
  EXPECT_GT(references, 50);
}

}  // namespace
}  // namespace stampede

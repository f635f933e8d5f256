#include "harness/scenario/grammar_builder.h"

#include <utility>

#include "harness/scenario/rules.h"
#include "harness/scenario/text_forms.h"

namespace stampede::grammar {

GrammarNode scalar(OptionSpec option) {
  GrammarNode node{.name = option.name, .kind = NodeKind::kScalar, .help = option.help};
  node.default_text = option.default_text;
  node.presence = option.default_text.empty() ? Presence::kRequired : Presence::kDefaulted;
  node.option = std::move(option);
  return node;
}

GrammarNode text(std::string name, const TextForm& form, std::string help) {
  GrammarNode node = scalar({std::move(name), OptionType::kText, "", std::move(help)});
  node.form = &form;
  return node;
}

GrammarNode map(std::string name, std::string help, std::vector<GrammarNode> children) {
  return {.name = std::move(name), .kind = NodeKind::kMap, .help = std::move(help), .children = std::move(children)};
}

GrammarNode one_of(std::string name, std::string noun, std::string help, std::vector<GrammarNode> alternatives) {
  return {.name = std::move(name),
          .kind = NodeKind::kOneOf,
          .help = std::move(help),
          .children = std::move(alternatives),
          .noun = std::move(noun)};
}

GrammarNode list(std::string name, std::string help, GrammarNode element) {
  GrammarNode node{.name = std::move(name), .kind = NodeKind::kList, .help = std::move(help)};
  node.children.push_back(std::move(element));
  return node;
}

GrammarNode with_default(GrammarNode node, std::string default_text) {
  node.presence = Presence::kDefaulted;
  node.default_text = std::move(default_text);
  return node;
}

GrammarNode with_example(GrammarNode node, std::string example) {
  node.example = std::move(example);
  return node;
}

GrammarNode with_details(GrammarNode node, std::string details) {
  node.details = std::move(details);
  return node;
}

GrammarNode inheriting(GrammarNode node, std::string path) {
  node.presence = Presence::kDefaulted;
  node.default_text.clear();
  node.inherits = std::move(path);
  return node;
}

GrammarNode optional(GrammarNode node) {
  node.presence = Presence::kOptional;
  return node;
}

GrammarNode unavailable(GrammarNode node) {
  node.presence = Presence::kOptional;
  node.available = false;
  return node;
}

GrammarNode distribution(std::string name, std::string help, OptionType type, std::string min, std::string max) {
  const bool durations = type == OptionType::kDuration;
  const std::string low = durations ? "5ms" : "1KiB";
  const std::string high = durations ? "50ms" : "64KiB";
  const auto value = [&](const char* key, const char* about, const std::string& example, const std::string& least) {
    return with_example(scalar({key, type, "", about, least, max}), example);
  };
  const std::string positive = durations ? "1ns" : "1B";
  GrammarNode uniform = map("uniform", "every value of a range equally likely",
                            {value("min", "smallest value", low, min), value("max", "largest value", high, min)});
  uniform.rule = check_range;
  GrammarNode erlang =
      map("erlang", "the sum of several memoryless times, more even than one",
          {with_example(scalar({"shape", OptionType::kCount, "", "how many; 1 is exponential", "1", "100"}), "2"),
           value("mean", "mean of the sum", low, min)});
  erlang.details =
      "P(X > x) = exp(-y) (1 + y + y^2/2! + ... + y^(shape-1)/(shape-1)!), y = shape * x / mean\n"
      "the standard deviation is mean / sqrt(shape)";
  GrammarNode lognormal =
      map("lognormal", "many small values and a long tail, by two percentiles or by mean and sigma",
          {value("p50", "median", low, positive), value("p99", "99th percentile", high, positive),
           value("mean", "mean of the distribution", low, positive),
           with_example(scalar({"sigma", OptionType::kNumber, "", "standard deviation of the logarithm", "0", "10"}),
                        "1")});
  lognormal.details =
      "ln X is normal with mean mu and standard deviation sigma\n"
      "by percentiles: mu = ln(p50), sigma = ln(p99 / p50) / 2.326; by mean: mu = ln(mean) - sigma^2 / 2";
  lognormal.either = {{"p50", "p99"}, {"mean", "sigma"}};
  lognormal.rule = check_percentiles;
  GrammarNode empirical =
      map("empirical", "values from a file, one a line, each equally likely",
          {with_example(text("file", kNonEmptyForm, "path, relative to the scenario file; '#' begins a comment"),
                        "values.txt")});
  GrammarNode node = one_of(std::move(name), "distribution", std::move(help),
                            {value("constant", "always the same", low, min), std::move(uniform),
                             with_details(map("exponential", "memoryless", {value("mean", "mean value", low, min)}),
                                          "P(X > x) = exp(-x / mean)"),
                             std::move(erlang), std::move(lognormal), std::move(empirical)});
  node.shorthand = "constant";
  return node;
}

}  // namespace stampede::grammar

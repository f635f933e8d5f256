#include "harness/scenario/load.h"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "harness/base/digest.h"
#include "harness/base/quote.h"
#include "harness/scenario/bind.h"
#include "harness/scenario/decoder.h"
#include "harness/scenario/set_path.h"

namespace stampede {
namespace {

constexpr std::size_t kLargestScenario = std::size_t{1} << 20;

std::string digest_of(std::string_view effective, std::string_view contents) {
  Digest digest;
  digest.add(effective);
  digest.add(contents);
  return digest.hex();
}

// What is simulated, whatever the luck and the demands: the same for all repetitions, wherever they run.
std::string identity_of(Setting root) {
  constexpr std::array<std::string_view, 4> kNoPartOfIt = {"description", "seed", "repetitions", "gate"};
  std::erase_if(root.children, [&](const Setting& setting) {
    return std::ranges::find(kNoPartOfIt, setting.grammar->name) != kNoPartOfIt.end();
  });
  return to_json(root);
}

LoadedScenario load(const SourceText& source, const StrategyCatalogue& catalogue,
                    std::span<const std::string> settings) {
  std::deque<SourceText> sources;  // of positions: outlives everything below
  DiagnosticSink sink;
  const GrammarNode grammar = scenario_grammar(catalogue);
  LoadedScenario loaded;
  if (std::optional<YamlNode> yaml = read_yaml(source, sink)) {
    for (const std::string& setting : yaml->kind == YamlNode::Kind::kMap ? settings : std::span<const std::string>()) {
      apply_setting(*yaml, grammar, sources.emplace_back(SourceText::argument("--set " + in_quotes(setting), setting)),
                    sink);
    }
    const Setting root = decode(grammar, *yaml, sink);
    if (sink.empty()) {
      BindContext context{sink, sources};
      loaded.scenario = bind_scenario(root, catalogue, context);
      loaded.scenario->effective = to_json(root);
      loaded.scenario->digest = digest_of(identity_of(root), context.contents);
      if (!context.contents.empty()) loaded.scenario->data_digest = digest_of("", context.contents);
      loaded.io_error = context.io_error;
    }
  }
  loaded.diagnostics = sink.take();
  if (!loaded.diagnostics.empty()) loaded.scenario.reset();
  return loaded;
}

}  // namespace

LoadedScenario load_scenario(const std::string& path, const StrategyCatalogue& catalogue,
                             std::span<const std::string> settings) {
  FileContents contents = read_file(path, kLargestScenario);
  if (!contents.text) return {std::nullopt, {std::move(*contents.failure)}, contents.io_error};
  return load(SourceText::file(path, std::move(*contents.text)), catalogue, settings);
}

LoadedScenario load_scenario_text(std::string_view text, const std::string& name, const StrategyCatalogue& catalogue,
                                  std::span<const std::string> settings) {
  return load(SourceText::file(name, std::string(text)), catalogue, settings);
}

}  // namespace stampede

#include "harness/scenario/load.h"

#include <deque>
#include <utility>

#include "harness/base/quote.h"
#include "harness/base/random.h"
#include "harness/scenario/bind.h"
#include "harness/scenario/decoder.h"
#include "harness/scenario/set_path.h"

namespace stampede {
namespace {

constexpr std::size_t kLargestScenario = std::size_t{1} << 20;

// FNV-1a (Fowler, Noll, Vo), mixed once more: stable across machines and versions of the compiler.
std::string digest_of(std::string_view effective, std::string_view contents) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const std::string_view text : {effective, std::string_view("\0", 1), contents}) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  }
  hash = mix64(hash);
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, hash >>= 4)
    *digit = "0123456789abcdef"[hash & 15];
  return digits;
}

LoadedScenario load(const SourceText& source, const StrategyCatalogue& catalogue,
                    std::span<const std::string> settings) {
  std::deque<SourceText> sources;  // of positions: outlives everything below
  DiagnosticSink sink;
  const GrammarNode grammar = scenario_grammar(catalogue);
  LoadedScenario loaded;
  if (std::optional<YamlNode> yaml = read_yaml(source, sink)) {
    for (const std::string& setting : yaml->kind == YamlNode::Kind::kMap ? settings : std::span<const std::string>()) {
      apply_setting(*yaml, grammar, sources.emplace_back(SourceText::argument("--set " + quoted(setting), setting)),
                    sink);
    }
    const Setting root = decode(grammar, *yaml, sink);
    if (sink.empty()) {
      BindContext context{sink, sources};
      loaded.scenario = bind_scenario(root, catalogue, context);
      loaded.scenario->effective = to_json(root);
      loaded.scenario->digest = digest_of(loaded.scenario->effective, context.contents);
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

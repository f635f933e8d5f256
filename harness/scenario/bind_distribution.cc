#include "harness/scenario/bind_distribution.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "harness/base/option_text.h"
#include "harness/base/quote.h"

namespace stampede {
namespace {

constexpr std::size_t kLargestDataFile = std::size_t{64} << 20;

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view kBlanks = " \t\r";
  line = line.substr(0, line.find('#'));
  const std::size_t first = line.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return "";
  return line.substr(first, line.find_last_not_of(kBlanks) - first + 1);
}

std::vector<std::int64_t> read_values(const SourceText& source, const OptionSpec& spec, DiagnosticSink& sink) {
  std::vector<std::int64_t> values;
  int number = 0;
  for (std::size_t begin = 0; begin < source.text().size();) {
    const std::string_view line = source.line(++number);
    begin = std::min(source.text().find('\n', begin), source.text().size() - 1) + 1;
    const std::string_view text = trimmed(line);
    if (text.empty()) continue;
    const Parsed<OptionValue> value = parse_option(spec, text);
    if (value.ok()) {
      values.push_back(std::get<std::int64_t>(value.value()));
    } else {
      sink.error({&source, number, static_cast<int>(text.data() - line.data()) + 1}, value.reason());
    }
  }
  return values;
}

Distribution bind_empirical(const Setting& empirical, const OptionSpec& spec, BindContext& context) {
  const Setting& file = empirical["file"];
  const std::string path = file.position.resolve(file.text);
  FileContents contents = read_file(path, kLargestDataFile);
  if (!contents.text) {
    context.io_error |= contents.io_error;
    context.sink.error(file.position, in_quotes(path) + ": " + contents.failure->message);
    return {};
  }
  context.contents += *contents.text;
  const SourceText& source = context.sources.emplace_back(SourceText::file(path, std::move(*contents.text)));
  if (!check_is_text(source, context.sink)) return {};
  std::vector<std::int64_t> values = read_values(source, spec, context.sink);
  if (!values.empty()) return Distribution::empirical(std::move(values));
  context.sink.error(file.position, in_quotes(path) + " holds no values: one a line, e.g. '" +
                                        (spec.type == OptionType::kDuration ? "5ms" : "1KiB") + "'");
  return {};
}

Distribution bind_lognormal(const Setting& lognormal) {
  if (lognormal.find("p50") != nullptr) {
    return Distribution::lognormal_percentiles(static_cast<double>(lognormal["p50"].number()),
                                               static_cast<double>(lognormal["p99"].number()));
  }
  return Distribution::lognormal_mean(static_cast<double>(lognormal["mean"].number()), lognormal["sigma"].real());
}

}  // namespace

Distribution bind_distribution(const Setting& setting, BindContext& context) {
  const Setting& content = setting.content();
  if (setting.alternative == "constant") return Distribution::constant(content.number());
  if (setting.alternative == "uniform") {
    return Distribution::uniform(content["min"].number(), content["max"].number());
  }
  if (setting.alternative == "exponential") {
    return Distribution::exponential(static_cast<double>(content["mean"].number()));
  }
  if (setting.alternative == "erlang") {
    return Distribution::erlang(static_cast<int>(content["shape"].number()),
                                static_cast<double>(content["mean"].number()));
  }
  if (setting.alternative == "lognormal") return bind_lognormal(content);
  STAMPEDE_CHECK(setting.alternative == "empirical");
  return bind_empirical(content, setting.grammar->child("constant")->option, context);
}

}  // namespace stampede

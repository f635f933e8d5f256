// --set PATH=VALUE: changes the YAML tree before it is decoded, so that one validator judges file and command line.
//
//   cache.ttl=30s                               a setting; missing maps on the way are made
//   workload.arrivals.closed.clients=64         another alternative than the one present takes its place
//   strategies[1].beta=2                        an entry by position, from 0
//   strategies[xfetch].beta=2                   an entry by name
//   store.latency={uniform: {min: 1ms, max: 5ms}}   VALUE is YAML in flow style
#pragma once

#include "harness/scenario/diagnostic_sink.h"
#include "harness/scenario/grammar.h"
#include "harness/scenario/yaml_tree.h"

namespace stampede {

// `argument` holds the text PATH=VALUE and must outlive the tree; `root` must be a map. What cannot be applied is
// reported, but unknown keys are put in for the decoder to report.
void apply_setting(YamlNode& root, const GrammarNode& grammar, const SourceText& argument, DiagnosticSink& sink);

}  // namespace stampede

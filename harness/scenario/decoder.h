// YAML tree + grammar -> effective tree: checks everything, fills every default.
#pragma once

#include "harness/scenario/diagnostic_sink.h"
#include "harness/scenario/grammar.h"
#include "harness/scenario/setting.h"
#include "harness/scenario/yaml_tree.h"

namespace stampede {

// Decodes a whole scenario. `grammar` must outlive the result. Whatever is wrong is reported in `sink`; without a
// report the tree is complete: every key in use is there, valid, and canonical.
Setting decode(const GrammarNode& grammar, const YamlNode& yaml, DiagnosticSink& sink);

}  // namespace stampede

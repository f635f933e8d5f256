// The format of result files as JSON Schema (draft-07), for other programs that read them.
#pragma once

#include <string>

namespace stampede {

// Accepts every text that `result_text` writes. Refuses members that are missing, unknown or of the wrong type, and
// numbers that cannot be; what the numbers have to do with each other, only `read_result` checks. The metrics come from
// the catalogue, counts and histograms from the declared fields. Indented JSON that ends with a newline; no "$id".
std::string result_schema();

}  // namespace stampede

// What was found, for people, for programs and for documents.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/verify/judgement.h"

namespace stampede {

// A row for each finding: case (and which number, if it has several), expected, measured, tolerance, verdict; then why
// the others were not judged, and the summary line.
std::string findings_table(std::span<const Finding> findings);

// The same as a table in Markdown, with the measure and the law of each case.
std::string findings_markdown(std::span<const Finding> findings);

// Everything about every finding: schema `stampede.verify/1`.
std::string findings_json(std::span<const Finding> findings);

// "169 cases: 166 ok, 0 failed, 3 not tried (3 files are missing)".
std::string findings_summary(std::span<const Finding> findings);

// Whether every case that was tried agrees, and at least one was.
bool all_agree(std::span<const Finding> findings);

}  // namespace stampede

// Part of a workload: all requests of some of its keys.
#pragma once

#include <cstdint>
#include <memory>

#include "harness/base/quantity.h"
#include "harness/base/time.h"
#include "harness/workload/request_source.h"

namespace stampede {

// The requests of `source` whose key belongs to the sample: draw `key` of the stream "sample" falls below `share`.
// Nothing else changes, neither numbers nor instants, and a larger share keeps what a smaller one has. Of traces the
// key is its number, in order of first appearance. From `end` on nothing is left out: whoever stops there need not wait
// for a key of the sample, which may never come.
//
// Source: spatial sampling, Waldspurger, Park, Garthwaite, Ahmad: "Efficient MRC construction with SHARDS", FAST 2015.
std::unique_ptr<RequestSource> make_sampled(std::unique_ptr<RequestSource> source, Share share, std::uint64_t seed,
                                            Instant end);

}  // namespace stampede

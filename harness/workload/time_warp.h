// A workload whose rate changes: the same requests in the same order, closer together or further apart.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "harness/base/time.h"
#include "harness/workload/request_source.h"

namespace stampede {

// During [from, next piece's from) requests come `speed_from` times as fast as usual, changing evenly to `speed_to` at
// the end of the piece. Speeds are >= 0.
struct SpeedPiece {
  Instant from = 0;
  double speed_from = 1;
  double speed_to = 1;
};

// Maps instants of the usual workload to instants of the changed one: usual time passes `speed` times as fast.
class TimeWarp {
 public:
  // Pieces in order of `from`, the first at 0, without gaps; the last one has no end and an even speed > 0.
  explicit TimeWarp(const std::vector<SpeedPiece>& pieces);

  // Usual instants must not go backwards. `kNever` stays where it is.
  Instant warp(Instant usual);

 private:
  struct Piece {
    Instant from;
    Instant to;
    double usual_from;  // usual nanoseconds that have passed at `from`
    double usual_to;
    double speed;
    double slope;  // change of speed per nanosecond
  };

  std::vector<Piece> pieces_;
  std::size_t current_ = 0;
};

// The requests of `source`, intended when `warp` says.
std::unique_ptr<RequestSource> make_warped(std::unique_ptr<RequestSource> source, TimeWarp warp);

}  // namespace stampede

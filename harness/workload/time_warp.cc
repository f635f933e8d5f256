#include "harness/workload/time_warp.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "harness/base/check.h"

namespace stampede {

namespace {

class WarpedSource final : public RequestSource {
 public:
  WarpedSource(std::unique_ptr<RequestSource> source, TimeWarp warp)
      : source_(std::move(source)), warp_(std::move(warp)) {}

  bool next(Request& request) override {
    if (!source_->next(request)) return false;
    request.intended = warp_.warp(request.intended);
    return request.intended != kNever;
  }

  Key key_count() const override { return source_->key_count(); }

 private:
  std::unique_ptr<RequestSource> source_;
  TimeWarp warp_;
};

}  // namespace

TimeWarp::TimeWarp(const std::vector<SpeedPiece>& pieces) {
  STAMPEDE_CHECK(!pieces.empty() && pieces.front().from == 0);
  STAMPEDE_CHECK(pieces.back().speed_from > 0 && pieces.back().speed_from == pieces.back().speed_to);
  double usual = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto& [from, speed_from, speed_to] = pieces[i];
    const bool last = i + 1 == pieces.size();
    const Instant to = last ? kNever : pieces[i + 1].from;
    const auto length = static_cast<double>(to - from);
    const double usual_to =
        last ? std::numeric_limits<double>::infinity() : usual + length * (speed_from + speed_to) / 2;
    pieces_.push_back({from, to, usual, usual_to, speed_from, last ? 0 : (speed_to - speed_from) / length});
    usual = usual_to;
  }
}

// Within a piece usual time u(x) = speed x + slope x^2 / 2 has passed after x; solved for x in the form that does not
// cancel. Square roots and divisions are exactly rounded everywhere, so the instants are the same on every machine.
Instant TimeWarp::warp(Instant usual) {
  if (usual == kNever) return kNever;
  const auto passed = static_cast<double>(usual);
  while (passed >= pieces_[current_].usual_to) ++current_;
  const Piece& piece = pieces_[current_];
  const double u = std::max(0.0, passed - piece.usual_from);
  const double root = std::sqrt(std::max(0.0, piece.speed * piece.speed + 2 * piece.slope * u));
  const double x = piece.slope == 0 ? u / piece.speed : u == 0 ? 0 : 2 * u / (piece.speed + root);
  if (x >= static_cast<double>(piece.to - piece.from)) return piece.to;
  return piece.from + static_cast<Duration>(x);
}

std::unique_ptr<RequestSource> make_warped(std::unique_ptr<RequestSource> source, TimeWarp warp) {
  return std::make_unique<WarpedSource>(std::move(source), std::move(warp));
}

}  // namespace stampede

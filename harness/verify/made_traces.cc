#include "harness/verify/made_traces.h"

#include <cstdint>
#include <span>

namespace stampede {

namespace {

std::string csv_of(std::span<const int> keys) {
  std::string text = "key\n";
  for (const int key : keys) text.append(std::to_string(key)).append("\n");
  return text;
}

// Belady, Nelson, Shedler: "An anomaly in space-time characteristics of certain programs running in a paging machine",
// CACM 12(6), 1969: FIFO misses more often with more room.
std::string belady_anomaly() {
  constexpr int kKeys[] = {1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5};
  return csv_of(kKeys);
}

// Silberschatz, Galvin, Gagne: "Operating System Concepts", the reference string of the chapter on page replacement.
std::string textbook() {
  constexpr int kKeys[] = {7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1};
  return csv_of(kKeys);
}

// 100 keys, one after the other, 50 times.
std::string scan() {
  std::string text = "key\n";
  for (int i = 0; i < 5000; ++i) text.append(std::to_string(i % 100)).append("\n");
  return text;
}

// Skewed, without a file and without floating point: the product of two 10-bit numbers, by its upper half. The bits are
// those of splitmix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014) from seed 1.
std::string skewed() {
  constexpr std::uint64_t kMask = 1023;
  std::string text = "key\n";
  std::uint64_t state = 1;
  for (int i = 0; i < 200'000; ++i) {
    state += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    z ^= z >> 31;
    text.append(std::to_string((z & kMask) * (z >> 32 & kMask) >> 10)).append("\n");
  }
  return text;
}

}  // namespace

const std::vector<MadeTrace>& made_traces() {
  static const std::vector<MadeTrace> traces = {
      {"belady-anomaly.csv", "twelve references for which FIFO misses more often with more room", belady_anomaly},
      {"textbook.csv", "the twenty references of a textbook on operating systems", textbook},
      {"scan.csv", "100 keys in turn, 50 times", scan},
      {"skewed.csv", "200,000 references to 1,024 keys, skewed, from splitmix64", skewed},
  };
  return traces;
}

}  // namespace stampede

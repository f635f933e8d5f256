#include "harness/runtime/frame_pool.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <thread>
#include <vector>

namespace stampede {
namespace {

TEST(FramePoolTest, CountsTheFramesThatAreAlive) {
  const std::size_t before = frame_pool::live_frames();
  void* small = frame_pool::allocate(1);
  void* large = frame_pool::allocate(100'000);
  EXPECT_EQ(frame_pool::live_frames(), before + 2);
  frame_pool::release(small, 1);
  frame_pool::release(large, 100'000);
  EXPECT_EQ(frame_pool::live_frames(), before);
}

// Each frame is filled with its own number: if two overlapped, one would find the other's.
TEST(FramePoolTest, FramesOfAllSizesAreAlignedAndDoNotOverlap) {
  struct Frame {
    unsigned char* bytes;
    std::size_t size;
  };
  std::vector<Frame> frames;
  for (std::size_t size = 1; size <= 2200; ++size) {
    frames.push_back({static_cast<unsigned char*>(frame_pool::allocate(size)), size});
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(frames.back().bytes) % __STDCPP_DEFAULT_NEW_ALIGNMENT__, 0u);
    std::memset(frames.back().bytes, static_cast<int>(size % 251), size);
  }
  for (const Frame& frame : frames) {
    for (std::size_t i = 0; i < frame.size; ++i) ASSERT_EQ(frame.bytes[i], frame.size % 251) << frame.size;
  }
  for (const Frame& frame : frames) frame_pool::release(frame.bytes, frame.size);
}

TEST(FramePoolTest, EachThreadCountsItsOwnFrames) {
  void* frame = frame_pool::allocate(64);
  std::size_t seen_by_other_thread = 1;
  std::thread([&seen_by_other_thread] { seen_by_other_thread = frame_pool::live_frames(); }).join();
  EXPECT_EQ(seen_by_other_thread, 0u);
  frame_pool::release(frame, 64);
}

}  // namespace
}  // namespace stampede

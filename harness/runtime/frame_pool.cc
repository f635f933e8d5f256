#include "harness/runtime/frame_pool.h"

#include <array>
#include <memory>
#include <new>
#include <vector>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STAMPEDE_PLAIN_FRAMES 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define STAMPEDE_PLAIN_FRAMES 1
#endif

namespace stampede::frame_pool {

namespace {

constexpr std::size_t kGranule = 64;          // frames are whole cache lines
constexpr std::size_t kPooledLimit = 2048;    // larger frames are rare and come from the heap
constexpr std::size_t kBlockBytes = 1 << 16;  // how much the pool takes from the heap at a time

struct FreeFrame {
  FreeFrame* next;
};

struct alignas(kGranule) Block {
  std::byte bytes[kBlockBytes];
};

// Two objects, because access to a thread's object that must be destroyed asks each time whether it has been made.
struct Pool {
  std::array<FreeFrame*, kPooledLimit / kGranule> free;
  std::size_t live;
};
constinit thread_local Pool pool = {};
thread_local std::vector<std::unique_ptr<Block>> blocks;

[[gnu::noinline]] void refill(std::size_t size_class) {
  const std::size_t frame_bytes = (size_class + 1) * kGranule;
  std::byte* const begin = blocks.emplace_back(std::make_unique_for_overwrite<Block>())->bytes;
  for (std::size_t at = kBlockBytes / frame_bytes * frame_bytes; at > 0; at -= frame_bytes) {
    pool.free[size_class] = new (begin + at - frame_bytes) FreeFrame{pool.free[size_class]};
  }
}

constexpr std::size_t class_of(std::size_t size) {
  return (size - 1) / kGranule;
}

constexpr bool pooled([[maybe_unused]] std::size_t size) {
#ifdef STAMPEDE_PLAIN_FRAMES
  return false;
#else
  return size <= kPooledLimit;
#endif
}

}  // namespace

void* allocate(std::size_t size) {
  ++pool.live;
  if (!pooled(size)) return ::operator new(size);
  FreeFrame*& head = pool.free[class_of(size)];
  if (head == nullptr) refill(class_of(size));
  FreeFrame* frame = head;
  head = frame->next;
  return frame;
}

void release(void* frame, std::size_t size) noexcept {
  --pool.live;
  if (!pooled(size)) return ::operator delete(frame, size);
  FreeFrame*& head = pool.free[class_of(size)];
  head = new (frame) FreeFrame{head};
}

std::size_t live_frames() {
  return pool.live;
}

}  // namespace stampede::frame_pool

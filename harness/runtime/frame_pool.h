// Memory for coroutine frames: free lists per size class, so that a frame costs a few nanoseconds.
//
// One pool per thread. A frame is released on the thread that allocated it, because a coroutine never leaves its loop.
// Under AddressSanitizer frames come from the ordinary heap, so that a use after destruction is seen.
#pragma once

#include <cstddef>

namespace stampede::frame_pool {

void* allocate(std::size_t size);
void release(void* frame, std::size_t size) noexcept;

// Frames of this thread that are alive; tests use it to prove that nothing leaks.
std::size_t live_frames();

}  // namespace stampede::frame_pool

// A request's own write to the store, for the strategies that write before they acknowledge.
#pragma once

#include "harness/store/store_client.h"
#include "harness/strategy/strategy.h"

namespace stampede {

inline WriteItem item_of(const WriteRequest& request) {
  return {.key = request.key, .write = request.write, .size = request.context.size, .remove = request.remove};
}

// For this request alone, with as much patience and persistence as the client has.
inline Task<WriteReply> write_to_store(StoreClient& client, const WriteRequest& request) {
  Call call{.context = request.context, .number = request.context.request};
  return client.write(call, std::vector<WriteItem>{item_of(request)});
}

}  // namespace stampede

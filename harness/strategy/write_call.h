// A request's own write to the store, for the strategies that write before they acknowledge.
#pragma once

#include "harness/store/store_client.h"
#include "harness/strategy/environment.h"
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

// What the request writes, before the store has given it a version: known by the number of the write.
inline Value value_before_commit(const Environment& environment, const WriteRequest& request) {
  Value value;
  value.version = Version::uncommitted(request.write);
  value.size =
      request.context.size != 0 ? request.context.size : environment.store.value_size(request.key, value.version);
  value.filled_at = environment.runtime.now();
  value.absent = request.remove;
  return value;
}

// Puts a written value into the cache with a fresh TTL.
inline Later<PutResult> put_written(const Environment& environment, const WriteRequest& request, const Value& value,
                                    PutCondition condition = PutCondition::kAlways) {
  return environment.cache.put(request.context, {.key = request.key,
                                                 .value = value,
                                                 .ttl = environment.entry_ttl.next(request.context),
                                                 .condition = condition,
                                                 .keep_load_time = true});
}

}  // namespace stampede

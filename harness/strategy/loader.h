// Loads: one read of one key from the backing store, for one need.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <memory>
#include <optional>
#include <vector>

#include "harness/runtime/one_shot.h"
#include "harness/strategy/axes.h"
#include "harness/strategy/environment.h"

namespace stampede {

// Hears of each key that a load has put into the cache, at the instant it is there.
class FillListener {
 public:
  virtual ~FillListener() = default;
  virtual void on_filled(Key key) = 0;
};

// Reads keys from the store and puts what it read into the cache, as the axis `fills` allows. One per strategy.
//
// A load makes up to 1 + `retries` attempts, each with a call of its own. With a timeout, an attempt that is not
// answered in time is over for whoever waits. If late answers are wanted, its call goes on in the process's scope, and
// when the answer comes it fills the cache; until then the key is "awaited". Otherwise the answer is thrown away.
class Loader {
 public:
  // What `environment` refers to and `fills` must outlive the loader. Without `fills` nothing is ever cached.
  Loader(const Environment& environment, Fills* fills) : environment_(environment), fills_(fills) {}

  // Completes when the value is in the cache as well; a failed load fills nothing.
  Task<ReadResult> load_and_fill(Context context, Key key) { return load(context, key, fills_); }

  // For a reader who must not touch the cache.
  Task<ReadResult> load_only(Context context, Key key) { return load(context, key, nullptr); }

  // For a guard, which lets one load of a key run at a time: while a late answer is awaited, an attempt waits for that
  // one instead of calling the store once more.
  Task<ReadResult> load_or_await(Context context, Key key);

  // Whether a call for the key has timed out and its answer will still be taken.
  bool awaited(Key key) const { return late_.contains(key); }

  // From now on; `listener` must outlive what the loader runs.
  void tell(FillListener& listener) { listener_ = &listener; }

 private:
  struct Origin {
    Context context;
    Key key;
    LoadNumber number;
    Instant started;
    Lease lease;
  };
  // Calls of a key that go on after their timeout, and who waits for the next answer.
  struct Late {
    int calls = 0;
    std::vector<Sender<ReadResult>> waiting;
  };

  // What one call brought, shared by those who wait for it and the call itself, which may go on without them.
  struct Answer {
    explicit Answer(Runtime& runtime) : came(runtime) {}
    Event came;
    ReadReply reply;
    bool overdue = false;  // nobody waits any more
  };

  Task<ReadResult> load(Context context, Key key, Fills* fills);
  Task<ReadResult> load_once(Context context, Key key, Fills* fills);
  Task<ReadResult> load_persistently(Context context, Key key, Fills* fills, bool one_at_a_time);
  Task<std::optional<ReadReply>> attempt_call(Call call, Origin origin, Fills* fills);
  Task<std::optional<ReadReply>> attempt_in_process(Call call, Origin origin, Fills* fills);
  Task<void> keep_calling(Call call, Origin origin, Fills* fills, std::shared_ptr<Answer> answer);
  Task<void> take_late(Origin origin, ReadReply reply, Fills* fills);
  Task<ReadResult> await_late(Call call, Key key);
  Task<ReadResult> next_late(Key key);
  Lease lease_for(Fills* fills) const;
  ReadResult result_of(const Origin& origin, const ReadReply& reply) const;
  Later<PutResult> fill(const Origin& origin, const Value& value, Fills* fills);
  Task<PutResult> fill_and_tell(Key key, Later<PutResult> fill);

  Environment environment_;
  Fills* fills_;
  FillListener* listener_ = nullptr;
  absl::flat_hash_map<Key, Late> late_;
};

}  // namespace stampede

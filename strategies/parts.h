// The factories of the built-in axis values; each is defined in the file of its name.
#pragma once

#include <memory>

#include "harness/strategy/axes.h"
#include "harness/strategy/environment.h"
#include "harness/strategy/registry.h"

namespace stampede {

AxisRow<Freshness> ttl_row();
AxisRow<Freshness> refresh_ahead_row();
AxisRow<Freshness> xfetch_row();
AxisRow<Freshness> stale_while_revalidate_row();
AxisRow<Freshness> proportional_early_row();

AxisRow<Guard> no_guard_row();
AxisRow<Guard> lock_row();

AxisRow<Writes> invalidate_row();
AxisRow<Writes> through_row();
AxisRow<Writes> behind_row();
AxisRow<Writes> around_row();

AxisRow<Fills> overwrite_row();
AxisRow<Fills> add_row();
AxisRow<Fills> versioned_row();

AxisRow<OnError> fail_row();
AxisRow<OnError> serve_expired_row();

PresetRow no_cache_row();

}  // namespace stampede

// BeforeCounter: its parts share the store, the clock and the keys.
#include "app/before_counter.hpp"

#include "app/kept_declarations.hpp"

#include <cstdint>
#include <utility>

namespace postern::app {

BeforeCounter::BeforeCounter(const World& world, const std::shared_ptr<const crypto::IdCipher>& ids, std::string secret,
                             const Settings& settings)
    : prefills_({world.store.ledger(), world.store.prefills(), world.clock, world.keys}, ids, std::move(secret),
                {settings.prefill_days, static_cast<std::uint32_t>(settings.prefill_open)}),
      templates_({world.store.ledger(), world.store.templates(), world.clock, world.keys}, ids,
                 static_cast<std::uint32_t>(settings.prefill_templates)),
      earlier_(world.store.declarations(), ids, kept_declarations()) {}

void BeforeCounter::put_into(http::Services& services) {
    services.prefills = &prefills_;
    services.templates = &templates_;
    services.earlier = &earlier_;
}

} // namespace postern::app

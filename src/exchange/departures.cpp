// Departures: facts in, answers out.
#include "exchange/departures.hpp"

namespace postern::exchange {

std::vector<ports::DepartureFacts> Departures::facts(core::TenantKey tenant, core::Mode mode,
                                                     std::span<const std::string> item_ids) {
    return reader_.departure_facts(tenant, mode, core::item_id_window_from(clock_.now(), window_months_), item_ids);
}

std::vector<DepartureView> Departures::ask(core::TenantKey tenant, core::Mode mode,
                                           std::span<const std::string> item_ids) {
    const auto now = clock_.now();
    std::vector<DepartureView> views;
    views.reserve(item_ids.size());
    for (const auto& of : facts(tenant, mode, item_ids)) {
        auto& view = views.emplace_back();
        view.item_id = of.item_id;
        if (of.declaration) view.declaration_id = ids_->seal(crypto::IdKind::declaration, of.declaration.value);
        view.destination = of.destination;
        view.answer = may_depart(of, now);
    }
    return views;
}

} // namespace postern::exchange

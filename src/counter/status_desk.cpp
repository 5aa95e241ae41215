// StatusDesk: the secret decides which declaration it is, before anything of it is read.
#include "counter/status_desk.hpp"

#include "core/item_id.hpp"
#include "counter/status_secret.hpp"

namespace postern::counter {

namespace {

// an item id is of one declaration in a post's window, and of few where some were cancelled
constexpr std::uint32_t kMostDeclarations = 16;

} // namespace

std::optional<PublicStatus> StatusDesk::status(std::string_view item_id, std::string_view secret) const {
    const auto id = core::ItemId::parse(item_id);
    const std::string read = read_status_secret(secret);
    if (!id || read.empty()) return std::nullopt;
    const auto from = core::item_id_window_from(ports_.clock.now(), window_months_);
    auto keys = ports_.items.declared_as(id->text(), from, kMostDeclarations);
    // one that is not there is compared too, so that an unknown item costs what a known one does
    if (keys.empty()) keys.push_back({});
    core::DeclarationKey meant;
    for (const auto key : keys)
        if (is_status_secret(read, secret_(key)) && !meant) meant = key;
    const auto head = meant ? ports_.declarations.head(meant) : std::nullopt;
    if (!head) return std::nullopt;
    PublicCase found;
    found.received = head->received;
    found.verdict = head->verdict;
    for (const auto& filing : ports_.filings.of_declaration(meant))
        if (filing.outcome != ports::RouteOutcome::refuse)
            found.filings.push_back({filing.key, filing.leg, filing.required});
    found.events = ports_.filings.events_of(meant);
    return PublicStatus{id->text(), head->mode, public_course(std::move(found))};
}

} // namespace postern::counter

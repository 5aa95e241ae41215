// ChannelWorld: a store with a clock of its own, a desk over it, filings for np-customs, and an authority that is told
// how to behave.
#pragma once

#include "clearance/agency_desk.hpp"
#include "contract/deeds.hpp"
#include "contract/engines.hpp"
#include "ports/courier.hpp"
#include "support/test_gateway.hpp"
#include "vault/vault.hpp"
#include "workers/agency_channel.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace postern::tests {

/// Takes what it is brought, but for what `behaviour` says.
class ScriptedCourier final : public ports::Courier {
public:
    ports::Handover hand_over(const ports::Letter& letter) override {
        const std::lock_guard lock(mutex_);
        brought.push_back(letter);
        return behaviour ? behaviour(letter) : took();
    }
    static ports::Handover took() {
        ports::Handover handover;
        handover.how = ports::Handed::taken;
        return handover;
    }
    static ports::Handover failed(std::string reason, bool destination = false) {
        ports::Handover handover;
        handover.reason = std::move(reason);
        handover.destination = destination;
        return handover;
    }
    std::function<ports::Handover(const ports::Letter&)> behaviour;
    std::vector<ports::Letter> brought;

private:
    std::mutex mutex_;
};

class ChannelWorld {
public:
    ChannelWorld() : store_(engine_.open(clock)) {
        const auto chain = gateway_.gateway().chain();
        ids = chain->ids;
        desk = std::make_unique<clearance::AgencyDesk>(
            clearance::AgencyDesk::Ports{store_->ledger(), store_->filings(), store_->feeds(), store_->registers(),
                                         clock, gateway_.gateway().keys(), &store_->dispatched_filings()},
            chain->editions, ids);
        customs.role = core::Role::agency;
        customs.mode = core::Mode::test;
        customs.agency_name = "np-customs";
        customs.agency = store_->agency("np-customs");
        tenant_ = store_->tenant("np-post");
    }

    /// Offered now; the filing.
    core::FilingKey offer(const std::string& reference) { return offer_many({reference}).front(); }
    std::vector<core::FilingKey> offer_many(const std::vector<std::string>& references) {
        std::vector<ports::Deed> deeds;
        std::vector<core::FilingKey> filings;
        for (const auto& reference : references) {
            auto made = acceptance(reference);
            filings.push_back(made.version.filings.front().key);
            accepted.push_back(made);
            deeds.push_back(contract::deed(std::move(made)));
        }
        for (const auto& outcome : store_->ledger().record(deeds))
            BOOST_REQUIRE(outcome.done());
        return filings;
    }
    /// The next version of the n-th that was offered.
    void amend(std::size_t n, std::uint32_t expected) {
        auto amended = contract::amendment(accepted[n], expected, static_cast<int>(1'000'000 + n), clock.now());
        BOOST_REQUIRE(record(std::move(amended)).done());
    }
    template <class Body>
    ports::Outcome record(Body body) {
        auto deed = contract::deed(std::move(body));
        return store_->ledger().record(std::span(&deed, 1)).front();
    }
    workers::AgencyChannel channel(ports::Courier& courier, ports::Pace pace = {}) {
        return {{*desk, store_->feeds(), courier, clock, [this](std::string_view line) { said.emplace_back(line); }},
                customs,
                pace};
    }
    /// Steps until nothing is left to do within so much simulated time; never more than `most` steps.
    void run(workers::AgencyChannel& channel, std::int64_t ms, int most = 100'000) {
        const core::Instant end{clock.now().ms + ms};
        for (; clock.now() < end && most > 0; --most) {
            const auto next = channel.step();
            clock.set(std::min(end, std::max(next, core::Instant{clock.now().ms + 1})));
        }
        BOOST_TEST(most > 0);
    }
    core::FilingState state(core::FilingKey filing) { return store_->filings().filing(filing)->state; }
    std::string id(core::FilingKey filing) const { return ids->seal(crypto::IdKind::filing, filing.value); }
    std::vector<ports::SetAside> set_aside() {
        return store_->feeds().set_aside({customs.agency, customs.mode}, 0, 1'000);
    }
    ports::Store& store() { return *store_; }

    contract::ManualClock clock;
    std::shared_ptr<const crypto::IdCipher> ids;
    std::unique_ptr<clearance::AgencyDesk> desk;
    core::Principal customs;
    std::vector<ports::Acceptance> accepted;
    std::vector<std::string> said;

private:
    ports::Acceptance acceptance(const std::string& reference) {
        return contract::offered_acceptance(
            gateway_.gateway().keys(), tenant_, reference, clock.now(), static_cast<int>(accepted.size()),
            {vault::seal("<sad>" + reference + "</sad>"), contract::hash_of(1), "application/xml", 8});
    }

    TestGateway gateway_; ///< profiles, ids and keys; its own store is not used
    contract::SqliteUnderTest engine_;
    std::unique_ptr<ports::Store> store_;
    core::TenantKey tenant_;
};

} // namespace postern::tests

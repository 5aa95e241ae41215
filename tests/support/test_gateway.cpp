// TestGateway: app's own wiring over a temporary data folder.
#include "support/test_gateway.hpp"

#include <algorithm>
#include <stdexcept>

namespace postern::tests {

TestGateway::TestGateway(const std::vector<std::pair<std::string, std::string>>& overrides) {
    cli::WorldOptions options;
    options.overrides = {{"home.folder", POSTERN_SOURCE_DIR}};
    options.overrides.insert(options.overrides.end(), overrides.begin(), overrides.end());
    const bool has_data_folder = std::any_of(overrides.begin(), overrides.end(),
                                             [](const auto& setting) { return setting.first == "data.folder"; });
    if (!has_data_folder) options.overrides.emplace_back("data.folder", (folder_.path() / "data").string());
    gateway_ = std::make_unique<app::Gateway>(options);
    gateway_->submissions();
    auto& store = gateway_->store();
    const auto chain = gateway_->chain();
    desk_ = std::make_unique<clearance::AgencyDesk>(clearance::AgencyDesk::Ports{store.ledger(), store.filings(),
                                                                                 store.feeds(), store.registers(),
                                                                                 gateway_->clock(), gateway_->keys()},
                                                    chain->editions, chain->ids, gateway_->regularization_days());
}

core::Principal TestGateway::post(const std::string& name, core::Mode mode) {
    core::Principal who;
    who.client = {gateway_->keys().next()};
    who.role = core::Role::post;
    who.mode = mode;
    who.post = name;
    who.tenant = store().tenant(name);
    return who;
}

core::Principal TestGateway::customs(const std::string& name, core::Mode mode) {
    core::Principal who;
    who.client = {gateway_->keys().next()};
    who.role = core::Role::agency;
    who.mode = mode;
    who.agency_name = name;
    who.agency = store().agency(name);
    return who;
}

pipeline::SubmissionReport TestGateway::submit(const std::string& xml, const core::Principal& who,
                                               const std::string& idempotency_key) {
    pipeline::SubmitOptions options;
    options.idempotency_key = idempotency_key;
    options.request_id = "test";
    auto report = submissions().submit(xml, who, options);
    if (!report) {
        throw std::runtime_error("refused: " + std::string(core::refusal_kind(report.refusal().code).slug) + " line " +
                                 std::to_string(report.refusal().line));
    }
    return std::move(report).value();
}

} // namespace postern::tests

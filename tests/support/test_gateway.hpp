// TestGateway: the whole gateway on a fresh data folder, with the repository's own configuration, without HTTP.
#pragma once

#include "app/gateway.hpp"
#include "clearance/agency_desk.hpp"
#include "support/scratch_folder.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace postern::tests {

/// One per test; its folder goes with it.
class TestGateway {
public:
    /// overrides: settings that stand above those of a test.
    explicit TestGateway(const std::vector<std::pair<std::string, std::string>>& overrides = {});

    core::Principal post(const std::string& name = "np-post", core::Mode mode = core::Mode::test);
    core::Principal customs(const std::string& name = "np-customs", core::Mode mode = core::Mode::test);
    pipeline::Submissions& submissions() { return gateway_->submissions(); }
    ports::Store& store() { return gateway_->store(); }
    clearance::AgencyDesk& desk() { return *desk_; }
    app::Gateway& gateway() { return *gateway_; }
    /// submit, which must not be refused.
    pipeline::SubmissionReport submit(const std::string& xml, const core::Principal& who,
                                      const std::string& idempotency_key = {});

private:
    ScratchFolder folder_;
    std::unique_ptr<app::Gateway> gateway_;
    std::unique_ptr<clearance::AgencyDesk> desk_;
};

} // namespace postern::tests

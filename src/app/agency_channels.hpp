// AgencyChannels: the channels of agencies.xml at work, each in a thread of its own, so that none waits for another.
#pragma once

#include "clearance/agency_desk.hpp"
#include "clearance/agency_table.hpp"
#include "ports/outgoing.hpp"
#include "ports/store.hpp"
#include "workers/agency_channel.hpp"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace postern::app {

class AgencyChannels {
public:
    /// All of them outlive it. say: thread-safe.
    struct Parts {
        clearance::AgencyDesk& desk;
        ports::Store& store;
        ports::Clock& clock;
        ports::Caller& caller;
        std::function<void(std::string_view)> say;
        std::int64_t node = 0; ///< of this program; what it held when it was killed is its own again
    };
    /// Begins at once. Throws core::Failure naming the agency where a secret or a folder is not there.
    AgencyChannels(const clearance::AgencyTable& agencies, Parts parts);
    ~AgencyChannels();
    AgencyChannels(const AgencyChannels&) = delete;
    AgencyChannels& operator=(const AgencyChannels&) = delete;

    /// Those that hand over. Thread-safe.
    std::vector<workers::ChannelStatus> status() const;
    /// Lets what is on its way come to its end, and gives back what was not brought. Again: nothing.
    void stop();

private:
    class Running;
    void add_push(const ports::Agency& agency, const ports::PushChannel& push);
    void add_drop(const ports::Agency& agency, const ports::DropChannel& drop);
    void add_ask(const ports::Agency& agency, const ports::AskChannel& ask);
    core::Principal principal_of(const ports::Agency& agency, core::Mode mode) const;

    Parts parts_;
    std::vector<std::unique_ptr<Running>> running_;
};

} // namespace postern::app

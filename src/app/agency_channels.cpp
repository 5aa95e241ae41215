// AgencyChannels: makes the channels and runs them.
#include "app/agency_channels.hpp"

#include "app/say_failures.hpp"
#include "app/settings.hpp"
#include "channels/folder_drop.hpp"
#include "channels/http_courier.hpp"
#include "core/failure.hpp"
#include "workers/agency_inquiries.hpp"
#include "workers/answer_pickup.hpp"
#include "workers/rounds.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace postern::app {

namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kLongestWaitMs = 1'000; // so that a stop is not waited for
constexpr milliseconds kPickupPause{500};
constexpr milliseconds kAskPause{500};

/// Secrets in place of what refers to them.
ports::HttpPlace with_secrets(ports::HttpPlace place, const std::string& agency) {
    for (auto& [name, value] : place.headers)
        if (value.starts_with("env:") || value.starts_with("file:"))
            value = read_secret(std::string("agency ").append(agency).append(", header ").append(name), value);
    return place;
}

} // namespace

/// One channel with its threads.
class AgencyChannels::Running {
public:
    Running(std::string name, std::function<void(std::string_view)> say)
        : say_(std::move(say)), fail_(say_failures(std::move(name), say_)) {}

    void bring(Parts& parts, core::Principal agency, std::unique_ptr<ports::Courier> courier, ports::Pace pace) {
        courier_ = std::move(courier);
        bring(parts, std::move(agency), *courier_, pace);
    }
    void bring(Parts& parts, core::Principal agency, ports::Courier& courier, ports::Pace pace) {
        channel_ = std::make_unique<workers::AgencyChannel>(
            workers::AgencyChannel::Parts{parts.desk, parts.store.feeds(), courier, parts.clock, say_},
            std::move(agency), pace);
        auto& clock = parts.clock;
        run(milliseconds(0), [this, &clock] {
            const auto next = channel_->step();
            channel_->wait(std::min(next, core::Instant{clock.now().ms + kLongestWaitMs}));
        });
    }
    void exchange_files(Parts& parts, const core::Principal& agency, std::unique_ptr<channels::FolderDrop> folder,
                        ports::Pace pace) {
        folder_ = std::move(folder);
        bring(parts, agency, *folder_, pace);
        pickup_ = std::make_unique<workers::AnswerPickup>(parts.desk, agency, *folder_);
        run(kPickupPause, [this] { pickup_->step(); });
    }
    void ask(Parts& parts, const core::Principal& agency, const ports::AskChannel& channel) {
        inquirer_ =
            std::make_unique<channels::HttpInquirer>(parts.caller, with_secrets(channel.place, agency.agency_name));
        inquiries_ = std::make_unique<workers::AgencyInquiries>(
            workers::AgencyInquiries::Parts{parts.desk, parts.store.open_filings(), *inquirer_, parts.clock}, agency,
            channel);
        run(kAskPause, [this, &clock = parts.clock, next = core::Instant{}]() mutable {
            if (next <= clock.now()) next = inquiries_->step();
        });
    }

    void stop() {
        for (auto& rounds : rounds_)
            rounds->stop();
        if (!channel_) return;
        try {
            channel_->give_back();
        } catch (const std::exception& failure) { // the leases run out, or the next start takes them back
            fail_(failure);
        }
    }
    const workers::AgencyChannel* channel() const { return channel_.get(); }

private:
    void run(milliseconds pause, std::function<void()> job) {
        rounds_.push_back(std::make_unique<workers::Rounds>(pause, std::move(job), fail_));
    }

    std::function<void(std::string_view)> say_;
    workers::Rounds::Failed fail_;
    std::unique_ptr<ports::Courier> courier_;
    std::unique_ptr<channels::FolderDrop> folder_;
    std::unique_ptr<ports::Inquirer> inquirer_;
    std::unique_ptr<workers::AgencyChannel> channel_;
    std::unique_ptr<workers::AnswerPickup> pickup_;
    std::unique_ptr<workers::AgencyInquiries> inquiries_;
    std::vector<std::unique_ptr<workers::Rounds>> rounds_; ///< last: they end before what they use
};

AgencyChannels::AgencyChannels(const clearance::AgencyTable& agencies, Parts parts) : parts_(std::move(parts)) {
    for (const auto& agency : agencies.all()) {
        for (const auto& push : agency.pushes)
            add_push(agency, push);
        for (const auto& drop : agency.drops)
            add_drop(agency, drop);
        for (const auto& ask : agency.asks)
            add_ask(agency, ask);
    }
}

AgencyChannels::~AgencyChannels() {
    stop();
}

core::Principal AgencyChannels::principal_of(const ports::Agency& agency, core::Mode mode) const {
    core::Principal who;
    who.role = core::Role::agency;
    who.mode = mode;
    who.agency = parts_.store.agency(agency.name);
    who.agency_name = agency.name;
    who.label = "channel";
    who.client = {-1 - parts_.node}; // no key has such a number
    return who;
}

void AgencyChannels::add_push(const ports::Agency& agency, const ports::PushChannel& push) {
    auto courier = std::make_unique<channels::HttpCourier>(parts_.caller, with_secrets(push.place, agency.name));
    auto running = std::make_unique<Running>("push to " + agency.name, parts_.say);
    running->bring(parts_, principal_of(agency, push.mode), std::move(courier), push.pace);
    running_.push_back(std::move(running));
}

void AgencyChannels::add_drop(const ports::Agency& agency, const ports::DropChannel& drop) {
    std::unique_ptr<channels::FolderDrop> folder;
    try {
        folder = std::make_unique<channels::FolderDrop>(drop.folder, std::chrono::seconds(drop.settle_seconds),
                                                        parts_.clock);
    } catch (const std::filesystem::filesystem_error& error) {
        throw core::Failure("agency " + agency.name + ": " + error.what());
    }
    auto running = std::make_unique<Running>("folder of " + agency.name, parts_.say);
    running->exchange_files(parts_, principal_of(agency, drop.mode), std::move(folder), drop.pace);
    running_.push_back(std::move(running));
}

void AgencyChannels::add_ask(const ports::Agency& agency, const ports::AskChannel& ask) {
    auto running = std::make_unique<Running>("questions to " + agency.name, parts_.say);
    running->ask(parts_, principal_of(agency, ask.mode), ask);
    running_.push_back(std::move(running));
}

std::vector<workers::ChannelStatus> AgencyChannels::status() const {
    std::vector<workers::ChannelStatus> all;
    for (const auto& running : running_)
        if (running->channel() != nullptr) all.push_back(running->channel()->status());
    return all;
}

void AgencyChannels::stop() {
    for (auto& running : running_)
        running->stop();
    running_.clear();
}

} // namespace postern::app

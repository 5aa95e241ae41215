// Gateway::serve: the HTTP face over the wired parts, until it is told to stop.
#include "app/agency_channels.hpp"
#include "app/before_counter.hpp"
#include "app/evidence_keys.hpp"
#include "app/gateway.hpp"
#include "app/installation.hpp"
#include "app/kept_declarations.hpp"
#include "app/office.hpp"
#include "app/post_files.hpp"
#include "app/say_failures.hpp"
#include "app/webhook_threads.hpp"
#include "channels/curl_caller.hpp"
#include "clearance/agency_desk.hpp"
#include "cli/input.hpp"
#include "counter/status_secret.hpp"
#include "dispatch/quality_mark.hpp"
#include "forms/cairo_printer.hpp"
#include "http/server.hpp"
#include "workers/deadline_round.hpp"
#include "workers/referral_round.hpp"
#include "workers/retention_round.hpp"
#include "workers/rounds.hpp"

#include <chrono>
#include <functional>
#include <iostream>
#include <map>
#include <vector>

namespace postern::app {

namespace {

http::HttpSettings http_settings(const Settings& s) {
    using std::chrono::seconds;
    http::HttpSettings h;
    h.address = s.listen_address;
    h.port = static_cast<std::uint16_t>(s.listen_port);
    h.threads = static_cast<std::uint32_t>(s.http_threads);
    h.public_url = s.public_url;
    h.queued = static_cast<std::uint32_t>(s.http_queue);
    h.idle = seconds(s.http_keep_alive_seconds);
    h.head_deadline = seconds(s.http_head_seconds);
    h.body_deadline = seconds(s.http_body_seconds);
    h.head.bytes = static_cast<std::size_t>(s.http_head_bytes);
    h.message_bytes = static_cast<std::uint64_t>(s.http_body_bytes);
    h.bodies_in_flight = static_cast<std::uint64_t>(s.http_bodies_in_flight_bytes);
    h.long_polls = static_cast<std::uint32_t>(s.http_long_polls);
    h.long_poll_seconds = static_cast<std::uint32_t>(s.http_long_poll_seconds);
    h.feed_page = static_cast<std::uint32_t>(s.feed_page_default);
    h.feed_page_limit = static_cast<std::uint32_t>(s.feed_page_limit);
    h.lease_offers_limit = static_cast<std::uint32_t>(s.lease_offers_limit);
    h.batch_bytes = static_cast<std::uint64_t>(s.feed_batch_bytes);
    h.lease_seconds = static_cast<std::uint32_t>(s.lease_seconds);
    h.lease_seconds_limit = static_cast<std::uint32_t>(s.lease_seconds_limit);
    return h;
}

workers::LaneLimits lane_limits(const Settings& s) {
    workers::LaneLimits limits;
    limits.waiting = {static_cast<std::size_t>(s.lanes_interactive), static_cast<std::size_t>(s.lanes_submit),
                      static_cast<std::size_t>(s.lanes_bulk)};
    limits.workers = static_cast<std::size_t>(s.lanes_workers);
    return limits;
}

constexpr std::size_t kSchemaBytes = 1u << 20;
constexpr std::chrono::seconds kDeadlinePause{30};
constexpr std::chrono::minutes kRetentionPause{1};

using DeadlinesByName = std::map<std::string, clearance::Deadlines, std::less<>>;

DeadlinesByName deadlines_of(const clearance::AgencyTable& agencies) {
    DeadlinesByName all;
    for (const auto& agency : agencies.all())
        if (!agency.deadlines.empty()) all.emplace(agency.name, clearance::Deadlines(agency));
    return all;
}

std::vector<workers::DeadlineRound::Watched> watched(const DeadlinesByName& deadlines, ports::Store& store) {
    std::vector<workers::DeadlineRound::Watched> all;
    for (const auto& [name, of] : deadlines)
        all.push_back({store.agency(name), of});
    return all;
}

/// Senders are known to the store by pseudonym alone.
auto goods_history(ports::GoodsHistoryReader& reader, std::shared_ptr<const crypto::Pseudonyms> pseudonyms) {
    return [&reader, known = std::move(pseudonyms)](const core::Principal& who, const core::Party& sender) {
        const auto pseudonym = dispatch::sender_pseudonym(sender, who.post, *known);
        return who.tenant && pseudonym != 0
                   ? reader.of_sender(who.tenant, who.mode, pseudonym, codelists::kMostGoodsHits)
                   : std::vector<ports::DeclaredGoods>();
    };
}

constexpr const char* kSandboxNotice = "sandbox: the demo keys are public; nothing here is for real";

} // namespace

std::unique_ptr<PostFiles> Gateway::make_post_files(const std::function<void(std::string_view)>& say) {
    try {
        return std::make_unique<PostFiles>(posts(), event_codes(), PostFiles::Parts{store(), clock_, ids(), say});
    } catch (const core::Failure& wrong) {
        throw cli::ConfigurationError(wrong.what());
    }
}

void Gateway::serve(const std::function<void(const std::string&)>& ready, const std::function<void()>& wait) {
    const auto parts = submissions().parts();
    add_demo_keys();
    for (const auto& lost : load_earlier_editions())
        std::cerr << "an earlier edition does not load any more, answers to what it made cannot be read: " << lost
                  << "\n";
    texts();
    if (settings_.sandbox_demo_keys) {
        std::cerr << "\n*** SANDBOX: the demo keys of " << settings_.sandbox_keys_file
                  << " are accepted. Everybody knows\n"
                  << "*** them. Never start this where others can reach it.\n\n";
    }
    auto& kept = store();
    const auto say = [](std::string_view line) { std::cerr << line << std::endl; };
    clearance::AgencyDesk desk(
        {kept.ledger(), kept.filings(), kept.feeds(), kept.registers(), clock_, keys(), &kept.dispatched_filings()},
        editions_, parts->ids, regularization_days(), static_cast<std::uint32_t>(settings_.lease_tries));
    const clearance::GoodsTable goods({kept.filings(), kept.declarations(), kept.registers()}, parts->ids,
                                      kept_declarations());
    clearance::Attachments attachments(
        {kept.ledger(), kept.declarations(), kept.filings(), kept.registers(), kept.attachments(), clock_, keys()},
        parts->ids, may_read_attachments());
    dispatch::Registers registers({kept.ledger(), kept.filings(), kept.registers(), clock_, keys()}, editions_, lists_,
                                  say);
    const auto months = static_cast<int>(settings_.s10_window_months);
    Office office({kept, clock_, keys(), *parts->agencies, settings_.schemas_folder, months}, parts->ids,
                  [this](const core::Principal& post, std::span<const ports::PackedItem> items) {
                      submissions_->current()->make_documents_anew(post, items);
                  });
    const auto evidence_keys = signing_keys();
    const auto evidence = make_evidence_desk();
    pipeline::PostEvents events(kept.events(), clock_, parts->ids);
    const auto described = parts->agencies;
    const auto deadlines = deadlines_of(*described);
    channels::CurlCaller caller;
    AgencyChannels channels(
        *described, {desk, kept, clock_, caller, say, settings_.node_number * KeySlot::kSlots + key_slot_->number()});
    const auto post_files = make_post_files(say);
    WebhookThreads webhooks(settings_, kept, {clock_, keys(), caller}, parts->ids, say);
    access::Doorkeeper doorkeeper(kept.keys());
    workers::Lanes lanes(lane_limits(settings_));
    http::Services services{*submissions_,
                            desk,
                            doorkeeper,
                            lanes,
                            kept.ledger(),
                            kept.keys(),
                            kept.feeds(),
                            clock_,
                            keys(),
                            [&] { return kept.health(); },
                            *texts_,
                            editions_,
                            lists_,
                            {settings_.sandbox_demo_keys, settings_.sandbox_demo_keys ? kSandboxNotice : ""},
                            say,
                            parts->ids,
                            &kept.quality(),
                            &registers,
                            &kept.registers(),
                            [this] { return reload(); },
                            cli::read_input(settings_.schemas_folder + "/declaration.schema.json", kSchemaBytes),
                            &events,
                            &kept.releases(),
                            &goods,
                            &attachments,
                            [&] { return channels.status(); },
                            &kept.unplaced(),
                            &kept.open_filings(),
                            &deadlines,
                            &webhooks.desk()};
    office.put_into(services);
    counter::Journal counter_journal(kept.ledger(), kept.counter_acts(), clock_, parts->ids);
    services.counter_journal = &counter_journal;
    services.zone_of_post = [table = posts()](std::string_view name) {
        const auto post = std::ranges::find(table.all(), name, &postal::Post::name);
        return post == table.all().end() ? std::string("Etc/UTC") : post->time_zone;
    };
    services.evidence = evidence.get();
    services.sign_evidence = [&](std::string_view payload) {
        return signatures::sign(evidence_keys.signer, exchange::kEvidenceType, payload);
    };
    services.sign_pack = [&](std::string_view payload) {
        return signatures::sign(evidence_keys.signer, http::kPackType, payload);
    };
    services.jwks = evidence_keys.known.to_jwks();
    const forms::CairoPrinter printer;
    services.printer = &printer;
    const counter::FormDesk forms(kept.declarations(), parts->ids, kept_declarations());
    services.forms = &forms;
    services.evidence_schema = cli::read_input(settings_.schemas_folder + "/evidence.schema.json", kSchemaBytes);
    counter::ItemIds item_ids({kept.ledger(), kept.item_ids(), clock_, lists_}, months, say);
    services.item_ids = &item_ids;
    BeforeCounter before_counter({kept, clock_, keys()}, parts->ids, installation_secret(settings_), settings_);
    before_counter.put_into(services);
    counter_pages_.replace(http::PageFolder::load(settings_.web_folder));
    services.counter_pages = &counter_pages_;
    services.status_secret = [secret = installation_secret(settings_)](core::DeclarationKey declaration) {
        return counter::status_secret(secret, declaration);
    };
    const counter::StatusDesk status_desk({kept.public_items(), kept.declarations(), kept.filings(), clock_},
                                          services.status_secret, months);
    services.status_desk = &status_desk;
    services.goods_history = goods_history(kept.goods_history(), parts->pseudonyms);
    http::Server server(std::move(services), http_settings(settings_));
    server.start();
    // after the server, so that it ends before: what it offers is read by those whom the server still serves
    workers::Rounds gathering(
        std::chrono::milliseconds(settings_.registers_look_ms), [&] { registers.work_off(); },
        say_failures("registers", say));
    workers::DeadlineRound lateness(watched(deadlines, kept), kept.open_filings(), kept.ledger(), clock_);
    workers::Rounds looking_for_lateness(
        kDeadlinePause, [&] { lateness.step(); }, say_failures("deadlines", say));
    workers::ReferralRound unanswered(kept.referrals(), kept.ledger(), clock_, months);
    workers::Rounds looking_for_unanswered(
        kDeadlinePause, [&] { unanswered.step(); }, say_failures("referrals", say));
    workers::RetentionRound retention({kept.feeds(), kept.events(), kept.ledger(), clock_},
                                      {settings_.retention_offers_days, settings_.retention_events_days});
    workers::Rounds forgetting(
        kRetentionPause, [&] { retention.step(); }, say_failures("retention", say));
    webhooks.start();
    post_files->start();
    ready("http://" + settings_.listen_address + ":" + std::to_string(server.port()));
    wait();
    webhooks.stop();
    post_files->stop();
    forgetting.stop();
    gathering.stop();
    looking_for_lateness.stop();
    looking_for_unanswered.stop();
    channels.stop();
    server.stop();
}

} // namespace postern::app

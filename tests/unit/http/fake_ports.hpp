// Fakes of the ports that the HTTP face stands on, and of a body from the wire.
#pragma once

#include "http/call.hpp"
#include "http/refuse.hpp"
#include "ports/ledger.hpp"
#include "ports/readers.hpp"
#include "ports/world.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_fakes {

using namespace postern;
using core::RefusalCode;

struct FakeLedger : ports::Ledger {
    std::vector<ports::AuditRow> rows;
    std::vector<ports::Outcome> record(std::span<const ports::Deed>) override { throw ports::Busy(); }
    bool note(ports::AuditRow row) override {
        rows.push_back(std::move(row));
        return true;
    }
};
struct FakeKeys : ports::KeyReader {
    std::map<std::string, ports::KeyHead, std::less<>> heads;
    std::optional<ports::KeyHead> key(std::string_view prefix) override {
        const auto found = heads.find(prefix);
        return found == heads.end() ? std::nullopt : std::optional(found->second);
    }
    std::vector<ports::KeyHead> keys() override { return {}; }
    std::vector<ports::AuditRow> audit(std::uint32_t) override { return {}; }
};
struct FakeFeeds : ports::FeedReader {
    ports::FeedPage page(const ports::FeedName&, std::int64_t, std::uint32_t, const ports::FeedFilter&) override {
        return {};
    }
    std::vector<ports::SetAside> set_aside(const ports::FeedName&, std::int64_t, std::uint32_t) override { return {}; }
    std::optional<ports::LeaseHead> lease(const ports::FeedName&, core::LeaseKey, core::ClientKey) override {
        return std::nullopt;
    }
    std::vector<ports::FeedName> feeds() override { return {}; }
    void wait(const ports::FeedName&, std::int64_t, core::Instant) override {}
    void stop_waiting() override {}
};
struct FakeFilings : ports::FilingReader {
    std::optional<ports::FilingHead> filing(core::FilingKey) override { return std::nullopt; }
    std::vector<ports::FilingHead> of_declaration(core::DeclarationKey) override { return {}; }
    std::vector<ports::FilingHead> newest_of_profile(std::string_view, std::uint32_t) override { return {}; }
    std::optional<ports::FilingHead> by_reference(const ports::FeedName&, std::string_view) override {
        return std::nullopt;
    }
    std::optional<ports::DocumentRow> document(core::FilingKey, std::uint32_t) override { return std::nullopt; }
    std::optional<core::Instant> offered_at(core::FilingKey, std::uint32_t) override { return std::nullopt; }
    std::vector<core::Event> events_of(core::DeclarationKey) override { return {}; }
    std::vector<core::Event> events_of(core::FilingKey) override { return {}; }
    std::optional<ports::AnswerRow> answer(core::AnswerKey) override { return std::nullopt; }
};
struct FakeRegisters : ports::RegisterReader {
    std::vector<ports::WaitingRows> waiting() override { return {}; }
    std::vector<ports::RowHead> waiting_rows(const ports::WaitingRows&, std::uint32_t) override { return {}; }
    std::vector<core::FilingKey> stale(std::uint32_t) override { return {}; }
    std::optional<ports::RegisterHead> head(core::FilingKey) override { return std::nullopt; }
    std::vector<ports::RowHead> rows(core::FilingKey) override { return {}; }
    std::vector<ports::RegisterHead> newest(core::TenantKey, core::Mode, std::uint32_t) override { return {}; }
    std::optional<ports::RowPlace> place(core::FilingKey) override { return std::nullopt; }
};
struct FakeClock : ports::Clock {
    core::Instant now() const override { return {1'700'000'000'000}; }
};
struct FakeNumbers : ports::KeySource {
    std::int64_t last = 0;
    std::int64_t next() override { return ++last; }
};
struct FakeBody : http::BodySource {
    std::string bytes;
    bool chunked = false;
    std::optional<core::Refusal> fault;
    bool was_read = false;
    bool has_body() const override { return !bytes.empty() || fault.has_value(); }
    std::optional<std::uint64_t> announced() const override {
        return chunked ? std::nullopt : std::optional<std::uint64_t>(bytes.size());
    }
    core::Result<std::string> read(std::uint64_t limit) override {
        was_read = true;
        if (fault) return *fault;
        if (bytes.size() > limit) return http::refuse(RefusalCode::body_too_large, std::to_string(limit));
        return bytes;
    }
};

} // namespace http_fakes

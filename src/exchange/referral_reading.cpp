// Reading of referrals: members to values; a message cut into referrals, each checked by itself.
#include "exchange/referral_reading.hpp"

#include "core/attachment.hpp"
#include "core/item_id.hpp"
#include "core/utf8.hpp"
#include "core/words_of.hpp"
#include "exchange/told_times.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::exchange {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

constexpr std::string_view kItmref = "urn:postern:itmref:1";
constexpr std::size_t kTextCharacters = 512;
constexpr std::size_t kMostWanted = 32;

constexpr auto kMembers = std::to_array<std::pair<std::string_view, std::string SentReferral::*>>({
    {"item_id", &SentReferral::item_id},
    {"reference", &SentReferral::reference},
    {"kind", &SentReferral::kind},
    {"authority", &SentReferral::authority},
    {"when", &SentReferral::when},
    {"deadline", &SentReferral::deadline},
    {"reason", &SentReferral::reason},
    {"text", &SentReferral::text},
});

/// The words parted by blanks; nullopt: one of them can be wanted by nobody.
std::optional<std::string> wanted_words(const std::vector<std::string>& wanted, const IsField& is_field) {
    if (wanted.size() > kMostWanted) return std::nullopt;
    std::string words;
    for (const auto& word : wanted) {
        if (word.empty() || !is_code(word)) return std::nullopt;
        if (!core::attachment_type_named(word) && !is_field(word)) return std::nullopt;
        words.append(words.empty() ? "" : " ").append(word);
    }
    return words;
}

/// Of a fault: the member that it is in, else the structure. Names of elements that are none of ours are not told.
Refusal refusal_of_fault(const xml::SchemaFault& fault) {
    const auto* const known =
        std::ranges::find(kMembers, fault.element, &std::pair<std::string_view, std::string SentReferral::*>::first);
    const bool is_wanted = fault.element == "wanted";
    if (known == kMembers.end() && !is_wanted)
        return Refusal{RefusalCode::message_structure, "referral", fault.line, fault.column, {}};
    return Refusal{RefusalCode::bad_parameter, fault.element, fault.line, fault.column, {}};
}

class ItmrefSink final : public xml::MessageSink {
public:
    explicit ItmrefSink(const xml::Schema& schema) : schema_(schema) {}
    SentReferrals take() { return std::move(sent_); }

    Result<xml::Shape> on_root(std::string_view namespace_uri, std::string_view local_name) override {
        if (namespace_uri != kItmref || local_name != "itmref")
            return Refusal{RefusalCode::source_unknown, {}, 0, 0, {}};
        return xml::Shape{{"header"}, {"referrals", "referral"}};
    }
    Result<void> on_header(xml::Document header) override {
        if (const auto faults = schema_.check(header); !faults.empty())
            return Refusal{RefusalCode::message_structure, "header", faults.front().line, faults.front().column, {}};
        const auto root = header.root();
        sent_.sender = root.child("sender").text();
        sent_.recipient = root.child("recipient").text();
        sent_.message_reference = root.child("message_reference").text();
        has_header_ = true;
        return {};
    }
    Result<void> on_item(xml::Document item, std::uint32_t) override {
        if (!has_header_) return Refusal{RefusalCode::message_structure, "header", 0, 0, {}};
        auto& referral = sent_.referrals.emplace_back();
        const auto root = item.root();
        if (const auto id = root.child("item_id")) referral.item_id = id.text();
        if (const auto faults = schema_.check(item); !faults.empty()) {
            referral.refused = refusal_of_fault(faults.front());
            return {};
        }
        for (const auto& [name, member] : kMembers)
            if (const auto element = root.child(name)) referral.*member = element.text();
        if (const auto wanted = root.child("wanted")) {
            auto words = wanted.text();
            std::ranges::replace_if(
                words, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
            referral.wanted = core::words_of(words);
        }
        return {};
    }

private:
    const xml::Schema& schema_;
    SentReferrals sent_;
    bool has_header_ = false;
};

} // namespace

bool is_referral_text(std::string_view text, std::size_t most) {
    std::size_t characters = 0;
    while (!text.empty()) {
        const auto length = core::utf8_length(text);
        const auto first = static_cast<unsigned char>(text.front());
        const bool is_control = (first < 0x20 && first != '\t' && first != '\n' && first != '\r') || first == 0x7f;
        if (length == 0 || is_control || ++characters > most) return false;
        text.remove_prefix(length);
    }
    return true;
}

Result<ports::ToldReferral> told_referral(const SentReferral& sent, core::Instant now, const IsField& is_field) {
    if (sent.refused) return *sent.refused;
    const auto id = core::ItemId::parse(sent.item_id);
    if (!id) return wrong_member("item_id");
    const auto kind = core::referral_named(sent.kind);
    if (!kind) return wrong_member("kind");
    const auto when = read_past(sent.when, now);
    if (!when) return wrong_member("when");
    if (sent.authority.empty() || !is_code(sent.authority)) return wrong_member("authority");
    if (!is_code(sent.reference)) return wrong_member("reference");
    if (!is_code(sent.reason)) return wrong_member("reason");
    if (!is_referral_text(sent.text, kTextCharacters)) return wrong_member("text");
    auto wanted = wanted_words(sent.wanted, is_field);
    if (!wanted) return wrong_member("wanted");
    ports::ToldReferral told;
    told.item_id = id->text();
    told.reference = sent.reference;
    told.authority = sent.authority;
    told.kind = *kind;
    told.when = *when;
    if (!sent.deadline.empty()) {
        told.deadline = core::parse_rfc3339(sent.deadline);
        if (!told.deadline) return wrong_member("deadline");
    }
    told.reason = sent.reason;
    told.wanted = std::move(*wanted);
    if (!sent.text.empty()) told.text = vault::seal(sent.text);
    return told;
}

Result<SentReferrals> ItmrefReader::read(std::string_view bytes) const {
    xml::ReadLimits limits;
    limits.item_elements = 64;
    limits.items = kMostReferrals;
    ItmrefSink sink(*schema_);
    auto reader = readers_->borrow();
    if (const auto read = (*reader).read(bytes, limits, sink); !read) return read.refusal();
    return sink.take();
}

} // namespace postern::exchange

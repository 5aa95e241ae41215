// ReferralAnswers: checked, sealed as JSON, opened again for whoever reads or sends it on.
#include "exchange/referral_answers.hpp"

#include "core/ascii.hpp"
#include "core/item_id.hpp"
#include "crypto/digest.hpp"
#include "exchange/told_times.hpp"
#include "ports/long_poll.hpp"
#include "vault/vault.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace postern::exchange {

using core::Refusal;
using core::RefusalCode;
using core::Result;
using crypto::IdKind;
using ports::ReferralAnswerKind;

namespace {

constexpr std::size_t kMostFields = 64;
constexpr std::size_t kMostDocuments = 32;
constexpr std::size_t kMostMethods = 8;
constexpr std::size_t kValueCharacters = 512;
constexpr std::size_t kAnswerCharacters = 2'000;
constexpr std::size_t kSealedAnswerBytes = 1u << 20;
constexpr std::uint32_t kMostAnswersOfAPage = 1'000;

constexpr std::array kAnswerKinds{ReferralAnswerKind::information, ReferralAnswerKind::screening_done,
                                  ReferralAnswerKind::not_loaded, ReferralAnswerKind::already_departed};
constexpr std::array<std::string_view, 3> kResults{"clear", "not-clear", "inconclusive"};

Refusal unknown_referral() {
    return Refusal{RefusalCode::not_found, {}, 0, 0, {}};
}

std::optional<ReferralAnswerKind> answer_kind_named(std::string_view name) {
    for (const auto kind : kAnswerKinds)
        if (ports::to_string(kind) == name) return kind;
    return std::nullopt;
}

/// "lines[2].hs_code" is the field lines.hs_code of the second line: the name without the number, which is from 1.
std::string without_number(std::string_view name) {
    constexpr std::size_t kMostDigits = 4;
    const auto open = name.find('[');
    const auto close = name.find(']', open);
    if (open == std::string_view::npos || close == std::string_view::npos) return std::string(name);
    const auto digits = name.substr(open + 1, close - open - 1);
    const bool is_number = !digits.empty() && digits.size() <= kMostDigits && digits.front() != '0' &&
                           std::ranges::all_of(digits, [](char c) { return core::is_ascii_digit(c); });
    return is_number ? std::string(name.substr(0, open)).append(name.substr(close + 1)) : std::string(name);
}

bool is_code_given(const std::string& code) {
    return !code.empty() && is_code(code);
}

Result<void> check_screening(const Screening& screening, core::Instant now) {
    const auto& methods = screening.methods;
    if (methods.empty() || methods.size() > kMostMethods || !std::ranges::all_of(methods, is_code_given))
        return wrong_member("screening.methods");
    if (std::ranges::find(kResults, screening.result) == kResults.end()) return wrong_member("screening.result");
    if (!read_past(screening.when, now)) return wrong_member("screening.when");
    if (!is_code(screening.office)) return wrong_member("screening.office");
    return {};
}

/// What holds of an answer whatever it answers.
Result<ReferralAnswerKind> check_answer(const SentAnswer& sent, core::Instant now, const IsField& is_field) {
    const auto kind = answer_kind_named(sent.kind);
    if (!kind) return wrong_member("kind");
    const auto is_good_field = [&](const auto& field) {
        return is_field(without_number(field.first)) && !field.second.empty() &&
               is_referral_text(field.second, kValueCharacters);
    };
    if (sent.fields.size() > kMostFields || !std::ranges::all_of(sent.fields, is_good_field))
        return wrong_member("fields");
    if (!is_referral_text(sent.text, kAnswerCharacters)) return wrong_member("text");
    if (sent.documents.size() > kMostDocuments) return wrong_member("documents");
    if (sent.screening.has_value() != (*kind == ReferralAnswerKind::screening_done)) return wrong_member("screening");
    if (sent.screening)
        if (const auto good = check_screening(*sent.screening, now); !good) return good.refusal();
    const bool says_something = !sent.fields.empty() || !sent.text.empty() || !sent.documents.empty();
    if (*kind == ReferralAnswerKind::information && !says_something) return wrong_member("fields");
    return *kind;
}

void write_kept_screening(json::Writer& out, const Screening& screening) {
    out.key("screening");
    out.begin_object();
    out.list("methods", screening.methods);
    out.member("result", screening.result);
    out.member("when", screening.when);
    out.member_if("office", screening.office);
    out.end_object();
}

std::string kept_content(const AnswerView& answer) {
    json::Writer out;
    out.begin_object();
    out.member("version", answer.version);
    out.key("fields");
    out.begin_object();
    for (const auto& [name, value] : answer.fields)
        out.member(name, value);
    out.end_object();
    out.member_if("text", answer.text);
    if (answer.screening) write_kept_screening(out, *answer.screening);
    out.key("documents");
    out.begin_array();
    for (const auto& document : answer.documents) {
        out.begin_object();
        out.member("document_id", document.document_id);
        out.member("media_type", document.media_type);
        out.member("bytes", document.bytes);
        out.member("sha256", document.hash);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take();
}

template <class Number>
Number number_of(const json::Value& object, std::string_view name) {
    const json::Value* member = object.find(name);
    Number number = 0;
    if (member != nullptr) {
        const auto& digits = member->text();
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    }
    return number;
}

std::string text_in(const json::Value& object, std::string_view name) {
    return object.string(name).value_or("");
}

void open_content(const json::Value& kept, AnswerView& view) {
    view.version = number_of<std::uint32_t>(kept, "version");
    view.text = text_in(kept, "text");
    if (const auto* fields = kept.find("fields"))
        for (const auto& [name, value] : fields->members())
            view.fields.emplace_back(name, value.text());
    if (const auto* screening = kept.find("screening")) {
        auto& of = view.screening.emplace();
        if (const auto* methods = screening->find("methods"))
            for (const auto& method : methods->items())
                of.methods.push_back(method.text());
        of.result = text_in(*screening, "result");
        of.when = text_in(*screening, "when");
        of.office = text_in(*screening, "office");
    }
    if (const auto* documents = kept.find("documents"))
        for (const auto& document : documents->items())
            view.documents.push_back({text_in(document, "document_id"), text_in(document, "media_type"),
                                      number_of<std::uint64_t>(document, "bytes"), text_in(document, "sha256")});
}

/// The same answer to what was asked anew is another answer.
core::ContentHash hash_of_answer(const std::string& content, ReferralAnswerKind kind,
                                 const std::vector<ports::ReferralMessage>& messages) {
    core::Instant asked;
    for (const auto& message : messages)
        if (message.kind != core::EventType::referral_assessment_complete) asked = std::max(asked, message.when);
    return crypto::sha256(std::string(ports::to_string(kind)) + "\n" + std::to_string(asked.ms) + "\n" + content);
}

} // namespace

std::optional<ports::ReferralHead> own_referral(ports::ReferralReader& reader, const crypto::IdCipher& ids,
                                                const core::Principal& post, std::string_view referral_id) {
    const auto key = ids.open(IdKind::referral, referral_id);
    auto head = key ? reader.referral({*key}) : std::nullopt;
    if (!head || head->tenant != post.tenant || head->mode != post.mode) return std::nullopt;
    return head;
}

AnswerView answer_view(const ports::ReferralAnswer& kept, const crypto::IdCipher& ids) {
    AnswerView view;
    view.referral_id = ids.seal(IdKind::referral, kept.referral.value);
    view.number = kept.number;
    view.kind = kept.kind;
    view.when = kept.when;
    const auto content = json::read(vault::open(kept.sealed, kSealedAnswerBytes));
    if (content) open_content(content.value(), view);
    return view;
}

std::optional<ports::ReferralHead> ReferralAnswers::own(const core::Principal& post,
                                                        std::string_view referral_id) const {
    return own_referral(ports_.referrals, *ids_, post, referral_id);
}

/// Beside the referral, and beside the item's declarations.
std::vector<ReferralDocument> ReferralAnswers::documents_of(const ports::ReferralHead& head) const {
    std::vector<ReferralDocument> all;
    for (const auto& one : ports_.referrals.evidence(head.place.key))
        all.push_back(document_of(one, *ids_));
    for (const auto& declaration : ports_.declarations.of_item(head.tenant, head.mode, head.item_id))
        for (const auto& one : ports_.attachments.of_declaration(declaration.key))
            all.push_back(document_of(one, *ids_));
    return all;
}

std::uint32_t ReferralAnswers::newest_version(const ports::ReferralHead& head) const {
    const auto declarations = ports_.declarations.of_item(head.tenant, head.mode, head.item_id);
    return declarations.empty() ? 0 : declarations.front().version;
}

Result<GivenAnswer> ReferralAnswers::answer(const core::Principal& post, std::string_view referral_id,
                                            const SentAnswer& sent, const IsField& is_field,
                                            const std::string& request_id) {
    const auto head = own(post, referral_id);
    if (!head) return unknown_referral();
    const auto now = ports_.clock.now();
    const auto kind = check_answer(sent, now, is_field);
    if (!kind) return kind.refusal();
    if (sent.version > newest_version(*head)) return wrong_member("version");

    ports::ReferralAnswer kept;
    kept.referral = head->place.key;
    kept.kind = kind.value();
    AnswerView view{std::string(referral_id), 1, kept.kind, now, sent.version, sent.fields, sent.text,
                    sent.screening,           {}};
    const auto known = sent.documents.empty() ? std::vector<ReferralDocument>() : documents_of(*head);
    for (const auto& id : sent.documents) {
        const auto document = std::ranges::find(known, id, &ReferralDocument::document_id);
        if (document == known.end()) return wrong_member("documents");
        view.documents.push_back(*document);
    }
    const auto content = kept_content(view);
    ports::ReferralAnswered body{kept.referral,
                                 post.tenant,
                                 post.mode,
                                 kept.kind,
                                 hash_of_answer(content, kept.kind, ports_.referrals.messages(kept.referral)),
                                 vault::seal(content),
                                 now,
                                 core::item_id_window_from(now, window_months_)};
    auto row = ports::audit_of(post, "referrals.answer", view.referral_id, now, request_id);
    const auto outcome = ports::record_one(ports_.ledger, std::move(body), std::move(row));
    if (outcome.no == ports::No::too_many)
        return Refusal{RefusalCode::documents_full, std::to_string(ports::kMostReferralAnswers), 0, 0, {}};
    if (!outcome.done()) return unknown_referral();
    for (const auto& each : ports_.referrals.answers(kept.referral))
        if (each.number == outcome.number) return GivenAnswer{answer_view(each, *ids_), outcome.repeat};
    return unknown_referral();
}

PutOutAnswer ReferralAnswers::put_out(const ports::ReferralHead& head, const ports::ReferralAnswer& kept) const {
    PutOutAnswer out{answer_view(kept, *ids_), head.item_id, head.reference, head.authority, {}, {}, {}};
    for (auto& message : ports_.referrals.messages(head.place.key)) {
        if (message.when > kept.when) break;
        // whoever asked last is answered
        if (!message.sender.empty()) out.to = message.sender;
        if (!message.recipient.empty()) out.from = message.recipient;
        if (!message.message_reference.empty()) out.message_reference = message.message_reference;
    }
    return out;
}

Result<PutOutAnswer> ReferralAnswers::newest(const core::Principal& post, std::string_view referral_id) {
    const auto head = own(post, referral_id);
    if (!head) return unknown_referral();
    const auto answers = ports_.referrals.answers(head->place.key);
    if (answers.empty()) return unknown_referral();
    return put_out(*head, answers.back());
}

Result<PutOutPage> ReferralAnswers::answers(const core::Principal& post, std::string_view after, std::uint32_t limit,
                                            std::uint32_t wait_ms) {
    std::int64_t from = 0;
    if (!after.empty()) {
        const auto opened = ids_->open(IdKind::cursor, after);
        if (!opened) return Refusal{RefusalCode::bad_cursor, {}, 0, 0, {}};
        from = *opened;
    }
    const auto most = std::clamp(limit, 1u, kMostAnswersOfAPage);
    const auto page = ports::read_or_wait(
        ports_.clock, from, wait_ms,
        [&](std::int64_t position) { return ports_.referrals.answers_after(post.tenant, post.mode, position, most); },
        [&](std::int64_t newest, core::Instant deadline) { ports_.referrals.wait_for_answer(newest, deadline); });
    PutOutPage out;
    for (const auto& kept : page.answers)
        if (const auto head = ports_.referrals.referral(kept.referral)) out.answers.push_back(put_out(*head, kept));
    if (page.looked_to > 0) out.next = ids_->seal(IdKind::cursor, page.looked_to);
    return out;
}

} // namespace postern::exchange

// postern verify: whether evidence of export is what a gateway signed, and what it proves, in plain words.
#include "cli/command.hpp"
#include "cli/input.hpp"
#include "exchange/evidence.hpp"
#include "signatures/jws.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <initializer_list>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace postern::cli {

namespace {

constexpr std::size_t kEvidenceBytes = 4u << 20;
constexpr std::size_t kEvidenceValues = 400'000;

/// What was read: the signature, and the copy that stands beside it for people.
struct ToVerify {
    signatures::Jws jws;
    std::optional<json::Value> copy;
};

core::Result<json::Value> read_evidence_json(std::string_view text) {
    json::ReadLimits limits;
    limits.bytes = kEvidenceBytes;
    limits.values = kEvidenceValues;
    return json::read(text, limits);
}

/// Exactly these members, each a string but for the one named `any`.
bool has_only(const json::Value& value, std::initializer_list<std::string_view> names, std::string_view any = {}) {
    return value.kind() == json::Kind::object && value.members().size() == names.size() &&
           std::ranges::all_of(names, [&](std::string_view name) {
               const auto* member = value.find(name);
               return member != nullptr && (name == any || member->kind() == json::Kind::string);
           });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::optional<ToVerify> read_any_form(std::string_view file) {
    const auto text = trimmed(file);
    if (!text.starts_with('{')) {
        auto jws = signatures::read_compact(text);
        return jws ? std::optional(ToVerify{*std::move(jws), {}}) : std::nullopt;
    }
    const auto read = read_evidence_json(text);
    if (!read) return std::nullopt;
    const auto& value = read.value();
    // whatever else stands there is not signed, and somebody might believe it
    if (has_only(value, {"payload", "protected", "signature"}))
        return ToVerify{{*value.string("protected"), *value.string("payload"), *value.string("signature")}, {}};
    if (!has_only(value, {"evidence", "jws"}, "evidence")) return std::nullopt;
    auto jws = signatures::read_compact(*value.string("jws"));
    return jws ? std::optional(ToVerify{*std::move(jws), *value.find("evidence")}) : std::nullopt;
}

bool is_same(const json::Value& a, const json::Value& b) {
    if (a.kind() != b.kind() || a.text() != b.text()) return false;
    const auto same_member = [](const auto& x, const auto& y) {
        return x.first == y.first && is_same(x.second, y.second);
    };
    return std::ranges::equal(a.items(), b.items(), is_same) &&
           std::ranges::equal(a.members(), b.members(), same_member);
}

std::string_view in_words(signatures::JwsFault fault) {
    using Fault = signatures::JwsFault;
    switch (fault) {
    case Fault::malformed: return "it is not a JWS (RFC 7515) of ours, or something of it was lost";
    case Fault::wrong_type: return "it is signed as something else than evidence of export";
    case Fault::algorithm: return "it names another algorithm than ES256";
    case Fault::unknown_key: return "none of the keys at hand has the name of the key that it says signed it";
    case Fault::bad_signature: return "something in it was altered, or another key made the signature";
    }
    return "";
}

int not_verified(std::string_view code, std::string_view why) {
    std::cout << "NOT VERIFIED: " << code << ": " << why << "\n";
    return exit_rejected;
}

/// As a terminal may show it: what an authority or a post wrote must not move the cursor.
std::string shown(const json::Value& value, std::string_view name) {
    std::string text = value.string(name).value_or("");
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
    return text;
}

void print_line(const std::string& what, const std::string& text) {
    if (!text.empty()) std::cout << what << text << "\n";
}

void print_fact(const json::Value& filing, const char* name, const char* words) {
    const auto* fact = filing.find(name);
    if (fact == nullptr) {
        std::cout << "    not " << words << ", as far as it says\n";
        return;
    }
    std::cout << "    " << words << " on " << shown(*fact, "when") << ", said by the " << shown(*fact, "said_by");
    if (const auto number = shown(*fact, "number"); !number.empty()) std::cout << ", number " << number;
    if (const auto hash = shown(*fact, "message_sha256"); !hash.empty()) std::cout << ", message " << hash;
    if (fact->find("message_deleted") != nullptr) std::cout << ", message not kept any more";
    std::cout << "\n";
}

void print_filing(const json::Value& filing) {
    std::cout << "  " << shown(filing, "agency") << ", filing " << shown(filing, "filing_id");
    if (const auto number = shown(filing, "number"); !number.empty()) std::cout << ", number " << number;
    std::cout << ":\n";
    print_fact(filing, "acceptance", "accepted");
    print_fact(filing, "release", "released");
    print_fact(filing, "exit_confirmed_by_customs", "confirmed by customs to have left");
    const auto* accepted = filing.find("accepted");
    if (accepted == nullptr) return;
    print_line("    content accepted: ", shown(*accepted, "content") + ", claim " + shown(*accepted, "claim"));
    if (const auto* lines = accepted->find("lines"); lines != nullptr)
        std::cout << "    lines of goods: " << lines->items().size() << "\n";
}

void print_evidence(const json::Value& evidence) {
    const bool is_test = evidence.string("mode") != "LIVE";
    print_line("mode: ", shown(evidence, "mode") + (is_test ? " (it proves nothing outside of a test)" : ""));
    print_line("issuer: ", shown(evidence, "issuer"));
    print_line("issued: ", shown(evidence, "issued"));
    print_line("item: ", shown(evidence, "item_id"));
    print_line("returned as: ", shown(evidence, "return_item_id"));
    print_line("to: ", shown(evidence, "destination"));
    print_line("status: ", shown(evidence, "status"));
    if (const auto* list = evidence.find("withdrawn"); list != nullptr)
        for (const auto& one : list->items())
            print_line("  withdrawn: ",
                       shown(one, "code") + " since " + shown(one, "since") + ", said by the " + shown(one, "said_by"));
    if (const auto* list = evidence.find("missing"); list != nullptr)
        for (const auto& one : list->items())
            print_line("  missing: ", shown(one, "code") + " of " + shown(one, "filing_id"));
    if (const auto* scan = evidence.find("departed_by_postal_scan"); scan != nullptr)
        print_line("  scanned by the post as departed: ", shown(*scan, "scan") + " on " + shown(*scan, "when"));
    if (const auto* list = evidence.find("filings"); list != nullptr)
        for (const auto& filing : list->items())
            print_filing(filing);
}

signatures::KeySet keys_at_hand(World& world, const Arguments& arguments) {
    const std::string path = arguments.get("keys");
    const auto keys = signatures::read_jwks(path.empty() ? world.evidence_jwks() : read_input(path, kEvidenceBytes));
    if (!keys) throw UsageError(path + " is no JWK set, as /.well-known/jwks.json of a gateway gives it");
    return *keys;
}

int verify(World& world, const Arguments& arguments) {
    if (arguments.operands.size() != 1) throw UsageError("verify takes one FILE, or - for standard input");
    const auto keys = keys_at_hand(world, arguments);
    const std::string file = read_input(arguments.operands.front(), kEvidenceBytes);
    const auto found = read_any_form(file);
    if (!found) return not_verified("malformed", in_words(signatures::JwsFault::malformed));
    const auto verdict = signatures::verify(found->jws, keys, exchange::kEvidenceType);
    if (verdict.fault) return not_verified(signatures::to_string(*verdict.fault), in_words(*verdict.fault));
    const auto evidence = read_evidence_json(verdict.payload);
    if (!evidence || evidence.value().string("form") != exchange::kEvidenceForm)
        return not_verified("unknown-form",
                            "the signature holds, and what is signed is no evidence that this program knows");
    if (found->copy && !is_same(*found->copy, evidence.value()))
        return not_verified("copy-differs", "the signature holds, and the copy beside it says something else");
    std::cout << "verified: signed with the key " << verdict.kid << "\n";
    print_evidence(evidence.value());
    return exit_ok;
}

} // namespace

Command verify_command() {
    return {
        "verify",
        "FILE | -",
        "Says whether evidence of export is genuine, and what it proves",
        "Reads what GET /v1/declarations/{id}/evidence gave, in any of its forms, and looks whether one of the keys\n"
        "signed it. Everything is looked at here; nobody is called. With --keys that is the set a gateway serves at\n"
        "/.well-known/jwks.json: fetch it from the gateway itself, over TLS. Without, it is this installation's.\n"
        "A signature says that it is genuine. What it proves say status, missing and withdrawn: evidence that was\n"
        "withdrawn is signed too.\n\n"
        "  curl -s https://gateway.example/.well-known/jwks.json -o jwks.json\n"
        "  postern verify evidence.json --keys jwks.json\n\n"
        "Exit codes: 0 verified, 1 not verified (it says why), 2 usage or configuration, 3 broken world.",
        {{"keys", "FILE", "JWK set of the gateway that signed it; without it this installation's own keys"}},
        verify};
}

} // namespace postern::cli

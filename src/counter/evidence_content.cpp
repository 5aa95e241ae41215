// What stands on paper of evidence of export.
#include "counter/evidence_content.hpp"

#include "core/failure.hpp"
#include "counter/form_content.hpp"
#include "counter/party_content.hpp"
#include "json/value.hpp"

#include <array>
#include <utility>

namespace postern::counter {

using ports::FormSheet;

namespace {

constexpr std::size_t kOwnJsonBytes = 4u << 20;
constexpr std::size_t kOwnJsonValues = 400'000;

std::string said(const json::Value& value, std::string_view name) {
    return value.string(name).value_or("");
}

/// "2026-11-20 08:15:00 UTC"
std::string printed_instant(std::string_view rfc3339) {
    if (rfc3339.size() < 19) return std::string(rfc3339);
    return std::string(rfc3339.substr(0, 10)).append(" ").append(rfc3339.substr(11, 8)).append(" UTC");
}

class EvidenceFilling {
public:
    EvidenceFilling(const json::Value& evidence, FormSheet& sheet) : evidence_(evidence), sheet_(sheet) {}

    void fill() {
        put("issuer", said(evidence_, "issuer"));
        put("status", word("evidence-" + said(evidence_, "status")));
        put("evidence-id", said(evidence_, "evidence_id"));
        put("issued", printed_instant(said(evidence_, "issued")));
        put("made-for", said(evidence_, "made_for"));
        if (const auto* carriage = evidence_.find("carriage"))
            put("carriage", joined({said(*carriage, "receptacle_id"), said(*carriage, "dispatch_id"),
                                    printed_instant(said(*carriage, "departed"))},
                                   ", "));
        std::string references = joined({said(evidence_, "declaration_id"), said(evidence_, "sender_reference")}, ", ");
        std::string proofs;
        if (const auto* filings = evidence_.find("filings"))
            for (const auto& filing : filings->items()) {
                proofs = joined({proofs, proofs_of(filing)}, "\n");
                references = joined({references, references_of(filing)}, "\n");
                put_content(filing);
            }
        put("to", said(evidence_, "destination"));
        put("proofs", joined({proofs, scan(), causes("withdrawn"), causes("missing")}, "\n"));
        put("references", references);
    }

private:
    void put(std::string_view box, std::string text) {
        if (!text.empty()) sheet_.values.emplace(box, std::move(text)); // the first that says something stays
    }
    std::string word(std::string_view name) const {
        const auto found = sheet_.captions.find(name);
        if (found == sheet_.captions.end()) return std::string(name);
        const auto& [french, other] = found->second;
        return french == other ? french : french + " / " + other;
    }

    std::string proofs_of(const json::Value& filing) const {
        constexpr std::array<std::pair<const char*, const char*>, 3> kFacts = {
            {{"acceptance", "proof-acceptance"},
             {"release", "proof-release"},
             {"exit_confirmed_by_customs", "proof-exit"}}};
        std::string lines;
        for (const auto& [member, caption] : kFacts) {
            const auto* fact = filing.find(member);
            if (fact == nullptr) continue;
            const auto by = said(*fact, "said_by") == "agency" ? said(filing, "agency") : said(*fact, "said_by");
            lines =
                joined({lines, joined({printed_instant(said(*fact, "when")), by, word(caption), said(*fact, "number")},
                                      " – ")},
                       "\n");
        }
        return lines;
    }

    std::string references_of(const json::Value& filing) const {
        std::string lines =
            joined({said(filing, "filing_id"), said(filing, "reference"), said(filing, "number")}, ", ");
        for (const char* member : {"acceptance", "release", "exit_confirmed_by_customs"})
            if (const auto* fact = filing.find(member); fact != nullptr && !said(*fact, "message_sha256").empty())
                lines.append("\nSHA-256 ").append(said(*fact, "message_sha256"));
        return lines;
    }

    std::string scan() const {
        const auto* scan = evidence_.find("departed_by_postal_scan");
        if (scan == nullptr) return {};
        return joined({printed_instant(said(*scan, "when")), said(*scan, "said_by"), word("proof-scan"),
                       said(*scan, "scan"), said(*scan, "reference")},
                      " – ");
    }

    std::string causes(std::string_view list) const {
        std::string lines;
        if (const auto* all = evidence_.find(list))
            for (const auto& one : all->items())
                lines = joined({lines, joined({word("proof-" + std::string(list)), said(one, "code"),
                                               printed_instant(said(one, "since")), said(one, "filing_id")},
                                              " – ")},
                               "\n");
        return lines;
    }

    /// Of the first filing whose content customs accepted.
    void put_content(const json::Value& filing) {
        const auto* accepted = filing.find("accepted");
        if (accepted == nullptr) return;
        put("from", said(*accepted, "sender"));
        put("to", joined({said(*accepted, "addressee"), said(evidence_, "destination")}, "\n"));
        std::string numbers;
        if (const auto* all = accepted->find("sender_numbers"))
            for (const auto& number : all->items())
                numbers = joined({numbers, said(number, "scheme") + " " + said(number, "value")}, ", ");
        put("sender-numbers", numbers);
        const auto* lines = accepted->find("lines");
        if (lines == nullptr || !sheet_.lines.empty()) return;
        for (const auto& line : lines->items()) {
            ports::FormLine row;
            row.description = said(line, "description");
            row.quantity = joined({said(line, "quantity"), said(line, "quantity_unit")}, " ");
            row.net_weight = said(line, "net_weight_kg");
            row.value = joined({said(line, "value"), said(line, "currency")}, " ");
            row.hs_code = said(line, "hs_code");
            sheet_.lines.push_back(std::move(row));
        }
    }

    const json::Value& evidence_;
    FormSheet& sheet_;
};

} // namespace

FormSheet evidence_content(const SignedEvidence& evidence, const text::Catalogue& texts, std::string_view lang) {
    json::ReadLimits limits;
    limits.bytes = kOwnJsonBytes;
    limits.values = kOwnJsonValues;
    const auto read = json::read(evidence.json, limits);
    if (!read) throw core::Failure("evidence of our own cannot be read");
    const auto& value = read.value();
    FormSheet sheet;
    sheet.form = ports::FormKind::evidence;
    sheet.size = ports::PaperSize::a4;
    sheet.lang = std::string(lang);
    sheet.test = said(value, "mode") != "LIVE";
    sheet.made = core::parse_rfc3339(said(value, "issued")).value_or(core::Instant());
    sheet.item_id = said(value, "item_id");
    sheet.captions = captions_in(texts, lang);
    const auto keys = std::string(evidence.public_url) + "/.well-known/jwks.json";
    const bool is_whole = evidence.jws.size() <= kSignatureInCode;
    sheet.qr = is_whole ? std::string(evidence.jws)
                        : joined({said(value, "evidence_id"), "sha256 " + std::string(evidence.sha256), keys}, "\n");
    sheet.captions["verify"] = sheet.captions[is_whole ? "verify-whole" : "verify-digest"];
    EvidenceFilling(value, sheet).fill();
    sheet.values["keys"] = keys;
    return sheet;
}

} // namespace postern::counter

// Evidence as JSON: the member order is fixed and what is not known is left out, so that the same facts give the same
// bytes.
#include "exchange/evidence.hpp"

#include "core/position.hpp"
#include "crypto/digest.hpp"
#include "json/writer.hpp"

#include <algorithm>

namespace postern::exchange {

namespace {

constexpr std::size_t kIdBytes = 16; // of the hash

/// The person, and the business where there is one.
std::string name_of_party(const core::Party& party) {
    std::string own = party.name;
    const auto add = [&own](const std::string& more, const char* between) {
        if (!more.empty()) own.append(own.empty() ? "" : between).append(more);
    };
    if (own.empty()) {
        add(party.first_name, " ");
        add(party.last_name, " ");
    }
    if (party.business != own) add(party.business, ", ");
    return own;
}

void member_if(json::Writer& out, std::string_view name, const std::optional<core::Decimal>& number) {
    if (number) out.member(name, number->to_string());
}

class EvidenceWriter {
public:
    EvidenceWriter(const EvidenceFacts& facts, const Evidence& evidence) : facts_(facts), evidence_(evidence) {}

    std::string text(std::string_view evidence_id) {
        out_.begin_object();
        out_.member("form", kEvidenceForm);
        out_.member("evidence_id", evidence_id);
        out_.member("issuer", facts_.issuer);
        out_.member("issued", core::to_rfc3339(evidence_.issued));
        out_.member("made_for", facts_.made_for);
        out_.member("mode", facts_.mode == core::Mode::live ? "LIVE" : "TEST");
        out_.member("status", to_string(evidence_.status));
        write_missing();
        write_withdrawn();
        write_item();
        write_departure();
        list("filings", facts_.filings.size(), [this](std::size_t i) { write_filing(i); });
        out_.end_object();
        return out_.take();
    }

private:
    template <class Entry>
    void list(std::string_view name, std::size_t size, Entry entry) {
        out_.key(name);
        out_.begin_array();
        for (std::size_t i = 0; i < size; ++i)
            entry(i);
        out_.end_array();
    }
    template <class Members>
    void object(std::string_view name, Members members) {
        out_.key(name);
        out_.begin_object();
        members();
        out_.end_object();
    }

    void write_missing() {
        list("missing", evidence_.missing.size(), [this](std::size_t i) {
            out_.begin_object();
            out_.member("code", to_string(evidence_.missing[i].what));
            out_.member("filing_id", evidence_.missing[i].filing_id);
            out_.end_object();
        });
    }

    void write_withdrawn() {
        list("withdrawn", evidence_.withdrawn.size(), [this](std::size_t i) {
            const auto& one = evidence_.withdrawn[i];
            out_.begin_object();
            out_.member("code", to_string(one.cause));
            out_.member("since", core::to_rfc3339(one.since));
            out_.member("said_by", one.by_customs ? "agency" : "post");
            out_.member_if("reason", one.reason);
            out_.member_if("filing_id", one.filing_id);
            out_.end_object();
        });
    }

    void write_item() {
        out_.member_if("declaration_id", facts_.declaration_id);
        out_.member_if("sender_reference", facts_.sender_reference);
        out_.member_if("item_id", facts_.item_id);
        out_.member_if("return_item_id", facts_.return_item_id);
        const auto& filings = facts_.filings;
        const auto known = std::ranges::find_if(
            filings, [](const auto& one) { return one.content && !one.content->addressee.country.empty(); });
        out_.member_if("destination", known == filings.end() ? facts_.destination : known->content->addressee.country);
        if (!facts_.carriage) return;
        object("carriage", [this] {
            const auto& carriage = *facts_.carriage;
            out_.member_if("receptacle_id", carriage.receptacle_id);
            out_.member_if("dispatch_id", carriage.dispatch_id);
            if (carriage.departed) out_.member("departed", core::to_rfc3339(*carriage.departed));
        });
    }

    void write_departure() {
        if (evidence_.departed == nullptr) return;
        object("departed_by_postal_scan", [this] {
            const auto& scan = *evidence_.departed;
            out_.member("when", core::to_rfc3339(scan.happened));
            out_.member("said_by", "post");
            out_.member("scan", core::scan_code(scan.type));
            out_.member_if("reference", scan.reference);
        });
    }

    void write_fact(std::string_view name, const core::Event* event) {
        if (event == nullptr) return;
        object(name, [&] {
            out_.member("when", core::to_rfc3339(event->happened));
            out_.member("said_by", event->explicit_customs ? "agency" : "post");
            out_.member_if("number", event->reference);
            const auto message = facts_.messages.find(event->answer.value);
            if (message == facts_.messages.end()) return;
            out_.member("answer_id", message->second.answer_id);
            if (message->second.sha256.empty())
                out_.member("message_deleted", true);
            else
                out_.member("message_sha256", message->second.sha256);
        });
    }

    /// The newest number that customs gave it.
    static std::string number_of(const EvidenceFiling& filing) {
        auto events = filing.events;
        core::put_in_folding_order(events);
        const auto last = std::find_if(events.rbegin(), events.rend(), [](const core::Event& event) {
            return event.explicit_customs && !event.reference.empty();
        });
        return last == events.rend() ? std::string() : last->reference;
    }

    void write_filing(std::size_t i) {
        const auto& filing = facts_.filings[i];
        const auto& proof = evidence_.filings[i];
        out_.begin_object();
        out_.member("filing_id", filing.filing_id);
        out_.member_if("agency", filing.head.agency);
        out_.member("route", filing.head.route);
        out_.member("leg", ports::to_string(filing.head.leg));
        out_.member("counts", proof.counts);
        out_.member("lodged_by", filing.head.outcome == ports::RouteOutcome::elsewhere ? "exporter" : "post");
        out_.member_if("profile", filing.head.profile);
        out_.member_if("profile_version", filing.head.profile_version);
        out_.member_if("profile_hash", filing.head.profile_hash);
        out_.member_if("reference", filing.head.reference);
        out_.member_if("number", number_of(filing));
        out_.member("state", core::to_string(core::fold_filing(filing.events)));
        write_fact("acceptance", proof.acceptance);
        write_fact("release", proof.release);
        write_fact("exit_confirmed_by_customs", proof.exit);
        if (filing.accepted) write_accepted(filing, proof);
        out_.end_object();
    }

    void write_accepted(const EvidenceFiling& filing, const FilingProof& proof) {
        object("accepted", [&] {
            out_.member("version", filing.accepted->version.version);
            out_.member("lodged", core::to_rfc3339(filing.accepted->version.offered));
            out_.member("since", core::to_rfc3339(filing.accepted->since));
            if (filing.accepted->unconfirmed != 0) out_.member("version_not_confirmed", filing.accepted->unconfirmed);
            out_.member("content", to_string(proof.standing));
            if (!filing.content) return;
            const auto& content = *filing.content;
            out_.member("claim", core::to_string(content.claim));
            if (content.certification) write_certification(*content.certification);
            if (facts_.with_names) write_parties(content);
            if (proof.standing == ContentStanding::not_in_hand) return; // ours is not what customs has
            list("lines", content.lines.size(), [&](std::size_t line) { write_line(content, line, proof); });
        });
    }

    /// The numbers of the origin's side are what a tax office knows an exporter by.
    void write_parties(const core::Declaration& content) {
        out_.member_if("sender", name_of_party(content.sender));
        out_.key("sender_numbers");
        out_.begin_array();
        for (const auto& number : content.sender.numbers) {
            if (number.side == "destination") continue;
            out_.begin_object();
            out_.member("scheme", number.scheme);
            out_.member("value", number.value);
            out_.end_object();
        }
        out_.end_array();
        out_.member_if("addressee", name_of_party(content.addressee));
    }

    void write_certification(const core::Certification& certification) {
        object("certification", [&] {
            if (facts_.with_names) out_.member_if("by", certification.by);
            if (certification.on) out_.member("on", core::to_string(*certification.on));
            out_.member_if("at", certification.at);
            out_.member_if("how", certification.how);
        });
    }

    void write_line(const core::Declaration& content, std::size_t index, const FilingProof& proof) {
        const auto& line = content.lines[index];
        const auto number = static_cast<std::uint32_t>(index + 1);
        const auto own = std::ranges::find(proof.revised, number, &CustomsLine::line);
        const CustomsLine customs = own == proof.revised.end() ? CustomsLine() : *own;
        const std::string described = line.descriptions.empty() ? std::string() : line.descriptions.front().value;
        const auto total = content.total_value ? content.total_value->currency : core::CurrencyCode();
        out_.begin_object();
        out_.member("line", number);
        out_.member_if("hs_code", customs.hs_code.empty() ? line.hs_code : customs.hs_code);
        out_.member_if("description", customs.description.empty() ? described : customs.description);
        member_if(out_, "quantity", line.quantity);
        out_.member_if("quantity_unit", line.quantity_unit);
        if (line.net_weight_kg) out_.member("net_weight_kg", line.net_weight_kg->kilograms.to_string());
        member_if(out_, "value", line.line_value);
        if (line.line_value) out_.member_if("currency", line.currency.empty() ? total : line.currency);
        if (!customs.hs_code.empty() || !customs.description.empty()) {
            out_.key("revised_by_customs");
            out_.begin_array();
            if (!customs.hs_code.empty()) out_.value("hs_code");
            if (!customs.description.empty()) out_.value("description");
            out_.end_array();
        }
        out_.end_object();
    }

    const EvidenceFacts& facts_;
    const Evidence& evidence_;
    json::Writer out_;
};

} // namespace

EvidenceText write_evidence(const EvidenceFacts& facts, const Evidence& evidence) {
    const auto hash = crypto::sha256(EvidenceWriter(facts, evidence).text({}));
    EvidenceText text;
    text.evidence_id = "evd_" + crypto::to_base32({reinterpret_cast<const char*>(hash.bytes.data()), kIdBytes});
    text.json = EvidenceWriter(facts, evidence).text(text.evidence_id);
    return text;
}

} // namespace postern::exchange

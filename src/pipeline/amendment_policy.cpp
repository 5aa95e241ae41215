// Amendment policy: the difference between two declarations, held against the rules.
#include "pipeline/amendment_policy.hpp"

#include "core/decimal.hpp"
#include "core/position.hpp"
#include "profiles/canonical_fields.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace postern::pipeline {

namespace {

constexpr std::string_view kGrossWeight = "gross_weight_kg";
constexpr std::size_t kFieldsNamed = 10; // of a refusal

/// What each field holds, in the order in which it stands.
using Contents = std::map<std::string, std::vector<std::string>>;

Contents contents_of(const xml::Element& declaration) {
    Contents contents;
    profiles::for_each_field(
        declaration, [&](const std::string& field, std::string text) { contents[field].push_back(std::move(text)); });
    return contents;
}

bool is_allowed(const ports::AmendmentRule& rule, const std::string& field) {
    return std::ranges::any_of(rule.fields, [&](const std::string& allowed) {
        return field.starts_with(allowed) && (field.size() == allowed.size() || field[allowed.size()] == '.');
    });
}

/// The filings of a declaration with what their agencies say about amendments.
class Rules {
public:
    Rules(const Parts& parts, const dispatch::Recognised& recognised) : parts_(parts), recognised_(recognised) {
        if (!parts.agencies) return;
        for (const auto& filing : recognised.occasion.known_filings) {
            const auto* agency = filing.agency.empty() ? nullptr : parts.agencies->named(filing.agency);
            if (agency == nullptr) continue;
            if (core::is_with_agency(filing.state)) {
                lodged_ = true;
                if (agency->weighing_tolerance != 0)
                    tolerance_ = std::min(tolerance_.value_or(agency->weighing_tolerance), agency->weighing_tolerance);
                else
                    strict_ = true;
            }
            for (const auto& rule : agency->amendments)
                if (rule.states.empty() || rule.states.contains(filing.state)) rules_.push_back(&rule);
        }
    }
    bool has_any() const { return !rules_.empty() || tolerance(); }
    /// In thousandths; nullopt: there is none, or one of the agencies has none.
    std::optional<std::uint32_t> tolerance() const { return lodged_ && !strict_ ? tolerance_ : std::nullopt; }

    std::vector<std::string> forbidden(const std::vector<std::string>& changed) const {
        std::vector<std::string> fields;
        const auto standing = standing_rules();
        std::ranges::copy_if(changed, std::back_inserter(fields), [&](const std::string& field) {
            return std::ranges::any_of(standing, [&](const auto* rule) { return !is_allowed(*rule, field); });
        });
        return fields;
    }

private:
    /// Those whose position the item has reached.
    std::vector<const ports::AmendmentRule*> standing_rules() const {
        std::optional<std::vector<core::Event>> events; // read only where a rule asks for it
        auto standing = rules_;
        std::erase_if(standing, [&](const auto* rule) {
            if (!rule->from) return false;
            if (!events) events = parts_.store->filings().events_of(recognised_.known->key);
            return !core::has_reached(*events, *rule->from);
        });
        return standing;
    }

    const Parts& parts_;
    const dispatch::Recognised& recognised_;
    std::vector<const ports::AmendmentRule*> rules_;
    std::optional<std::uint32_t> tolerance_;
    bool lodged_ = false;
    bool strict_ = false;
};

std::string joined(const std::vector<std::string>& fields) {
    std::string list;
    for (std::size_t i = 0; i < std::min(fields.size(), kFieldsNamed); ++i)
        list += (i == 0 ? "" : ", ") + fields[i];
    return fields.size() > kFieldsNamed ? list + ", …" : list;
}

bool is_within(const std::string& before, const std::string& after, std::uint32_t per_mille) {
    const auto was = core::Decimal::parse(before);
    const auto is = core::Decimal::parse(after);
    if (!was || !is) return false;
    const auto difference = *was < *is ? *is - *was : *was - *is;
    const auto thousand = core::Decimal::parse("1000");
    const auto part = core::Decimal::parse(std::to_string(per_mille));
    return difference * *thousand <= *was * *part;
}

} // namespace

std::vector<std::string> changed_fields(const xml::Element& before, const xml::Element& after) {
    const auto was = contents_of(before);
    const auto is = contents_of(after);
    std::vector<std::string> changed;
    const auto note = [&changed](const Contents& of, const Contents& other) {
        for (const auto& [field, texts] : of) {
            const auto found = other.find(field);
            if (found == other.end() || found->second != texts) changed.push_back(field);
        }
    };
    note(was, is);
    note(is, was);
    std::ranges::sort(changed);
    const auto [first, last] = std::ranges::unique(changed);
    changed.erase(first, last);
    return changed;
}

ChangeRuling rule_on_change(const Parts& parts, const dispatch::Recognised& recognised, const steps::Read& read,
                            core::Instant now) {
    ChangeRuling ruling;
    if (!recognised.known || !read->readable) return ruling;
    const Rules rules(parts, recognised);
    if (!rules.has_any()) return ruling;
    const auto kept = parts.store->declarations().canonical(recognised.known->key, now);
    if (!kept) return ruling;
    xml::MessageReader reader; // a change is rare
    const auto before = reader.read_whole(vault::open(*kept), {});
    if (!before) return ruling;
    const auto changed = changed_fields(before.value().root(), read->canonical.root());
    if (changed == std::vector<std::string>{std::string(kGrossWeight)} && rules.tolerance()) {
        const auto was = before.value().root().child(kGrossWeight).text();
        const auto is = read->canonical.root().child(kGrossWeight).text();
        if (is_within(was, is, *rules.tolerance())) {
            ruling.noted.emplace();
            ruling.noted->body = ports::ItemReweighed{recognised.known->key, is, now};
            return ruling;
        }
    }
    const auto forbidden = rules.forbidden(changed);
    if (!forbidden.empty())
        ruling.refused = core::Refusal{core::RefusalCode::amendment_not_allowed, joined(forbidden), 0, 0,
                                       parts.ids->seal(crypto::IdKind::declaration, recognised.known->key.value)};
    return ruling;
}

} // namespace postern::pipeline

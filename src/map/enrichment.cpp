// Enrichment from the operator's own lists.
#include "map/enrichment.hpp"

#include "core/ascii.hpp"
#include "core/finding_codes.hpp"
#include "text/fold.hpp"

#include <algorithm>

namespace postern::map {

namespace {

constexpr std::size_t kChoicesShown = 8;

/// "8517.13.00 Smartphones; …"
std::string choices_of(const std::vector<std::pair<std::string, const codelists::TariffLine*>>& lines) {
    std::string text;
    for (std::size_t i = 0; i < std::min(lines.size(), kChoicesShown); ++i)
        text.append(i == 0 ? "" : "; ").append(lines[i].first).append(" ").append(lines[i].second->title);
    if (lines.size() > kChoicesShown) text += "; …";
    return text;
}

/// What the authority calls a unit that a form names; as it stands where the profile has no table of units.
std::string national_unit(const profiles::Profile& profile, const std::string& unit) {
    const auto table = profile.codes.find("units");
    if (table == profile.codes.end()) return unit;
    const auto* code = table->second.find(unit.empty() ? "none" : unit, {});
    return code ? *code : std::string();
}

core::Finding finding_of(std::string_view code, std::string_view field, std::uint32_t line_no = 0) {
    core::Finding finding;
    finding.code = code;
    finding.severity = core::Severity::error;
    finding.field = field;
    finding.line_no = line_no;
    return finding;
}

} // namespace

Enrichment::Enrichment(const core::Declaration& declaration, const codelists::Codelists& lists,
                       const steps::RouteChoice& choice, const steps::Occasion& occasion)
    : declaration_(declaration), profile_(*choice.profile), lists_(lists), agency_(choice.route->agency),
      post_(occasion.post), day_(core::parse_date(occasion.lodged_on).value_or(core::Date{})) {
    exporter_ = lists_.exporters().of(post_, declaration_.sender.numbers, day_);
    find_exporter_number();
    find_mandate();
    find_offices();
    if (!profile_.national_code) return;
    for (const auto& line : declaration_.lines) {
        lines_.push_back(of_line(line));
        if (!lines_.back().is_unknown) continue;
        findings_.push_back(
            finding_of(core::codes::kNationalCodeUnknown, "lines.hs_code", static_cast<std::uint32_t>(lines_.size())));
        findings_.back().args = {profile_.country, lines_.back().commodity_code, lines_.back().choices};
    }
}

bool Enrichment::is_occasional() const {
    const auto& rule = *profile_.exporter_number;
    if (!rule.occasional || !declaration_.sender.business.empty()) return false;
    const auto is_commercial = [&](const std::string& nature) { return lists_.is_commercial_nature(nature); };
    return rule.occasional_may_sell || std::ranges::none_of(declaration_.natures, is_commercial);
}

void Enrichment::find_exporter_number() {
    if (!profile_.exporter_number) return;
    const auto& schemes = profile_.codes.at(profile_.exporter_number->table);
    const auto is_known = [&](const std::string& scheme) { return schemes.find(scheme, {}) != nullptr; };
    for (const auto& number : declaration_.sender.numbers)
        if (number.side != "destination" && is_known(number.scheme)) return;
    if (exporter_) find_registered_number(schemes);
    if (!number_ && is_occasional()) number_ = ExporterNumber{"", *profile_.exporter_number->occasional, "occasional"};
}

void Enrichment::find_registered_number(const profiles::CodeTable& schemes) {
    std::string best; // rank: the lowest counts
    for (const auto& number : exporter_->numbers) {
        const auto* rank = schemes.find(number.scheme, "rank");
        if (!rank || !number.valid.holds_on(day_) || (number_ && *rank >= best)) continue;
        best = *rank;
        number_ = ExporterNumber{number.scheme, number.number, "registered"};
    }
}

void Enrichment::find_mandate() {
    if (!profile_.needs_mandate) return;
    const auto* held = exporter_ ? exporter_->mandate_for(agency_, day_) : nullptr;
    mandate_ = held ? held->reference : declaration_.representation ? declaration_.representation->mandate : "";
    if (!mandate_.empty()) return;
    findings_.push_back(finding_of(core::codes::kMandateMissing, "representation.mandate"));
    findings_.back().args = {agency_};
}

void Enrichment::find_offices() {
    if (!lists_.offices().knows(post_, agency_)) return;
    offices_ = lists_.offices().of(post_, agency_, exporter_, declaration_, day_);
    if (offices_) return;
    findings_.push_back(finding_of(core::codes::kOfficeUnknown, "office_of_origin"));
    findings_.back().args = {agency_};
}

LineEnrichment Enrichment::of_line(const core::ContentLine& line) const {
    LineEnrichment out;
    out.commodity_code = core::digits_in(line.hs_code);
    const auto wanted = profile_.national_code->digits;
    const auto& tariffs = lists_.national_tariffs();
    if (out.commodity_code.size() < codelists::kHsDigits) return out;
    if (out.commodity_code.size() < wanted && exporter_) {
        const std::string goods = line.descriptions.empty() ? "" : text::fold(line.descriptions.front().value);
        const auto own = exporter_->code_of(profile_.country, out.commodity_code, goods, day_);
        if (!own.empty()) out.commodity_code = own;
    }
    if (!tariffs.knows(profile_.country)) return out;
    const auto tariff_code = out.commodity_code.substr(0, wanted);
    if (tariff_code.size() == wanted) {
        if (const auto* known = tariffs.line(profile_.country, tariff_code, day_)) {
            ask_quantity(line, *known, out);
            return out;
        }
        out.is_unknown = true;
        out.choices = choices_of(tariffs.under(profile_.country, tariff_code.substr(0, codelists::kHsDigits), day_));
        return out;
    }
    const auto leaves = tariffs.under(profile_.country, out.commodity_code, day_);
    if (leaves.size() != 1) {
        out.is_unknown = leaves.empty();
        out.choices = choices_of(leaves);
        return out;
    }
    out.commodity_code = leaves.front().first;
    ask_quantity(line, *leaves.front().second, out);
    return out;
}

void Enrichment::ask_quantity(const core::ContentLine& line, const codelists::TariffLine& tariff,
                              LineEnrichment& out) const {
    if (tariff.unit.empty()) return;
    out.unit = tariff.unit;
    if (national_unit(profile_, line.quantity_unit) == tariff.unit)
        out.quantity = line.quantity;
    else if (national_unit(profile_, "KGM") == tariff.unit && line.net_weight_kg)
        out.quantity = line.net_weight_kg->kilograms;
}

void Enrichment::write(xml::Element& enriched) const {
    if (number_) {
        auto element = enriched.add("exporter_number", number_->number);
        if (!number_->scheme.empty()) element.set_attribute("scheme", number_->scheme);
        element.set_attribute("basis", number_->basis);
    }
    if (!mandate_.empty()) enriched.add("mandate", mandate_);
    if (!offices_) return;
    auto element = enriched.add("offices");
    element.set_attribute("exchange", offices_->exchange);
    element.set_attribute("customs", offices_->customs);
    element.set_attribute("customs_name", offices_->customs_name);
}

void Enrichment::write_line(xml::Element& line, std::size_t index) const {
    if (index >= lines_.size()) return;
    const auto& found = lines_[index];
    if (!found.commodity_code.empty()) line.set_attribute("commodity_code", found.commodity_code);
    if (!found.unit.empty()) line.set_attribute("supplementary_unit", found.unit);
    if (found.quantity) line.set_attribute("supplementary_quantity", found.quantity->to_string());
}

void Enrichment::tell(std::vector<core::Finding>& findings) const {
    for (auto& finding : findings) {
        if (finding.line_no == 0 || finding.line_no > lines_.size()) continue;
        const auto& line = lines_[finding.line_no - 1];
        if (finding.code == core::codes::kHsNationalDigits && !line.choices.empty()) {
            finding.code = core::codes::kNationalCodeChoice;
            finding.args = {profile_.country, line.choices};
        } else if (finding.code == core::codes::kSupplementaryQuantityMissing) {
            finding.args = {line.commodity_code, line.unit};
        }
    }
    // a code that the tariff does not have is told once, as just that
    std::erase_if(findings, [&](const core::Finding& finding) {
        return finding.code == core::codes::kHsNationalDigits && finding.line_no != 0 &&
               finding.line_no <= lines_.size() && lines_[finding.line_no - 1].is_unknown;
    });
    findings.insert(findings.end(), findings_.begin(), findings_.end());
}

} // namespace postern::map

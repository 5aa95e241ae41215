// Widening the generator's declarations, and running a profile on them.
#include "support/generated_filings.hpp"

#include "map/filing_tree.hpp"
#include "profiles/documents.hpp"
#include "support/generator/messages.hpp"
#include "xml/reader_pool.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace postern::tests {

namespace {

constexpr std::array kNames = {"سارة العبدالله", "सीता राई", "王小明", "Елена Соколова",     "Jörg Weiß-Šimůnek",
                               "Ngô Thị Ánh",    "O'Neill",  "Li",     "Κώστας Παπαδόπουλος"};
constexpr std::array kStreets = {"شارع الملك فهد 12",
                                 "मंगलबजार १४",
                                 "中山路一段 5 號 3 樓",
                                 "ул. Ленина, д. 7, кв. 12",
                                 "Straße des 17. Juni 135 & Hof",
                                 "<PO Box> 44 \"B\""};
constexpr std::array kNatures = {"11", "21", "31", "32", "91", "991", "999"};
constexpr std::array kCurrencies = {"USD", "EUR", "JPY", "KWD", "CHF", "XOF", "INR", "NPR"};
constexpr std::array kAmounts = {"0.01", "1", "99999999.99", "12.345", "0.5", "1000000", "7.10"};
constexpr std::array kWeights = {"0.001", "0.0005", "1.5", "0.333", "29.999"};

/// What customs of the country knows an exporter by.
core::PartyNumber number_in(const std::string& country) {
    if (country == "GB") return {"EORI", "GB301445890000", "origin"};
    if (country == "BR") return {"CNPJ", "11222333000181", "origin"};
    if (country == "CN") return {"USCC", "91310000123456789X", "origin"};
    if (country == "IN") return {"IEC", "AAACI1234K", "origin"};
    if (country == "LK") return {"TIN", "301445890", "origin"};
    return {"PAN", "301445890", "origin"};
}

core::Decimal decimal(const char* text) {
    return core::Decimal::parse(text).value();
}

} // namespace

GeneratedFilings::GeneratedFilings(app::Gateway& gateway, std::shared_ptr<const profiles::Profile> profile,
                                   std::uint64_t seed)
    : chain_(gateway.chain()), profile_(std::move(profile)), generator_(seed), random_(seed ^ 0x5A5A) {}

void GeneratedFilings::widen_parties(core::Declaration& d) {
    d.sender.country = profile_->country;
    d.sender.numbers.clear();
    const bool needs_number = profile_->country == "BR" || profile_->country == "CN" || profile_->country == "IN";
    if (needs_number || random_.chance(80)) d.sender.numbers.push_back(number_in(profile_->country));
    // what Brazil's schema cannot do without
    if (profile_->country == "BR") {
        d.sender.subdivision = "SP";
        d.extra_fields.clear();
        if (random_.chance(50)) d.extra_fields = {{"nfe_key", std::string(44, '1')}};
    }
    for (auto* party : {&d.sender, &d.addressee}) {
        if (random_.chance(60)) party->name = any(kNames);
        if (random_.chance(40)) party->address_lines = {any(kStreets), any(kStreets)};
        if (random_.chance(20)) party->postcode.clear();
    }
}

void GeneratedFilings::widen_lines(core::Declaration& d) {
    const std::string currency = any(kCurrencies);
    const auto lines = static_cast<std::size_t>(random_.between(1, 20));
    if (d.lines.empty()) d.lines.emplace_back().descriptions = {{"Printed documents", "en"}};
    d.lines.resize(std::min(lines, d.lines.size()));
    while (d.lines.size() < lines)
        d.lines.push_back(any(d.lines));
    core::Decimal net;
    core::Decimal total;
    for (auto& line : d.lines) {
        line.currency = currency;
        if (profile_->country == "CN" && line.hs_code.size() == 8) line.hs_code += "00"; // its tariff has ten digits
        line.unit_value.reset();
        line.unit_weight_kg.reset();
        if (random_.chance(30)) line.line_value = decimal(any(kAmounts));
        if (random_.chance(30)) line.net_weight_kg = core::Weight{decimal(any(kWeights))};
        if (!line.line_value) line.line_value = decimal("1");
        total = total + *line.line_value;
        if (line.net_weight_kg) net = net + line.net_weight_kg->kilograms;
    }
    d.total_value = random_.chance(80) ? std::optional(core::Money{total, currency}) : std::nullopt;
    if (random_.chance(90)) d.gross_weight_kg = core::Weight{net + decimal("0.1")};
}

void GeneratedFilings::widen(core::Declaration& d) {
    d.form = "CN23";
    if (d.item_id.size() == 13) d.item_id.replace(11, 2, profile_->country);
    widen_parties(d);
    d.natures = {any(kNatures)};
    d.nature_explanation = d.natures.front() == "999" ? "goods for repair" : "";
    widen_lines(d);
    d.claim = random_.chance(20) ? core::Claim::drawback : core::Claim::none;
}

xml::Document GeneratedFilings::next() {
    declaration_ = generator_.next();
    widen(declaration_);
    const std::string message = generator::to_cn23_xml(declaration_);
    xml::ReaderPool readers;
    auto reader = readers.borrow();
    xml::Document filing;
    const auto read = chain_->intake->read(*reader, message, chain_->limits, [&](steps::Received received) {
        const auto item = chain_->item_reader->read(std::move(received));
        if (!item->readable) return;
        steps::Occasion occasion;
        occasion.item_id = declaration_.item_id.empty() ? "EE123456785" + profile_->country : declaration_.item_id;
        occasion.lodged_on = "2026-11-23";
        const steps::RouteChoice choice{std::make_shared<steps::Route>(), profile_, {}};
        const map::Enrichment enrichment(item->declaration, *chain_->lists->current(), choice, occasion);
        filing = map::filing_tree(*item, choice, occasion, enrichment, occasion.item_id, 1);
    });
    if (!read || filing.empty()) throw std::runtime_error("the generated message is not valid: " + message);
    return filing;
}

xml::Document GeneratedFilings::document(const xml::Document& filing, std::vector<core::Finding>& findings) const {
    const auto lists = chain_->lists->current();
    profiles::PackFunctions functions(
        *profile_, [&](std::string_view code) { return lists->country_name(code); },
        [](const core::Money& money, std::string_view to) {
            return core::Money{(money.amount * decimal("0.5")).rounded(2, core::Rounding::half_up), std::string(to)};
        });
    auto made = profiles::item_document(*profile_, filing, functions).document;
    findings = functions.take_findings();
    return made;
}

} // namespace postern::tests

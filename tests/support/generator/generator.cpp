// The generator: product and nature first, because weights, values, papers and the form follow from them.
#include "support/generator/generator.hpp"

#include "core/item_id.hpp"
#include "support/generator/vocabulary.hpp"

#include <algorithm>

namespace postern::generator {

namespace {

using core::Decimal;

constexpr std::uint64_t kSerials = 100'000'000;

std::string joined(std::string_view a, std::string_view sign, std::string_view b) {
    return std::string(a).append(sign).append(b);
}

bool is_commercial(const core::Declaration& declaration) {
    const auto& nature = declaration.natures.front();
    return nature == "11" || nature == "21" || nature == "32";
}

/// Cents of a dollar as an amount of the currency, never below one whole unit (0 and 1 draw a warning).
Decimal amount_of(std::int64_t dollar_cents, const Currency& currency) {
    const auto cents = std::max<std::int64_t>(dollar_cents * currency.per_100_dollars / 100, 150);
    return currency.scale == 2 ? Decimal(cents, 2) : Decimal(cents / 100 + 1, 0);
}

/// November 2026: the month of which the sandbox has exchange rates.
core::Date posting_day(std::int64_t day) {
    return {2026, 11, static_cast<std::uint8_t>(2 + day)};
}

} // namespace

Generator::Generator(std::uint64_t seed)
    : seed_(seed), random_(seed ^ 0x706F737465726EU), serial_(random_.next() % kSerials) {}

core::Declaration Generator::next() {
    core::Declaration out;
    ++made_;
    const auto& to = random_.pick(destinations());
    choose_product(out);
    choose_nature(out);
    out.item_id = item_id(out.mail_class);
    out.handling_class = out.item_id.front() == 'R' ? "R" : "N";
    out.sender_reference = "GEN-" + std::to_string(seed_) + "-" + std::to_string(made_);
    out.origin_operator = "NPA";
    out.destination_operator = to.post;
    out.posting_date = posting_day(random_.between(0, 26));
    name_parties(out, to);
    add_lines(out);
    add_papers(out);
    return out;
}

void Generator::choose_product(core::Declaration& out) {
    const auto draw = random_.between(1, 100);
    out.mail_class = draw <= 45 ? "U" : draw <= 80 ? "C" : "E";
    out.form = out.mail_class == "U" && random_.chance(75) ? "CN22" : "CN23";
    out.mail_category = out.mail_class == "U" && random_.chance(10) ? "C" : "A";
    out.transport_mode = out.mail_category == "A" ? "air" : "surface";
}

void Generator::choose_nature(core::Declaration& out) {
    const auto draw = random_.between(1, 100);
    if (draw <= 62)
        out.natures = {"11"};
    else if (draw <= 84)
        out.natures = {"31"};
    else if (draw <= 92)
        out.natures = {"32"};
    else if (draw <= 95)
        out.natures = {"21"};
    else {
        out.natures = {"999"};
        out.nature_explanation = "Personal effects of the sender";
    }
}

void Generator::name_parties(core::Declaration& out, const Destination& to) {
    const auto& from = random_.pick(origins());
    auto& sender = out.sender;
    sender.first_name = random_.pick(sender_first_names());
    sender.last_name = random_.pick(sender_last_names());
    sender.name = joined(sender.first_name, " ", sender.last_name);
    // a gift is from a person: a business that gives presents is worth a warning
    if (is_commercial(out) && random_.chance(70)) sender.business = random_.pick(businesses());
    // customs of Nepal knows whoever exports by a tax number
    sender.numbers.push_back({"PAN", "30" + digits(7), "origin"});
    sender.address_lines = {joined(from.street, " ", std::to_string(random_.between(1, 240)))};
    if (random_.chance(20)) sender.address_lines.push_back("Ward " + std::to_string(random_.between(1, 32)));
    sender.postcode = from.postcode;
    sender.city = from.city;
    sender.country = "NP";
    sender.telephone = "+9771" + digits(7);
    if (random_.chance(60)) sender.email = "sender" + std::to_string(made_) + "@example.com";
    out.office_of_origin = from.city;

    auto& addressee = out.addressee;
    addressee.first_name = random_.pick(to.first_names);
    addressee.last_name = random_.pick(to.last_names);
    addressee.name = joined(addressee.first_name, " ", addressee.last_name);
    const auto number = std::to_string(random_.between(1, 190));
    addressee.address_lines = {to.number_first ? joined(number, " ", to.street) : joined(to.street, " ", number)};
    if (random_.chance(15)) addressee.address_lines.push_back("Apartment " + std::to_string(random_.between(1, 60)));
    addressee.postcode = to.postcode;
    addressee.city = to.city;
    addressee.subdivision = to.subdivision;
    addressee.country = to.country;
    addressee.telephone = joined(to.dial, "", digits(4));
    addressee.email = "addressee" + std::to_string(made_) + "@example.org";
}

void Generator::add_lines(core::Declaration& out) {
    const auto& currency = random_.pick(currencies());
    // a CN 22 is for small values only, a letter for 2 kg; both bounds are shared out over the lines
    const bool small = out.form == "CN22";
    const std::int64_t lines = random_.between(1, 5);
    const std::int64_t grams_left = (out.mail_class == "U" ? 1700 : 18000) / lines;
    const std::int64_t cents_left = (small ? 16000 : 160000) / lines;
    std::int64_t grams_sum = 0;
    Decimal total;
    for (std::int64_t i = 0; i < lines; ++i) {
        const auto& kind = random_.pick(goods());
        const auto piece_grams =
            std::min<std::int64_t>(random_.between(kind.least_grams, kind.greatest_grams), grams_left);
        const auto piece_cents =
            std::min<std::int64_t>(random_.between(kind.least_cents, kind.greatest_cents), cents_left);
        const auto most = std::min<std::int64_t>({grams_left / piece_grams, cents_left / piece_cents, 12});
        const auto pieces = random_.between(1, most);
        core::ContentLine line;
        line.descriptions.push_back({std::string(kind.description), "en"});
        line.quantity = Decimal(pieces, 0);
        line.net_weight_kg = core::Weight{Decimal(piece_grams * pieces, 3)};
        line.unit_value = amount_of(piece_cents, currency);
        line.line_value = *line.unit_value * Decimal(pieces, 0);
        line.currency = currency.code;
        line.hs_code = kind.hs_code;
        line.origin_country = kind.origin;
        total = total + *line.line_value;
        grams_sum += piece_grams * pieces;
        out.lines.push_back(std::move(line));
    }
    out.total_value = core::Money{total, std::string(currency.code)};
    out.gross_weight_kg = core::Weight{Decimal(grams_sum + random_.between(20, 250), 3)};
}

void Generator::add_papers(core::Declaration& out) {
    out.postage = core::Money{Decimal(random_.between(30000, 900000), 2), "NPR"};
    if (out.form == "CN23" && is_commercial(out)) {
        out.documents.push_back({core::DocumentKind::invoice, "INV-" + digits(6), "Commercial invoice"});
    }
    if (out.form == "CN23" && random_.chance(8)) {
        out.documents.push_back({core::DocumentKind::certificate, "CO-" + digits(5), "Certificate of origin"});
    }
    core::Certification certification;
    certification.by = out.sender.name;
    certification.on = out.posting_date;
    certification.at = out.office_of_origin;
    certification.how = random_.chance(70) ? "signature" : "electronic";
    out.certification = std::move(certification);
    if (out.addressee.country == "US") {
        core::DutiesPrepaid duties;
        duties.terms = "DDP";
        duties.amounts.push_back({"duty", core::Money{Decimal(random_.between(100, 9000), 2), "USD"}});
        duties.provider = "Himal landed cost";
        duties.reference = "HLC-" + digits(7);
        out.duties_prepaid = std::move(duties);
    }
    if (out.mail_class == "C" && random_.chance(50)) {
        core::NonDelivery instruction;
        instruction.instruction = random_.chance(70) ? "return-at-once" : "abandon";
        out.non_delivery = std::move(instruction);
    }
}

std::string Generator::item_id(const std::string& mail_class) {
    static constexpr std::string_view kLetters[] = {"RA", "RR", "UA", "UM", "LX"};
    static constexpr std::string_view kParcels[] = {"CA", "CP", "CC"};
    static constexpr std::string_view kEms[] = {"EA", "EE"};
    std::string id(mail_class == "U"   ? random_.pick(kLetters)
                   : mail_class == "C" ? random_.pick(kParcels)
                                       : random_.pick(kEms));
    auto serial = std::to_string((serial_ + made_) % kSerials);
    serial.insert(0, 8 - serial.size(), '0');
    id.append(serial).push_back(core::ItemId::check_digit(serial));
    return id.append("NP");
}

std::string Generator::digits(int count) {
    std::string out;
    for (int i = 0; i < count; ++i)
        out.push_back(static_cast<char>('0' + random_.between(0, 9)));
    return out;
}

} // namespace postern::generator

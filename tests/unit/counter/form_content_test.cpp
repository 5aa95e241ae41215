// What stands on a form: figures as they were stated, marks by nature, and when a form is not enough.
#include "counter/evidence_content.hpp"
#include "counter/form_content.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(counter_form_content)

using namespace postern;
using postern::core::RefusalCode;
using postern::counter::form_content;
using postern::counter::FormOrder;
using postern::ports::FormKind;
using postern::ports::PaperSize;

namespace {

core::Decimal number(std::string_view text) {
    return core::Decimal::parse(text).value();
}

const text::Catalogue& house_texts() {
    static const auto kTexts = text::Catalogue::load(POSTERN_SOURCE_DIR "/config/texts");
    return *kTexts;
}
const codelists::Codelists& house_lists() {
    static const auto kLists =
        codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json");
    return *kLists;
}

core::Declaration parcel() {
    core::Declaration d;
    d.form = "CN23";
    d.mail_class = "C";
    d.natures = {"11", "999"};
    d.nature_explanation = "repair";
    d.gross_weight_kg = core::Weight{number("1.75")};
    d.total_value = core::Money{number("130.00"), "EUR"};
    d.sender.name = "Sunita Maharjan";
    d.sender.business = "Patan Felt Works";
    d.sender.address_lines = {"Mangal Bazar 14"};
    d.sender.postcode = "44700";
    d.sender.city = "Lalitpur";
    d.sender.country = "NP";
    d.sender.telephone = "+97715550142";
    d.sender.numbers = {{"PAN", "301445890", "origin"}, {"IOSS", "IM2760000742", "destination"}};
    d.addressee.name = "Jonas Weber";
    d.addressee.country = "DE";
    d.addressee.email = "jonas@example.org";
    d.addressee.numbers = {{"VAT", "DE136695976", "destination"}};
    core::ContentLine line;
    line.descriptions = {{"Felt slippers, pair", "en"}};
    line.quantity = number("6");
    line.quantity_unit = "PR";
    line.net_weight_kg = core::Weight{number("1.2345")};
    line.line_value = number("130.5");
    line.hs_code = "64052010";
    line.origin_country = "NP";
    d.lines = {line};
    d.documents = {{core::DocumentKind::invoice, "PFW-1", ""}, {core::DocumentKind::invoice, "PFW-2", ""}};
    d.certification = core::Certification{"Sunita Maharjan", core::Date{2026, 11, 20}, "Kathmandu GPO", "signature"};
    d.posting_date = core::Date{2026, 11, 20};
    d.office_of_origin = "Kathmandu GPO";
    return d;
}

FormOrder order(FormKind form = FormKind::cn23) {
    FormOrder order;
    order.form = form;
    order.size = ports::sizes_of(form).front();
    order.item_id = "CP400185005NP";
    order.post = "np-post";
    order.status_link = "https://post.example.org/status/CP400185005NP";
    order.day = core::Date{2026, 11, 20};
    return order;
}

ports::FormSheet sheet(const core::Declaration& d, const FormOrder& asked) {
    auto made = form_content(d, asked, house_texts(), house_lists());
    BOOST_REQUIRE(made.ok());
    return std::move(made).value();
}

} // namespace

BOOST_AUTO_TEST_CASE(figures_stand_as_they_were_stated) {
    const auto cn23 = sheet(parcel(), order());
    BOOST_TEST(cn23.value("gross-weight") == "1.750");
    BOOST_TEST(cn23.value("total-value") == "130.00 EUR");
    BOOST_TEST(cn23.lines.at(0).net_weight == "1.2345"); // more than grams is not rounded away
    BOOST_TEST(cn23.lines.at(0).value == "130.5 EUR");
    BOOST_TEST(cn23.lines.at(0).quantity == "6 PR");
    BOOST_TEST(counter::printed_weight({number("0.9999")}) == "0.9999");
    BOOST_TEST(counter::printed_weight({number("12")}) == "12.000");
}

BOOST_AUTO_TEST_CASE(boxes_have_what_the_form_asks_for) {
    const auto cn23 = sheet(parcel(), order());
    BOOST_TEST(cn23.value("from") ==
               "Sunita Maharjan\nPatan Felt Works\nMangal Bazar 14\n44700 Lalitpur\nNepal\nTel. +97715550142");
    BOOST_TEST(cn23.value("to") == "Jonas Weber\nGermany");
    BOOST_TEST(cn23.value("sender-reference") == "PAN 301445890");
    BOOST_TEST(cn23.value("importer-reference") == "VAT DE136695976");
    BOOST_TEST(cn23.value("importer-contact") == "jonas@example.org");
    BOOST_TEST(cn23.value("invoice") == "PFW-1, PFW-2");
    BOOST_TEST(cn23.value("office-date") == "Kathmandu GPO, 2026-11-20");
    BOOST_TEST(cn23.value("signature") ==
               "2026-11-20, Kathmandu GPO, Sunita Maharjan, signé à la main / signed by hand");
    BOOST_TEST(cn23.value("explanation") == "repair");
    BOOST_TEST(cn23.ticks.contains("nature-sale"));
    BOOST_TEST(cn23.ticks.contains("nature-other"));
    BOOST_TEST(cn23.ticks.size() == 2u);
    BOOST_TEST(cn23.test);
    BOOST_TEST(cn23.qr == "https://post.example.org/status/CP400185005NP");
    for (const auto& [name, value] : cn23.values)
        BOOST_TEST(value.find("IM2760000742") == std::string::npos, name);
    auto importing = parcel();
    importing.importer = core::Party();
    importing.importer->name = "Zoll & Co";
    importing.importer->telephone = "+49305550100";
    BOOST_TEST(sheet(importing, order()).value("importer-contact") == "Zoll & Co, Tel. +49305550100");
}

BOOST_AUTO_TEST_CASE(captions_are_french_and_another) {
    const auto cn23 = sheet(parcel(), order());
    BOOST_TEST(cn23.captions.at("to").french == "À");
    BOOST_TEST(cn23.captions.at("to").other == "To");
    auto asked = order();
    asked.lang = "fr"; // both would be the same
    BOOST_TEST(sheet(parcel(), asked).captions.at("to").other == "To");
    asked.lang = "es";
    BOOST_TEST(sheet(parcel(), asked).captions.at("to").other == "Para");
}

BOOST_AUTO_TEST_CASE(a_total_is_the_sum_of_lines_or_nothing) {
    auto d = parcel();
    d.total_value.reset();
    d.lines[0].currency = "EUR";
    d.lines.push_back(d.lines[0]);
    BOOST_TEST(sheet(d, order()).value("total-value") == "261.0 EUR");
    d.lines[1].currency = "USD";
    BOOST_TEST(sheet(d, order()).value("total-value").empty());
}

BOOST_AUTO_TEST_CASE(a_cn22_has_a_ceiling_and_a_class) {
    auto d = parcel();
    const auto refusal = [&] {
        const auto made = form_content(d, order(FormKind::cn22), house_texts(), house_lists());
        return made.ok() ? RefusalCode::internal : made.refusal().code;
    };
    BOOST_TEST((refusal() == RefusalCode::form_does_not_suffice)); // a parcel
    d.mail_class = "U";
    BOOST_TEST((refusal() == RefusalCode::internal)); // it does
    BOOST_TEST(sheet(d, order(FormKind::cn22)).lines.at(0).description == "6 PR × Felt slippers, pair");
    d.total_value = core::Money{number("300.00"), "XDR"};
    BOOST_TEST((refusal() == RefusalCode::internal));
    d.total_value = core::Money{number("300.01"), "XDR"};
    BOOST_TEST((refusal() == RefusalCode::form_does_not_suffice));
    auto unbound = order();
    unbound.item_id.clear();
    const auto made = form_content(d, unbound, house_texts(), house_lists());
    BOOST_TEST((!made.ok() && made.refusal().code == RefusalCode::item_id_missing));
}

BOOST_AUTO_TEST_CASE(names_of_forms_and_sizes) {
    BOOST_TEST((counter::form_named("CP72") == FormKind::cp72));
    BOOST_TEST((!counter::form_named("cn23") && !counter::form_named("RECEIPT")));
    BOOST_TEST((counter::size_named(FormKind::cn22, "") == PaperSize::label_74x105));
    BOOST_TEST((counter::size_named(FormKind::cn23, "100x150") == PaperSize::label_100x150));
    BOOST_TEST(!counter::size_named(FormKind::cn23, "74x105").has_value());
}

BOOST_AUTO_TEST_CASE(evidence_that_is_too_long_for_a_code_gives_its_hash) {
    const std::string json =
        R"({"form":"urn:postern:evidence:1","evidence_id":"evd_1","issuer":"np","issued":"2026-11-20T08:00:00.000Z",)"
        R"("made_for":"np-post","mode":"LIVE","status":"partial","missing":[{"code":"no-exit","filing_id":"fil_1"}],)"
        R"("withdrawn":[],"item_id":"CP400185005NP","filings":[]})";
    const std::string long_jws(counter::kSignatureInCode + 1, 'x');
    const auto digest = counter::evidence_content({json, long_jws, "ab12", "https://p"}, house_texts(), "en");
    BOOST_TEST(digest.qr == "evd_1\nsha256 ab12\nhttps://p/.well-known/jwks.json");
    BOOST_TEST(!digest.test);
    BOOST_TEST(digest.value("proofs") == "manque / missing – no-exit – fil_1");
    const auto whole = counter::evidence_content({json, "a.b.c", "ab12", "https://p"}, house_texts(), "en");
    BOOST_TEST(whole.qr == "a.b.c");
    BOOST_TEST(whole.captions.at("verify").other != digest.captions.at("verify").other);
    BOOST_TEST(whole.made.ms > 0);
}

BOOST_AUTO_TEST_SUITE_END()

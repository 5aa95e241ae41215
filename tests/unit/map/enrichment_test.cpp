// What an operator's own lists add to a filing, and what is said where they do not tell.
#include "map/filing_tree.hpp"
#include "support/test_gateway.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>

BOOST_AUTO_TEST_SUITE(enrichment)

using namespace postern;
using Lists = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kNotes = "# source: test\n# date: 2026-01-01\n";

core::Decimal decimal(const char* text) {
    return *core::Decimal::parse(text);
}

/// One declaration on its way to Nepal's customs, with tables and a profile that are changed at will.
struct Filing {
    static const profiles::Profile& shipped() {
        static const xml::Runtime runtime;
        static const auto library =
            profiles::Library::load(POSTERN_SOURCE_DIR "/mappings", POSTERN_SOURCE_DIR "/schemas");
        return *library->profile("np-asycuda");
    }
    profiles::Profile profile = shipped();
    core::Declaration declaration;
    std::string post = "np-post";
    std::vector<core::Finding> findings; ///< what the stylesheet would say; enrich() adds to it

    Filing() {
        declaration.natures = {"11"};
        declaration.office_of_origin = "Kathmandu GPO";
        declaration.sender.business = "Patan Felt Works";
        declaration.sender.postcode = "44700";
        declaration.sender.numbers = {{"PAN", "301445890", "origin"}};
        core::ContentLine line;
        line.descriptions = {{"Felt slippers with leather sole, pair", "en"}};
        line.quantity = decimal("6");
        line.quantity_unit = "PR";
        line.net_weight_kg = core::Weight{decimal("1.860")};
        line.hs_code = "6405.20";
        declaration.lines = {line};
    }

    /// The element that is added to the filing.
    xml::Document enrich(const Lists& tables) {
        codelists::StoredLists stored;
        for (const auto& [name, rows] : tables)
            stored[name] = kNotes + rows;
        const auto lists =
            codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json", stored);
        const auto route = std::make_shared<steps::Route>();
        route->agency = "np-customs";
        steps::Occasion occasion;
        occasion.post = post;
        occasion.lodged_on = "2026-11-23";
        const steps::RouteChoice choice{route, std::make_shared<profiles::Profile>(profile), {}};
        const map::Enrichment enrichment(declaration, *lists, choice, occasion);
        auto tree = xml::Document::create("enriched", "urn:postern:filing:1");
        auto root = tree.root();
        enrichment.write(root);
        for (std::size_t i = 0; i < declaration.lines.size(); ++i) {
            auto line = root.add("line");
            enrichment.write_line(line, i);
        }
        enrichment.tell(findings);
        return tree;
    }
    void stylesheet_says(const char* code) {
        core::Finding finding;
        finding.code = code;
        finding.line_no = 1;
        findings.push_back(finding);
    }
    /// "CODE field line (arg|arg)" of all.
    std::string told() const {
        std::string text;
        for (const auto& finding : findings) {
            text += finding.code + " " + finding.field + " " + std::to_string(finding.line_no) + " (";
            for (const auto& arg : finding.args)
                text += (text.back() == '(' ? "" : "|") + arg;
            text += ")";
        }
        return text;
    }
};

std::string of_line(const xml::Document& tree, const char* attribute) {
    return tree.root().child("line").attribute(attribute).value_or("-");
}

const std::string kTariff = "country,code,title,unit,from,to\n"
                            "NP,64052010,Of felt,PR,2026-01-01,\n";
const std::string kTwo = kTariff + "NP,64052090,Other,PR,2026-01-01,\n";
const std::string kExporters = "post,exporter,scheme,number,from,to\nnp-post,K-17,PAN,301445890,2026-01-01,\n";
const std::string kGoods = "post,exporter,country,goods,hs,code,from,to\n";

BOOST_FIXTURE_TEST_CASE(the_only_leaf_of_the_national_tariff_is_taken, Filing) {
    const auto tree = enrich({{"national_codes", kTariff}});
    BOOST_CHECK_EQUAL(of_line(tree, "commodity_code"), "64052010");
    // the unit of the tariff, and the quantity in it
    BOOST_CHECK_EQUAL(of_line(tree, "supplementary_unit"), "PR");
    BOOST_CHECK_EQUAL(of_line(tree, "supplementary_quantity"), "6");
    BOOST_CHECK_EQUAL(told(), "");
}

BOOST_FIXTURE_TEST_CASE(several_leaves_are_listed_and_none_is_chosen, Filing) {
    stylesheet_says("HS-NATIONAL-DIGITS");
    const auto tree = enrich({{"national_codes", kTwo + "NP,64052050,No more,PR,2020-01-01,2025-12-31\n"}});
    BOOST_CHECK_EQUAL(told(), "NATIONAL-CODE-CHOICE  1 (NP|64052010 Of felt; 64052090 Other)");
    BOOST_CHECK_EQUAL(of_line(tree, "commodity_code"), "640520");
}

BOOST_FIXTURE_TEST_CASE(nothing_is_known_of_a_tariff_that_is_not_there, Filing) {
    stylesheet_says("HS-NATIONAL-DIGITS");
    enrich({});
    BOOST_CHECK_EQUAL(told(), "HS-NATIONAL-DIGITS  1 ()");
}

BOOST_FIXTURE_TEST_CASE(the_exporters_own_goods_come_before_the_tariff, Filing) {
    const std::string any = "np-post,K-17,NP,,640520,64052090,2026-01-01,\n";
    const std::string felt = "np-post,K-17,NP,\"felt slippers with LEATHER sole, pair\",640520,64052010,2026-01-01,\n";
    const auto code = [&](const std::string& rows) {
        return of_line(enrich({{"national_codes", kTwo}, {"exporters", kExporters}, {"exporter_goods", kGoods + rows}}),
                       "commodity_code");
    };
    BOOST_CHECK_EQUAL(code(any), "64052090");
    BOOST_CHECK_EQUAL(code(any + felt), "64052010");
    BOOST_CHECK_EQUAL(code(felt + any), "64052010");
    // two rows that say different things of the same goods say nothing
    BOOST_CHECK_EQUAL(code(any + "np-post,K-17,NP,,640520,64052010,2026-01-01,\n"), "640520");
    BOOST_CHECK_EQUAL(code("np-post,K-17,NP,,640520,64052090,2020-01-01,2025-12-31\n"), "640520");
}

BOOST_FIXTURE_TEST_CASE(a_code_that_the_tariff_does_not_have_is_told_with_those_it_has, Filing) {
    declaration.lines[0].hs_code = "64052020";
    enrich({{"national_codes", kTwo}});
    BOOST_CHECK_EQUAL(told(), "NATIONAL-CODE-UNKNOWN lines.hs_code 1 (NP|64052020|64052010 Of felt; 64052090 Other)");
    // a subheading that it does not have is told once, as just that
    findings.clear();
    declaration.lines[0].hs_code = "640530";
    stylesheet_says("HS-NATIONAL-DIGITS");
    enrich({{"national_codes", kTwo}});
    BOOST_CHECK_EQUAL(told(), "NATIONAL-CODE-UNKNOWN lines.hs_code 1 (NP|640530|)");
}

BOOST_FIXTURE_TEST_CASE(a_quantity_in_the_unit_of_the_tariff_is_asked_for, Filing) {
    const std::string metres = "country,code,title,unit,from,to\nNP,64052010,Of felt,MTR,2026-01-01,\n";
    stylesheet_says("SUPPLEMENTARY-QUANTITY-MISSING");
    const auto tree = enrich({{"national_codes", metres}});
    BOOST_CHECK_EQUAL(told(), "SUPPLEMENTARY-QUANTITY-MISSING  1 (64052010|MTR)");
    BOOST_CHECK_EQUAL(of_line(tree, "supplementary_quantity"), "-");
    // by weight it is known
    const auto weighed = enrich({{"national_codes", "country,code,title,unit,from,to\n"
                                                    "NP,64052010,Of felt,KGM,2026-01-01,\n"}});
    BOOST_CHECK_EQUAL(of_line(weighed, "supplementary_quantity"), "1.860");
}

BOOST_FIXTURE_TEST_CASE(a_number_on_record_stands_in_for_one_that_is_not_on_the_form, Filing) {
    const std::string columns = "post,exporter,scheme,number,from,to\n";
    const auto number = [&](const std::string& rows) {
        const auto tree = enrich({{"exporters", columns + rows}});
        const auto element = tree.root().child("exporter_number");
        return element ? element.attribute("scheme").value_or("") + " " + element.text() : std::string();
    };
    const std::string known = "np-post,K-17,UNKNOWN,C771,2026-01-01,\nnp-post,K-17,PAN,301445890,2026-01-01,\n";
    BOOST_CHECK_EQUAL(number(known), ""); // the form has one
    declaration.sender.numbers = {{"UNKNOWN", "C 77-1", ""}};
    BOOST_CHECK_EQUAL(number(known), "PAN 301445890");
    BOOST_CHECK_EQUAL(number(known + "np-post,K-17,EXIM,E-9,2026-01-01,\n"), "EXIM E-9");
    BOOST_CHECK_EQUAL(number(known + "np-post,K-17,EXIM,E-9,2026-01-01,2026-02-01\n"), "PAN 301445890");
    post = "bt-post"; // another post's exporter is nobody's business
    BOOST_CHECK_EQUAL(number(known), "");
}

BOOST_FIXTURE_TEST_CASE(an_occasional_exporter_is_declared_as_the_country_rules, Filing) {
    declaration.sender.numbers.clear();
    const auto number = [&] {
        const auto tree = enrich({});
        const auto element = tree.root().child("exporter_number");
        return element ? "<" + element.text() + ">" + element.attribute("basis").value_or("") : std::string("-");
    };
    BOOST_CHECK_EQUAL(number(), "-");
    profile.exporter_number->occasional = "PRIVATE01";
    BOOST_CHECK_EQUAL(number(), "-"); // a business
    declaration.sender.business.clear();
    BOOST_CHECK_EQUAL(number(), "-"); // who sells goods is no private sender
    declaration.natures = {"31"};
    BOOST_CHECK_EQUAL(number(), "<PRIVATE01>occasional");
    declaration.natures = {"11"};
    profile.exporter_number->occasional_may_sell = true;
    BOOST_CHECK_EQUAL(number(), "<PRIVATE01>occasional");
    profile.exporter_number->occasional = "";
    BOOST_CHECK_EQUAL(number(), "<>occasional"); // left out, and nobody misses it
}

BOOST_FIXTURE_TEST_CASE(whoever_lodges_for_others_holds_their_mandate, Filing) {
    const std::string row = "post,exporter,agency,reference,from,to\nnp-post,K-17,np-customs,M-2026-4,2026-01-01,";
    BOOST_CHECK_EQUAL((enrich({}), told()), ""); // the law covers it
    profile.needs_mandate = true;
    enrich({{"exporters", kExporters}, {"exporter_mandates", row + "2026-03-31\n"}});
    BOOST_CHECK_EQUAL(told(), "MANDATE-MISSING representation.mandate 0 (np-customs)");
    findings.clear();
    const auto held = enrich({{"exporters", kExporters}, {"exporter_mandates", row + "\n"}});
    BOOST_CHECK_EQUAL(told(), "");
    BOOST_CHECK_EQUAL(held.root().child("mandate").text(), "M-2026-4");
    declaration.representation = core::Representation{"direct", "Himal Brokers", "HB-77"};
    const auto declared = enrich({});
    BOOST_CHECK_EQUAL(told(), "");
    BOOST_CHECK_EQUAL(declared.root().child("mandate").text(), "HB-77");
}

BOOST_FIXTURE_TEST_CASE(the_posting_office_leads_to_the_customs_office, Filing) {
    const std::string columns = "post,agency,exporter,posting_office,postcode,office_of_exchange,customs_office,"
                                "customs_name,from,to\n";
    const auto office = [&](const std::string& rows) {
        findings.clear();
        const auto tree = enrich({{"exporters", kExporters}, {"offices", columns + rows}});
        const auto offices = tree.root().child("offices");
        return offices ? offices.attribute("customs").value_or("") : told();
    };
    const std::string of_all = "np-post,np-customs,,,,NPKTMA,TIA09,Foreign Post,2026-01-01,\n";
    const std::string by_postcode = "np-post,np-customs,,,447,NPKTMA,TIA10,Lalitpur,2026-01-01,\n";
    const std::string by_office = "np-post,np-customs,,kathmandu gpo,,NPKTMA,TIA11,GPO,2026-01-01,\n";
    const std::string by_exporter = "np-post,np-customs,K-17,,,NPKTMA,TIA12,GPO,2026-01-01,\n";
    BOOST_CHECK_EQUAL(office(of_all), "TIA09");
    BOOST_CHECK_EQUAL(office(of_all + by_postcode), "TIA10");
    BOOST_CHECK_EQUAL(office(by_postcode + of_all + by_office), "TIA11");
    BOOST_CHECK_EQUAL(office(by_exporter + by_office), "TIA12");
    BOOST_CHECK_EQUAL(office("np-post,np-customs,,Pokhara,,NPKTMA,PKR01,Pokhara,2026-01-01,\n"),
                      "OFFICE-UNKNOWN office_of_origin 0 (np-customs)");
    // nothing is known of this post's offices: the profile's own stands
    BOOST_CHECK_EQUAL(office("bt-post,np-customs,,Thimphu,,BTPBHA,X01,Thimphu,2026-01-01,\n"), "");
}

BOOST_AUTO_TEST_CASE(tables_in_the_store_reach_the_national_document) {
    tests::TestGateway world;
    for (const auto& [table, rows] :
         Lists{{"national_codes", kTariff + "NP,62142010,Shawls,,2026-01-01,\n"
                                            "NP,48201090,Notebooks,,2026-01-01,\n"},
               {"offices", "post,agency,exporter,posting_office,postcode,office_of_exchange,"
                           "customs_office,customs_name,from,to\n"
                           "np-post,np-customs,,,,NPKTMA,TIA09,Second,2026-01-01,\n"}}) {
        ports::Deed deed;
        deed.body = ports::ListStored{table, kNotes + rows, world.gateway().clock().now()};
        BOOST_REQUIRE(world.store().ledger().record(std::span(&deed, 1)).front().done());
    }
    world.gateway().reload();
    std::ifstream file(POSTERN_SOURCE_DIR "/samples/messages/cn23-warning-hs-six-digits.xml");
    const auto report = world.submit({std::istreambuf_iterator<char>(file), {}}, world.post()).items.at(0);
    BOOST_REQUIRE_EQUAL(report.filings.size(), 1u);
    const auto key = world.gateway().chain()->ids->open(crypto::IdKind::filing, report.filings.at(0).filing_id);
    const auto kept = world.store().filings().document({*key}, 1);
    BOOST_REQUIRE(kept.has_value());
    const auto document = vault::open(kept->sealed);
    for (const char* part : {"<Commodity_code>64052010</Commodity_code>", "<Suppplementary_unit_code>PR<",
                             "<Suppplementary_unit_quantity>6<", "<Customs_clearance_office_code>TIA09<"})
        BOOST_CHECK_MESSAGE(document.find(part) != std::string::npos, part);
}

BOOST_AUTO_TEST_SUITE_END()

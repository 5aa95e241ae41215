// What an operator's own lists add to a filing, and what is said where they do not tell.
#include "support/test_gateway.hpp"
#include "vault/vault.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>

BOOST_AUTO_TEST_SUITE(enrichment)

using namespace postern;
namespace fs = std::filesystem;

constexpr const char* kNotes = "# source: test\n# date: 2026-01-01\n";

std::string read(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A gateway whose Nepalese profile is changed at will, with tables in its store.
class World {
public:
    explicit World(const Pairs& tables, const Pairs& changes = {}) {
        fs::copy(POSTERN_SOURCE_DIR "/mappings", folder_.path() / "mappings", fs::copy_options::recursive);
        fs::copy(POSTERN_SOURCE_DIR "/schemas", folder_.path() / "schemas", fs::copy_options::recursive);
        const std::string name = "mappings/np-asycuda/profile.xml";
        std::string form = read(folder_.path() / name);
        for (const auto& [what, by] : changes)
            form = replaced(form, what, by);
        folder_.write(name, form);
        gateway_ = std::make_unique<tests::TestGateway>(Pairs{{"home.mappings", (folder_.path() / "mappings").string()},
                                                              {"home.schemas", (folder_.path() / "schemas").string()}});
        for (const auto& [table, rows] : tables) {
            ports::Deed deed;
            deed.body = ports::ListStored{table, kNotes + rows, gateway_->gateway().clock().now()};
            BOOST_REQUIRE(gateway_->store().ledger().record(std::span(&deed, 1)).front().done());
        }
        gateway_->gateway().reload();
    }

    pipeline::ItemReport submit(const std::string& message) {
        return gateway_->submit(message, gateway_->post()).items.at(0);
    }
    /// The document that customs is offered.
    std::string document(const pipeline::ItemReport& report) {
        BOOST_REQUIRE(!report.filings.empty());
        const auto key =
            gateway_->submissions().parts()->ids->open(crypto::IdKind::filing, report.filings.at(0).filing_id);
        BOOST_REQUIRE(key.has_value());
        const auto sealed = gateway_->store().filings().document({*key}, 1);
        BOOST_REQUIRE(sealed.has_value());
        return vault::open(sealed->sealed);
    }

private:
    tests::ScratchFolder folder_;
    std::unique_ptr<tests::TestGateway> gateway_;
};

/// "CODE field line (arg|arg)" of the findings with one of these codes.
std::string told(const pipeline::ItemReport& report, const std::string& code) {
    std::string text;
    for (const auto& finding : report.findings) {
        if (finding.code != code) continue;
        text += finding.field + " " + std::to_string(finding.line_no) + " (";
        for (const auto& arg : finding.args)
            text += (text.back() == '(' ? "" : "|") + arg;
        text += ")";
    }
    return text;
}

std::string sample(const std::string& name) {
    return read(POSTERN_SOURCE_DIR "/samples/messages/" + name);
}

const std::string kSixDigits = "cn23-warning-hs-six-digits.xml";
const std::string kTariff = "country,code,title,unit,from,to\n"
                            "NP,62142010,Pashmina shawls,,2026-01-01,\n"
                            "NP,48201090,Notebooks,,2026-01-01,\n";

BOOST_AUTO_TEST_CASE(the_only_leaf_of_the_national_tariff_is_taken) {
    World world({{"national_codes", kTariff + "NP,64052010,Of felt,PR,2026-01-01,\n"}});
    const auto report = world.submit(sample(kSixDigits));
    BOOST_CHECK_EQUAL(told(report, "HS-NATIONAL-DIGITS") + told(report, "NATIONAL-CODE-CHOICE"), "");
    const auto document = world.document(report);
    BOOST_CHECK(document.find("<Commodity_code>64052010</Commodity_code>") != std::string::npos);
    // the unit of the tariff, and the quantity in it
    BOOST_CHECK(document.find("<Suppplementary_unit_code>PR</Suppplementary_unit_code>") != std::string::npos);
    BOOST_CHECK(document.find("<Suppplementary_unit_quantity>6</Suppplementary_unit_quantity>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(several_leaves_are_listed_and_none_is_chosen) {
    World world({{"national_codes", kTariff + "NP,64052010,Of felt,PR,2026-01-01,\nNP,64052090,Other,PR,2026-01-01,\n"
                                              "NP,64052050,No more,PR,2020-01-01,2025-12-31\n"}});
    const auto report = world.submit(sample(kSixDigits));
    BOOST_CHECK_EQUAL(told(report, "NATIONAL-CODE-CHOICE"), "lines.hs_code 1 (NP|64052010 Of felt; 64052090 Other)");
    BOOST_CHECK_EQUAL(told(report, "HS-NATIONAL-DIGITS"), "");
    BOOST_CHECK(report.verdict == core::Verdict::rejected);
}

BOOST_AUTO_TEST_CASE(the_exporters_own_goods_come_before_the_tariff) {
    const std::string exporters = "post,exporter,scheme,number,from,to\nnp-post,K-17,PAN,301445890,2026-01-01,\n";
    const std::string goods = "post,exporter,country,goods,hs,code,from,to\n";
    const std::string two = kTariff + "NP,64052010,Of felt,PR,2026-01-01,\nNP,64052090,Other,PR,2026-01-01,\n";
    {
        World world({{"national_codes", two},
                     {"exporters", exporters},
                     {"exporter_goods", goods + "np-post,K-17,NP,,640520,64052090,2026-01-01,\n"
                                                "np-post,K-17,NP,\"felt slippers with LEATHER sole, pair\",640520,"
                                                "64052010,2026-01-01,\n"}});
        const auto report = world.submit(sample(kSixDigits));
        BOOST_CHECK_EQUAL(told(report, "NATIONAL-CODE-CHOICE"), "");
        BOOST_CHECK(world.document(report).find("<Commodity_code>64052010</Commodity_code>") != std::string::npos);
    }
    {
        // two rows that say different things of the same goods say nothing
        World world({{"national_codes", two},
                     {"exporters", exporters},
                     {"exporter_goods", goods + "np-post,K-17,NP,,640520,64052090,2026-01-01,\n"
                                                "np-post,K-17,NP,,640520,64052010,2026-01-01,\n"}});
        BOOST_CHECK(told(world.submit(sample(kSixDigits)), "NATIONAL-CODE-CHOICE") != "");
    }
}

BOOST_AUTO_TEST_CASE(a_code_that_the_tariff_does_not_have_is_told_with_those_it_has) {
    World world({{"national_codes", kTariff + "NP,64052090,Other,,2026-01-01,\n"}});
    const auto report = world.submit(sample("cn23-good-parcel-np-us.xml"));
    BOOST_CHECK_EQUAL(told(report, "NATIONAL-CODE-UNKNOWN"), "lines.hs_code 1 (NP|64052010|64052090 Other)");
    BOOST_CHECK(report.verdict == core::Verdict::rejected);
}

BOOST_AUTO_TEST_CASE(a_quantity_in_the_unit_of_the_tariff_is_asked_for) {
    const std::string metres = kTariff + "NP,64052010,Of felt,MTR,2026-01-01,\n";
    World world({{"national_codes", metres}});
    const auto report = world.submit(sample(kSixDigits));
    BOOST_CHECK_EQUAL(told(report, "SUPPLEMENTARY-QUANTITY-MISSING"), "lines.quantity 1 (64052010|MTR)");
    // by weight it is known
    World by_weight({{"national_codes", replaced(metres, "MTR", "KGM")}});
    const auto weighed = by_weight.submit(sample(kSixDigits));
    BOOST_CHECK_EQUAL(told(weighed, "SUPPLEMENTARY-QUANTITY-MISSING"), "");
    BOOST_CHECK(by_weight.document(weighed).find("<Suppplementary_unit_quantity>1.86<") != std::string::npos);
}

const std::string kNumbers =
    "        <numbers>\n            <number scheme=\"PAN\" side=\"origin\">301445890</number>\n"
    "        </numbers>\n";
const std::string kCustomerNumber = "<numbers><number scheme=\"UNKNOWN\">C 77-1</number></numbers>";

BOOST_AUTO_TEST_CASE(a_number_on_record_stands_in_for_one_that_is_not_on_the_form) {
    World world(
        Pairs{{"exporters", "post,exporter,scheme,number,from,to\nnp-post,K-17,UNKNOWN,C771,2026-01-01,\n"
                            "np-post,K-17,PAN,301445890,2026-01-01,\nnp-post,K-17,EXIM,E-9,2026-01-01,2026-02-01\n"}});
    const auto report = world.submit(replaced(sample("cn23-good-parcel-np-us.xml"), kNumbers, kCustomerNumber));
    BOOST_CHECK_EQUAL(told(report, "EXPORTER-NUMBER-MISSING"), "");
    BOOST_CHECK(world.document(report).find("<Exporter_code>301445890</Exporter_code>") != std::string::npos);
    // another post's exporter is nobody's business
    World other(Pairs{{"exporters", "post,exporter,scheme,number,from,to\nbt-post,K-17,UNKNOWN,C771,2026-01-01,\n"
                                    "bt-post,K-17,PAN,301445890,2026-01-01,\n"}});
    const auto unknown = other.submit(replaced(sample("cn23-good-parcel-np-us.xml"), kNumbers, kCustomerNumber));
    BOOST_CHECK_EQUAL(told(unknown, "EXPORTER-NUMBER-MISSING"), "sender.numbers 0 ()");
}

BOOST_AUTO_TEST_CASE(an_occasional_exporter_is_declared_as_the_country_rules) {
    const std::string rule = "<exporter-number table=\"exporter_numbers\"";
    const std::string message = replaced(sample("cn23-good-parcel-np-us.xml"), kNumbers, "");
    const std::string private_sender = replaced(message, "<business>Patan Felt Works</business>", "");
    const std::string gift = replaced(private_sender, "<category>11</category>", "<category>31</category>");
    BOOST_REQUIRE(gift != private_sender);
    const auto missing = [](World& world, const std::string& text) {
        return !told(world.submit(text), "EXPORTER-NUMBER-MISSING").empty();
    };
    World never(Pairs{});
    BOOST_CHECK(missing(never, gift));
    World gifts({}, {{rule, rule + " occasional=\"PRIVATE01\""}});
    BOOST_CHECK(missing(gifts, message));
    World sellers({}, {{rule, rule + " occasional=\"PRIVATE01\""}});
    BOOST_CHECK(missing(sellers, private_sender)); // who sells goods is no private sender
    World of_gift({}, {{rule, rule + " occasional=\"PRIVATE01\""}});
    const auto report = of_gift.submit(gift);
    BOOST_CHECK_EQUAL(told(report, "EXPORTER-NUMBER-MISSING"), "");
    BOOST_CHECK(of_gift.document(report).find("<Exporter_code>PRIVATE01</Exporter_code>") != std::string::npos);
    World may_sell({}, {{rule, rule + " occasional=\"PRIVATE01\" occasional-may-sell=\"true\""}});
    BOOST_CHECK(!missing(may_sell, private_sender));
    World none({}, {{rule, rule + " occasional=\"none\""}});
    const auto left_out = none.submit(gift);
    BOOST_CHECK_EQUAL(told(left_out, "EXPORTER-NUMBER-MISSING"), "");
    BOOST_CHECK(none.document(left_out).find("<Exporter_code><null/></Exporter_code>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(whoever_lodges_for_others_holds_their_mandate) {
    const std::string exporters = "post,exporter,scheme,number,from,to\nnp-post,K-17,PAN,301445890,2026-01-01,\n";
    const std::string mandates = "post,exporter,agency,reference,from,to\nnp-post,K-17,np-customs,M-2026-4,2026-01-01,";
    const std::pair<std::string, std::string> needed{" needs-item-id=", " needs-mandate=\"true\" needs-item-id="};
    const auto message = sample("cn23-good-parcel-np-us.xml");
    World without({}, {needed});
    const auto report = without.submit(message);
    BOOST_CHECK_EQUAL(told(report, "MANDATE-MISSING"), "representation.mandate 0 (np-customs)");
    BOOST_CHECK(report.verdict == core::Verdict::rejected);
    World with({{"exporters", exporters}, {"exporter_mandates", mandates + "\n"}}, {needed});
    BOOST_CHECK_EQUAL(told(with.submit(message), "MANDATE-MISSING"), "");
    World expired({{"exporters", exporters}, {"exporter_mandates", mandates + "2026-03-31\n"}}, {needed});
    BOOST_CHECK(told(expired.submit(message), "MANDATE-MISSING") != "");
}

BOOST_AUTO_TEST_CASE(the_posting_office_leads_to_the_customs_office) {
    const std::string columns = "post,agency,exporter,posting_office,postcode,office_of_exchange,customs_office,"
                                "customs_name,from,to\n";
    const auto office = [&](const std::string& rows) {
        World world({{"offices", columns + rows}});
        const auto report = world.submit(sample("cn23-good-parcel-np-us.xml"));
        if (const auto unknown = told(report, "OFFICE-UNKNOWN"); !unknown.empty()) return unknown;
        const auto document = world.document(report);
        const std::string tag = "<Customs_clearance_office_code>";
        const auto at = document.find(tag) + tag.size();
        return document.substr(at, document.find('<', at) - at);
    };
    const std::string of_all = "np-post,np-customs,,,,NPKTMA,TIA09,Foreign Post,2026-01-01,\n";
    BOOST_CHECK_EQUAL(office(of_all), "TIA09");
    BOOST_CHECK_EQUAL(office(of_all + "np-post,np-customs,,,447,NPKTMA,TIA10,Lalitpur,2026-01-01,\n"), "TIA10");
    BOOST_CHECK_EQUAL(office("np-post,np-customs,,,447,NPKTMA,TIA10,Lalitpur,2026-01-01,\n" + of_all +
                             "np-post,np-customs,,kathmandu gpo,,NPKTMA,TIA11,GPO,2026-01-01,\n"),
                      "TIA11");
    BOOST_CHECK_EQUAL(office("np-post,np-customs,,Pokhara,,NPKTMA,PKR01,Pokhara,2026-01-01,\n"),
                      "office_of_origin 0 (np-customs)");
    // nothing is known of this post's offices: the profile's own stands
    BOOST_CHECK_EQUAL(office("bt-post,np-customs,,Thimphu,,BTPBHA,X01,Thimphu,2026-01-01,\n"), "TIA01");
}

BOOST_AUTO_TEST_SUITE_END()

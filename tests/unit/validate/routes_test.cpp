// Which routes a declaration takes: each condition alone, at its edge.
#include "codelists/codelists.hpp"
#include "core/failure.hpp"
#include "core/finding_codes.hpp"
#include "profiles/library.hpp"
#include "support/scratch_folder.hpp"
#include "validate/route_table.hpp"
#include "xml/runtime.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(routes)

using namespace postern;

core::Decimal decimal(const char* text) {
    return *core::Decimal::parse(text);
}

struct World {
    xml::Runtime runtime;
    tests::ScratchFolder folder;
    std::shared_ptr<const profiles::Library> library =
        profiles::Library::load(POSTERN_SOURCE_DIR "/mappings", POSTERN_SOURCE_DIR "/schemas");
    std::shared_ptr<const codelists::Codelists> lists = codelists::Codelists::load(
        POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json",
        {{"offices", "# source: test\n# date: 2026-01-01\npost,agency,exporter,posting_office,postcode,"
                     "office_of_exchange,customs_office,customs_name,from,to\n"
                     "np-post,np-customs,,Pokhara,,NPPKRA,P1,Pokhara,2026-01-01,\n"
                     "np-post,np-customs,,,,NPKTMA,K1,Kathmandu,2026-01-01,\n"},
         {"authority_rates", "# source: test\n# date: 2026-01-01\nauthority,currency,per_unit,base,from,to\n"
                             "np-customs,EUR,2,USD,2026-01-01,\n"}});
    core::Declaration declaration;
    std::string post = "np-post";
    steps::PastUse past;
    std::vector<core::Finding> findings;

    World() {
        declaration.sender.country = "NP";
        declaration.addressee.country = "US";
        declaration.natures = {"11"};
        declaration.gross_weight_kg = core::Weight{decimal("2")};
        declaration.office_of_origin = "Kathmandu GPO";
        core::ContentLine line;
        line.hs_code = "6405.20.10";
        line.line_value = decimal("100");
        line.currency = "EUR";
        declaration.lines = {line};
    }

    validate::RouteTable table(const std::string& inner, const std::string& attributes = "outcome=\"form\"") {
        const auto path = folder.write(
            "routes.xml", "<routes xmlns=\"urn:postern:routes:1\"><route name=\"r\" leg=\"export\" " + attributes +
                              "><legal-basis>Article 7</legal-basis>" + inner + "</route></routes>");
        return validate::RouteTable::load(path, POSTERN_SOURCE_DIR "/schemas/routes.xsd", *library);
    }
    bool takes(const std::string& when, const std::string& attributes = "outcome=\"form\"") {
        findings.clear();
        const core::Date day{2026, 11, 23};
        const auto chosen = table(when, attributes).choose({declaration, *lists, day, post, past}, findings);
        return !chosen.empty();
    }
};

BOOST_FIXTURE_TEST_CASE(each_condition_counts_at_its_edge, World) {
    BOOST_CHECK(takes("<when post=\"np-post other-post\"/>"));
    BOOST_CHECK(!takes("<when post=\"other-post\"/>"));
    BOOST_CHECK(takes("<when weight-up-to=\"2\"/>"));
    BOOST_CHECK(!takes("<when weight-up-to=\"1.999\"/>"));
    BOOST_CHECK(!takes("<when weight-over=\"2\"/>"));
    BOOST_CHECK(takes("<when weight-over=\"1.999\"/>"));
    BOOST_CHECK(takes("<when hs=\"84 6405\"/>"));
    BOOST_CHECK(takes("<when hs=\"64052010\"/>"));
    BOOST_CHECK(!takes("<when hs=\"84 640521\"/>"));
    BOOST_CHECK(takes("<when restricted=\"false\"/>"));
    BOOST_CHECK(!takes("<when restricted=\"true\"/>"));
    declaration.gross_weight_kg.reset(); // then what the lines weigh counts
    declaration.lines[0].net_weight_kg = core::Weight{decimal("0.5")};
    BOOST_CHECK(takes("<when weight-up-to=\"0.5\"/>"));
    BOOST_CHECK(!takes("<when weight-over=\"0.5\"/>"));
}

BOOST_FIXTURE_TEST_CASE(a_return_takes_routes_of_its_leg_and_nothing_else_does, World) {
    const auto path = folder.write(
        "legs.xml", "<routes xmlns=\"urn:postern:routes:1\"><route name=\"out\" leg=\"export\" outcome=\"form\"><when/>"
                    "</route><route name=\"in\" leg=\"import\" outcome=\"form\"><when/></route>"
                    "<route name=\"back\" leg=\"return\" outcome=\"form\"><when destination=\"US\"/></route></routes>");
    const auto legs = validate::RouteTable::load(path, POSTERN_SOURCE_DIR "/schemas/routes.xsd", *library);
    const auto taken = [&](bool returning) {
        std::string names;
        for (const auto& choice : legs.choose({declaration, *lists, {2026, 11, 23}, post, past, returning}, findings))
            names += choice.route->name + " ";
        return names;
    };
    BOOST_TEST(taken(false) == "out in ");
    BOOST_TEST(taken(true) == "back ");
    BOOST_TEST(findings.empty());
    declaration.addressee.country = "DE";
    BOOST_TEST(taken(true) == "");
    BOOST_REQUIRE_EQUAL(findings.size(), 1u);
    BOOST_TEST(findings[0].code == core::codes::kRouteNone);
}

BOOST_FIXTURE_TEST_CASE(restricted_goods_take_their_own_route, World) {
    const auto& all = lists->restrictions().all();
    const auto found = std::ranges::find_if(all, [](const auto& restriction) {
        return restriction.hs && restriction.applies("NP", "US", {2026, 11, 23});
    });
    BOOST_REQUIRE(found != all.end());
    std::string code = std::to_string(found->hs->first);
    declaration.lines[0].hs_code = std::string(6 - code.size(), '0') + code;
    BOOST_CHECK(takes("<when restricted=\"true\"/>"));
    BOOST_CHECK(!takes("<when restricted=\"false\"/>"));
}

BOOST_FIXTURE_TEST_CASE(the_office_of_exchange_is_that_of_the_posting_office, World) {
    const std::string attributes = "outcome=\"file\" agency=\"np-customs\" profile=\"np-asycuda\"";
    BOOST_CHECK(takes("<when office-of-exchange=\"NPKTMA\"/>", attributes));
    BOOST_CHECK(!takes("<when office-of-exchange=\"NPPKRA\"/>", attributes));
    declaration.office_of_origin = "Pokhara";
    BOOST_CHECK(takes("<when office-of-exchange=\"NPPKRA\"/>", attributes));
    post.clear();
    BOOST_CHECK(!takes("<when office-of-exchange=\"NPPKRA\"/>", attributes));
}

BOOST_FIXTURE_TEST_CASE(a_bound_on_value_is_held_at_the_agencys_own_rates, World) {
    const std::string customs = "outcome=\"file\" agency=\"np-customs\" profile=\"np-asycuda\"";
    BOOST_CHECK(takes("<when><value-up-to currency=\"USD\">200</value-up-to></when>", customs));
    BOOST_CHECK(!takes("<when><value-up-to currency=\"USD\">199.99</value-up-to></when>", customs));
    // a route without an agency is held at the general rates
    BOOST_CHECK(takes("<when><value-up-to currency=\"USD\">150</value-up-to></when>"));
}

BOOST_FIXTURE_TEST_CASE(a_route_that_refuses_says_why, World) {
    BOOST_CHECK(takes("<when destination=\"US\"/>", "outcome=\"refuse\""));
    BOOST_REQUIRE_EQUAL(findings.size(), 1u);
    BOOST_CHECK_EQUAL(findings[0].code, "ROUTE-REFUSED");
    BOOST_CHECK_EQUAL(findings[0].args.at(0), "Article 7");
    BOOST_CHECK(findings[0].severity == core::Severity::error);
    BOOST_CHECK(!takes("<when destination=\"DE\"/>", "outcome=\"refuse\""));
    BOOST_REQUIRE_EQUAL(findings.size(), 1u);
    BOOST_CHECK_EQUAL(findings[0].code, "ROUTE-NONE");
}

BOOST_FIXTURE_TEST_CASE(what_is_uploaded_is_read_only_where_a_route_says_so, World) {
    const std::string attributes = "outcome=\"file\" agency=\"np-customs\" profile=\"np-asycuda\"";
    BOOST_CHECK(!table("<when/>", attributes).named("r")->documents);
    BOOST_CHECK(!table("<when/>", attributes + " documents=\"false\"").named("r")->documents);
    BOOST_CHECK(table("<when/>", attributes + " documents=\"true\"").named("r")->documents);
    BOOST_CHECK_THROW(table("<when/>", attributes + " documents=\"yes\""), core::Failure);
    BOOST_CHECK_THROW(table("<when/>", "outcome=\"form\" documents=\"true\""), core::Failure); // nobody reads there
}

namespace {

const std::string kFiles = "outcome=\"file\" agency=\"np-customs\" profile=\"np-asycuda\"";

} // namespace

BOOST_FIXTURE_TEST_CASE(a_route_says_when_it_lodges, World) {
    const auto lodged_on = [&](const std::string& words) {
        return table("<when/>", kFiles + " " + words).named("r")->lodge_on;
    };
    BOOST_CHECK(lodged_on("") == core::Position::captured);
    BOOST_CHECK(lodged_on("lodge-on=\"acceptance\"") == core::Position::captured);
    BOOST_CHECK(lodged_on("lodge-on=\"posting\"") == core::Position::posted);
    BOOST_CHECK(lodged_on("lodge-on=\"office-of-exchange\"") == core::Position::at_office_of_exchange);
    BOOST_CHECK(lodged_on("lodge-on=\"dispatch\"") == core::Position::dispatch_closed);
    BOOST_CHECK_THROW(lodged_on("lodge-on=\"delivery\""), core::Failure);
    BOOST_CHECK_THROW(table("<when/>", "outcome=\"form\" lodge-on=\"posting\""), core::Failure);
}

BOOST_FIXTURE_TEST_CASE(a_route_lists_what_its_agency_reads_in_place_of_a_profile, World) {
    const std::string agency = "outcome=\"file\" agency=\"np-licensing\"";
    const std::string reads = "<reads>natures\n  lines.hs_code\tsender</reads><when/>";
    const auto routes = table(reads, agency);
    BOOST_CHECK(routes.named("r")->reads == (std::vector<std::string>{"natures", "lines.hs_code", "sender"}));
    const auto& profile = routes.all().front().profile;
    BOOST_REQUIRE(profile);
    BOOST_CHECK_EQUAL(profile->name, "neutral");
    const auto other = table("<reads>natures</reads><when/>", agency).all().front().profile;
    BOOST_CHECK(profile->hash != other->hash); // a filing keeps by which list it was made
    BOOST_CHECK_THROW(table(reads, kFiles), core::Failure);
    BOOST_CHECK_THROW(table("<when/>", agency), core::Failure);
    BOOST_CHECK_THROW(table(reads, "outcome=\"file\""), core::Failure);
    BOOST_CHECK_THROW(table(reads, "outcome=\"form\""), core::Failure);
    BOOST_CHECK_THROW(table("<reads>lines[1]</reads><when/>", agency), core::Failure);
}

BOOST_FIXTURE_TEST_CASE(who_is_asked_first_is_an_earlier_route_that_must_not_fail, World) {
    const auto load = [&](const std::string& first, const std::string& name) {
        const auto path = folder.write("two.xml", "<routes xmlns=\"urn:postern:routes:1\"><route name=\"first\" "
                                                  "leg=\"export\" " +
                                                      first + "><when/></route><route name=\"r\" leg=\"export\" " +
                                                      kFiles + " after=\"" + name + "\"><when/></route></routes>");
        return validate::RouteTable::load(path, POSTERN_SOURCE_DIR "/schemas/routes.xsd", *library);
    };
    BOOST_CHECK(load(kFiles, "first").named("r")->after == std::vector<std::string>{"first"});
    BOOST_CHECK_THROW(load(kFiles + " required=\"false\"", "first"), core::Failure);
    BOOST_CHECK_THROW(load("outcome=\"form\"", "first"), core::Failure);
    BOOST_CHECK_THROW(load(kFiles, "r"), core::Failure);
    BOOST_CHECK_THROW(load(kFiles, "nobody"), core::Failure);
}

BOOST_FIXTURE_TEST_CASE(what_is_no_condition_is_refused_with_its_line, World) {
    for (const char* when : {"<when hs=\"6\"/>", "<when hs=\"shoes\"/>", "<when weight-over=\"-1\"/>",
                             "<when restricted=\"perhaps\"/>", "<when post=\"Np Post!\"/>"})
        BOOST_CHECK_THROW(table(when), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()

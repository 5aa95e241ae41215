// The table of routes: matching, the rights behind it, the document made from it; and parameters read strictly.
#include "access/rights.hpp"
#include "http/openapi.hpp"
#include "http/request_parts.hpp"
#include "http/route.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(http_routes)

using postern::core::RefusalCode;
using postern::http::all_routes;
using postern::http::BodyKind;
using postern::http::Call;
using postern::http::match_route;
using postern::http::Route;

BOOST_AUTO_TEST_CASE(targets_lead_to_their_row) {
    const auto found = match_route(all_routes(), "GET", "/v1/declarations/dec_1/timeline?x=1");
    BOOST_REQUIRE(found.route != nullptr);
    BOOST_TEST(found.route->id == "getTimeline");
    BOOST_REQUIRE(found.path.size() == 1u);
    BOOST_TEST(found.path[0] == "dec_1");

    const auto two = match_route(all_routes(), "HEAD", "/v1/agencies/np-customs/filings/fil_%31/document");
    BOOST_REQUIRE(two.route != nullptr);
    BOOST_TEST(two.route->id == "getDocument");
    BOOST_REQUIRE(two.path.size() == 2u);
    BOOST_TEST(two.path[0] == "np-customs");
    BOOST_TEST(two.path[1] == "fil_1");
}

BOOST_AUTO_TEST_CASE(other_methods_and_other_paths_are_told_apart) {
    const auto wrong = match_route(all_routes(), "DELETE", "/v1/declarations/dec_1");
    BOOST_TEST((wrong.route == nullptr));
    const std::vector<std::string_view> expected{"PUT", "GET", "HEAD"};
    BOOST_TEST(wrong.allowed == expected, boost::test_tools::per_element());

    const auto lease = match_route(all_routes(), "POST", "/v1/agencies/a/leases/l");
    const std::vector<std::string_view> methods{"GET", "HEAD", "PUT", "DELETE"};
    BOOST_TEST(lease.allowed == methods, boost::test_tools::per_element());

    for (const char* target : {"/", "/v1", "/v1/declarations/", "/v1/declarations//report", "/v1/nothing", "*",
                               "/v1/declarations/a%2Fb", "/v1/declarations/a%0Ab", "/v1/declarations/x/report/y"}) {
        const auto none = match_route(all_routes(), "GET", target);
        BOOST_TEST((none.route == nullptr), target);
        BOOST_TEST(none.allowed.empty(), target);
    }
}

BOOST_AUTO_TEST_CASE(every_row_has_what_the_document_and_the_door_need) {
    std::set<std::string_view> rights;
    for (const auto& right : postern::access::all_rights())
        rights.insert(right.action);
    std::set<std::string_view> ids;
    for (const Route& route : all_routes()) {
        BOOST_TEST_CONTEXT(route.method << " " << route.path) {
            BOOST_TEST((route.handler != nullptr));
            BOOST_TEST(ids.insert(route.id).second);
            BOOST_TEST(!route.summary.empty());
            BOOST_TEST(!route.answers.empty());
            // public is only what names no post's thing, or wants the secret of one
            const bool wants_secret =
                std::ranges::any_of(route.parameters, [](const auto& parameter) { return parameter.name == "s"; });
            if (route.action.empty())
                BOOST_TEST((wants_secret || !route.path.starts_with("/v1/")));
            else
                BOOST_TEST(rights.count(route.action) == 1u);
            BOOST_TEST((route.body == BodyKind::none) == (route.method == "GET" || route.method == "DELETE"));
            BOOST_TEST((route.body == BodyKind::none) == route.body_schema.empty());
        }
    }
}

/// Every "$ref" of a value.
void collect_refs(const postern::json::Value& value, std::set<std::string>& refs) {
    if (const auto ref = value.string("$ref")) refs.insert(*ref);
    for (const auto& [name, member] : value.members())
        collect_refs(member, refs);
    for (const auto& item : value.items())
        collect_refs(item, refs);
}

BOOST_AUTO_TEST_CASE(the_document_is_whole) {
    postern::json::ReadLimits limits;
    limits.values = 1'000'000;
    const auto read = postern::json::read(postern::http::openapi_document(), limits);
    BOOST_REQUIRE(read.ok());
    const auto& document = read.value();
    BOOST_TEST(document.string("openapi").value_or("") == "3.1.0");
    const auto* paths = document.find("paths");
    BOOST_REQUIRE(paths != nullptr);
    for (const Route& route : all_routes()) {
        BOOST_TEST_CONTEXT(route.method << " " << route.path) {
            const auto* path = paths->find(route.path);
            BOOST_REQUIRE(path != nullptr);
            std::string method(route.method);
            std::transform(method.begin(), method.end(), method.begin(), [](char c) { return char(c | 0x20); });
            const auto* operation = path->find(method);
            BOOST_REQUIRE(operation != nullptr);
            const auto* responses = operation->find("responses");
            BOOST_REQUIRE(responses != nullptr);
            for (const auto& answer : route.answers)
                BOOST_TEST(responses->find(std::to_string(answer.status)) != nullptr);
            for (const RefusalCode code : postern::http::refusals_of(route))
                BOOST_TEST(responses->find(std::to_string(postern::core::refusal_kind(code).http_status)) != nullptr);
            BOOST_TEST((operation->find("requestBody") != nullptr) == (route.body != BodyKind::none));
        }
    }
    std::set<std::string> refs;
    collect_refs(document, refs);
    BOOST_TEST(refs.size() > 20u);
    const auto* schemas = document.find("components")->find("schemas");
    for (const std::string& ref : refs) {
        const std::string prefix = "#/components/schemas/";
        BOOST_REQUIRE(ref.starts_with(prefix));
        BOOST_TEST((schemas->find(ref.substr(prefix.size())) != nullptr), ref);
    }
    for (const auto& component : postern::http::all_components()) {
        const std::string ref = "#/components/schemas/" + std::string(component.name);
        BOOST_TEST((refs.count(ref) == 1u), component.name << " is used nowhere");
    }
}

const Route& feed_route() {
    return *match_route(all_routes(), "GET", "/v1/agencies/a/filings").route;
}

std::string query(const std::string& target) {
    const auto fields = postern::http::read_query(target, feed_route());
    if (!fields) return std::string(postern::core::refusal_kind(fields.refusal().code).slug);
    std::string out;
    for (const auto& [name, value] : fields.value())
        out += name + "=" + value + ";";
    return out;
}

BOOST_AUTO_TEST_CASE(queries_are_read_strictly) {
    BOOST_TEST(query("/x") == "");
    BOOST_TEST(query("/x?") == "");
    BOOST_TEST(query("/x?after=cur_1&limit=5") == "after=cur_1;limit=5;");
    BOOST_TEST(query("/x?after=a%20b+c&") == "after=a b c;");
    BOOST_TEST(query("/x?wait") == "wait=;");
    BOOST_TEST(query("/x?wiat=1") == "bad-parameter");
    BOOST_TEST(query("/x?wait=1&wait=2") == "bad-parameter");
    BOOST_TEST(query("/x?after=%zz") == "bad-parameter");
    BOOST_TEST(query("/x?If-None-Match=1") == "bad-parameter"); // a header is no query parameter
}

std::string content(std::string_view type, BodyKind kind) {
    using postern::http::BodyMedia;
    const auto form = postern::http::read_content_type(type, kind);
    if (!form) return "415";
    if (form.value() == BodyMedia::csv) return "csv";
    return form.value() == BodyMedia::json ? "json" : "xml";
}

BOOST_AUTO_TEST_CASE(content_types) {
    BOOST_TEST(content("application/xml", BodyKind::xml) == "xml");
    BOOST_TEST(content("Text/XML; charset=UTF-8", BodyKind::xml) == "xml");
    BOOST_TEST(content("application/xml;charset=\"utf-8\"", BodyKind::xml) == "xml");
    BOOST_TEST(content("application/json", BodyKind::xml_or_json) == "json");
    BOOST_TEST(content("application/xml", BodyKind::xml_or_json) == "xml");
    BOOST_TEST(content("application/json", BodyKind::xml) == "415");
    BOOST_TEST(content("application/xml", BodyKind::json) == "415");
    BOOST_TEST(content("", BodyKind::xml) == "415");
    BOOST_TEST(content("application/xml; charset=utf-7", BodyKind::xml) == "415");
    BOOST_TEST(content("application/xml; version=1", BodyKind::xml) == "415");
    BOOST_TEST(content("application/xmlx", BodyKind::xml) == "415");
    BOOST_TEST(content("multipart/form-data", BodyKind::xml) == "415");
    BOOST_TEST(content("text/csv", BodyKind::xml_json_or_csv) == "csv");
    BOOST_TEST(content("text/csv; charset=utf-8; header=present", BodyKind::xml_json_or_csv) == "csv");
    BOOST_TEST(content("application/json; charset=utf-8", BodyKind::xml_json_or_csv) == "json");
    BOOST_TEST(content("text/xml", BodyKind::xml_json_or_csv) == "xml");
    BOOST_TEST(content("text/csv", BodyKind::xml_or_json) == "415");
    BOOST_TEST(content("text/csv; header=absent", BodyKind::xml_json_or_csv) == "415");
    BOOST_TEST(content("text/csv; charset=windows-1252", BodyKind::xml_json_or_csv) == "415");
    BOOST_TEST(content("application/json; header=present", BodyKind::xml_json_or_csv) == "415");
    BOOST_TEST(content("application/xml; charset", BodyKind::xml) == "415");
    for (const char* type : {"application/pdf", "image/jpeg", "Image/PNG", "application/octet-stream"})
        BOOST_TEST(content(type, BodyKind::attachment) != "415", type);
    for (const char* type : {"application/xml", "text/plain", "image/gif", "application/pdf; charset=binary", ""})
        BOOST_TEST(content(type, BodyKind::attachment) == "415", type);
    BOOST_TEST(content("application/pdf", BodyKind::xml_json_or_csv) == "415");
    using postern::http::BodyMedia;
    BOOST_TEST(postern::http::media_type_named(BodyMedia::jpeg) == "image/jpeg");
    BOOST_TEST(postern::http::media_type_named(BodyMedia::xml) == "application/xml");
}

BOOST_AUTO_TEST_CASE(numbers_within_bounds) {
    Call call;
    call.query = {{"limit", "5"}, {"wait", "61"}, {"bad", "1x"}, {"none", ""}, {"big", "99999999999"}};
    BOOST_TEST(postern::http::number_parameter(call, "limit", 100, 1, 10).value() == 5u);
    BOOST_TEST(postern::http::number_parameter(call, "other", 100, 1, 10).value() == 100u);
    const auto late = postern::http::number_parameter(call, "wait", 0, 0, 60);
    BOOST_REQUIRE(!late.ok());
    BOOST_TEST(late.refusal().argument == "wait (0-60)");
    for (const char* name : {"bad", "none", "big"})
        BOOST_TEST(!postern::http::number_parameter(call, name, 0, 0, 60).ok(), name);
}

BOOST_AUTO_TEST_CASE(plain_texts) {
    using postern::http::is_plain;
    BOOST_TEST(is_plain("abc-123~", 8));
    BOOST_TEST(!is_plain("abc-123~x", 8));
    BOOST_TEST(!is_plain("", 8));
    BOOST_TEST(!is_plain("a b", 8));
    BOOST_TEST(!is_plain("\xc3\xa9", 8));
}

BOOST_AUTO_TEST_SUITE_END()

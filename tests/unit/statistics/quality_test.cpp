// Figures of quality: what shares are of, and how they are written.
#include "statistics/quality.hpp"
#include "json/value.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(statistics_quality)

using namespace postern;
using ports::QualityBy;
using ports::QualityPer;

struct FakeReader : ports::QualityReader {
    std::vector<ports::QualityRow> groups, whole;
    bool groups_too_many = false, whole_too_many = false;
    std::vector<ports::QualityQuestion> asked;
    std::optional<std::vector<ports::QualityRow>> rows(const ports::QualityQuestion& question) override {
        asked.push_back(question);
        const bool all = question.by == QualityBy::nothing;
        if (all ? whole_too_many : groups_too_many) return std::nullopt;
        return all ? whole : groups;
    }
};

ports::QualityQuestion question(QualityBy by) {
    ports::QualityQuestion made;
    made.from = {2026, 11, 1};
    made.to = {2026, 11, 30};
    made.by = by;
    return made;
}

ports::QualityRow row(const std::string& group, std::int64_t declarations) {
    ports::QualityRow made;
    made.post = "np-post";
    made.bucket = {2026, 11, 1};
    made.group = group;
    made.declarations = declarations;
    made.findings = {1, 2, 3};
    return made;
}

BOOST_AUTO_TEST_CASE(shares_are_exact_and_cut) {
    BOOST_TEST(statistics::share(0, 3) == "0.0000");
    BOOST_TEST(statistics::share(1, 3) == "0.3333");
    BOOST_TEST(statistics::share(2, 3) == "0.6666");
    BOOST_TEST(statistics::share(3, 3) == "1.0000");
    BOOST_TEST(statistics::share(999'999, 1'000'000) == "0.9999");
    BOOST_TEST(statistics::share(1, 8) == "0.1250");
}

BOOST_AUTO_TEST_CASE(shares_of_an_office_are_of_its_own_declarations) {
    FakeReader reader;
    auto office = row("kathmandu gpo", 8);
    office.accepted = 5;
    office.held = 1;
    office.rejected = 2;
    office.lines = 20;
    office.accurate = 6;
    office.complete = 7;
    office.consistent = 8;
    office.timely = 1;
    reader.groups = {office};
    const auto asked = question(QualityBy::office);
    const auto figures = statistics::quality_figures(reader, asked);
    BOOST_REQUIRE(figures);
    BOOST_TEST(reader.asked.size() == 1U);
    json::Writer out;
    statistics::write_quality(out, asked, *figures);
    BOOST_TEST(out.text() ==
               R"({"from":"2026-11-01","to":"2026-11-30","mode":"test","by":"office","rows":[)"
               R"({"post":"np-post","from":"2026-11-01","office":"kathmandu gpo","declarations":8,"accepted":5,)"
               R"("held":1,"rejected":2,"lines":20,"accurate":"0.7500","complete":"0.8750","consistent":"1.0000",)"
               R"("timely":"0.1250","errors":3,"warnings":2,"infos":1}]})");
}

BOOST_AUTO_TEST_CASE(shares_of_a_code_are_of_all_declarations_of_its_time) {
    FakeReader reader;
    reader.groups = {row("HS-SHAPE", 1)};
    auto next = row("HS-SHAPE", 3);
    next.bucket = {2026, 11, 2};
    reader.groups.push_back(next);
    reader.whole = {row("", 4)};
    next.declarations = 6;
    reader.whole.push_back(next);
    auto asked = question(QualityBy::code);
    asked.per = QualityPer::day;
    asked.at_least = 3;
    asked.office = "pokhara";
    const auto figures = statistics::quality_figures(reader, asked);
    BOOST_REQUIRE(figures);
    BOOST_REQUIRE(reader.asked.size() == 2U);
    BOOST_TEST((reader.asked[0].by == QualityBy::code)); // hits first: what comes in between cannot pass 1
    BOOST_TEST((reader.asked[1].by == QualityBy::nothing));
    BOOST_TEST(reader.asked[1].at_least == 1);
    BOOST_TEST(reader.asked[1].office.value_or("") == "pokhara");
    BOOST_TEST((reader.asked[1].per == QualityPer::day));
    BOOST_TEST(statistics::quality_csv(asked, *figures) ==
               "\xef\xbb\xbfpost,from,code,declarations,of,share,findings,errors,warnings,infos\r\n"
               "np-post,2026-11-01,HS-SHAPE,1,4,0.2500,6,3,2,1\r\n"
               "np-post,2026-11-02,HS-SHAPE,3,6,0.5000,6,3,2,1\r\n");
}

BOOST_AUTO_TEST_CASE(too_much_is_told_and_not_cut) {
    FakeReader reader;
    reader.groups_too_many = true;
    BOOST_TEST(!statistics::quality_figures(reader, question(QualityBy::rule)));
    reader.groups_too_many = false;
    reader.whole_too_many = true;
    BOOST_TEST(!statistics::quality_figures(reader, question(QualityBy::rule)));
}

BOOST_AUTO_TEST_CASE(a_sender_is_shown_by_its_pseudonym) {
    auto known = row("", 1);
    known.sender = 1;
    const auto asked = question(QualityBy::sender);
    const auto csv = statistics::quality_csv(asked, {{known, 1}, {row("", 2), 2}});
    BOOST_TEST(csv.find("np-post,2026-11-01,snd_aaaaaaaaaaab,1,") != std::string::npos);
    BOOST_TEST(csv.find("np-post,2026-11-01,,2,") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_a_clerk_typed_breaks_no_table_and_starts_no_formula) {
    const auto asked = question(QualityBy::office);
    const auto cell = [&](const std::string& office) {
        auto csv = statistics::quality_csv(asked, {{row(office, 1), 1}});
        csv.erase(0, csv.find("\r\n") + 2 + std::string("np-post,2026-11-01,").size());
        return csv.substr(0, csv.find(",1,0,0,0,"));
    };
    BOOST_TEST(cell("plain") == "plain");
    BOOST_TEST(cell("a,b") == "\"a,b\"");
    BOOST_TEST(cell("the \"old\" one") == "\"the \"\"old\"\" one\"");
    BOOST_TEST(cell("=1+1") == "'=1+1");
    BOOST_TEST(cell("@sum(a1,a2)") == "\"'@sum(a1,a2)\"");
    BOOST_TEST(cell("-1") == "'-1");
    BOOST_TEST(cell("+1") == "'+1");
}

BOOST_AUTO_TEST_CASE(without_groups_no_column_of_them) {
    const auto asked = question(QualityBy::nothing);
    const auto csv = statistics::quality_csv(asked, {});
    BOOST_TEST(
        csv ==
        "\xef\xbb\xbfpost,from,declarations,accepted,held,rejected,lines,accurate,complete,consistent,timely,errors,"
        "warnings,infos\r\n");
    json::Writer out;
    statistics::write_quality(out, asked, {});
    BOOST_TEST(out.text() == R"({"from":"2026-11-01","to":"2026-11-30","mode":"test","rows":[]})");
}

BOOST_AUTO_TEST_CASE(names_are_read_as_they_are_written) {
    for (const auto by : {QualityBy::sender, QualityBy::office, QualityBy::source, QualityBy::code, QualityBy::rule})
        BOOST_TEST((statistics::parse_quality_by(statistics::to_string(by)) == by));
    for (const auto per : {QualityPer::day, QualityPer::week, QualityPer::month})
        BOOST_TEST((statistics::parse_quality_per(statistics::to_string(per)) == per));
    for (const char* name : {"", "day", "Sender", "nothing"})
        BOOST_TEST(!statistics::parse_quality_by(name), name);
    for (const char* name : {"", "whole", "code", "year"})
        BOOST_TEST(!statistics::parse_quality_per(name), name);
}

BOOST_AUTO_TEST_SUITE_END()

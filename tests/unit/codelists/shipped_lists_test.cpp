// The lists that ship: what rules and maps find in them.
#include "codelists/codelists.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(shipped_lists)

using postern::codelists::Codelists;
using namespace postern;

const Codelists& lists() {
    static const auto loaded = Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json");
    return *loaded;
}

constexpr core::Date kToday{2026, 11, 23};

core::Money money(const char* amount, const char* currency) {
    return {core::Decimal::parse(amount).value(), currency};
}

BOOST_AUTO_TEST_CASE(countries) {
    for (const char* code : {"NP", "DE", "GB", "VA"})
        BOOST_TEST(lists().is_country(code), code);
    for (const char* code : {"", "N", "NPL", "np", "N1", "UK", "XK", "ZZ"})
        BOOST_TEST(!lists().is_country(code), code);
    BOOST_TEST(lists().country_name("NP") == "Nepal");
    BOOST_TEST(lists().country_name("XK") == "Kosovo");
    BOOST_TEST(lists().country_name("ZZ").empty());
    BOOST_TEST(lists().is_postal_country("NP"));
    BOOST_TEST(lists().is_postal_country("XK"));
    BOOST_TEST(!lists().is_postal_country("EU"));
    BOOST_TEST(lists().is_address_country("XK"));
    BOOST_TEST(!lists().is_address_country("AN"));
    BOOST_TEST(lists().is_origin_country("EU"));
    BOOST_TEST(!lists().is_origin_country("UK"));
    BOOST_TEST(!lists().has_cities("SG"));
    BOOST_TEST(lists().has_cities("NP"));
}

BOOST_AUTO_TEST_CASE(currencies) {
    for (const char* code : {"USD", "NPR", "XDR", "XCG", "ZWG"})
        BOOST_TEST(lists().is_currency(code), code);
    for (const char* code : {"", "US", "usd", "US$", "QQQ"})
        BOOST_TEST(!lists().is_currency(code), code);
}

BOOST_AUTO_TEST_CASE(natures_classes_and_chapters) {
    for (const char* code : {"11", "21", "31", "32", "91", "991", "999"})
        BOOST_TEST(lists().is_nature(code), code);
    BOOST_TEST(!lists().is_nature("12"));
    for (const char* code : {"11", "21", "32"})
        BOOST_TEST(lists().is_commercial_nature(code), code);
    for (const char* code : {"31", "91", "991", "999", "12", ""})
        BOOST_TEST(!lists().is_commercial_nature(code), code);
    for (const char* code : {"U", "C", "E"})
        BOOST_TEST(lists().is_mail_class(code), code);
    for (const char* code : {"", "u", "X", "UC"})
        BOOST_TEST(!lists().is_mail_class(code), code);
    int chapters = 0;
    for (int n = 0; n < 100; ++n) {
        const std::string chapter{static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
        const bool expected = n >= 1 && n <= 97 && n != 77;
        BOOST_TEST(lists().is_hs_chapter(chapter) == expected, chapter);
        chapters += lists().is_hs_chapter(chapter) ? 1 : 0;
    }
    BOOST_TEST(chapters == 96);
    for (const char* wrong : {"", "1", "001", "0x"})
        BOOST_TEST(!lists().is_hs_chapter(wrong), wrong);
}

BOOST_AUTO_TEST_CASE(indicators_belong_to_classes) {
    const std::vector<std::pair<const char*, const char*>> expected = {
        {"CP", "C"}, {"CZ", "C"}, {"EE", "E"}, {"HA", "C"}, {"LX", "U"}, {"MA", "U"}, {"QA", "U"}, {"QM", "U"},
        {"QN", ""},  {"RR", "U"}, {"UA", "U"}, {"VV", "U"}, {"JA", ""},  {"ZZ", ""},  {"rr", ""},  {"", ""},
    };
    for (const auto& [indicator, mail_class] : expected)
        BOOST_TEST(lists().mail_class_of(indicator) == mail_class, indicator);
}

BOOST_AUTO_TEST_CASE(weight_limits_are_by_product) {
    const auto usual = [](const char* mail_class, const char* indicator) {
        return lists().weight_limit(mail_class, indicator, "DE").value().usual.kilograms.to_string();
    };
    BOOST_TEST(usual("U", "RR") == "2");
    BOOST_TEST(usual("U", "") == "2");
    BOOST_TEST(usual("U", "MA") == "30");
    BOOST_TEST(usual("C", "CP") == "30");
    BOOST_TEST((lists().weight_limit("U", "RR", "DE")->greatest == core::Weight{core::Decimal(7, 0)}));
    BOOST_TEST((lists().weight_limit("C", "CP", "AU")->usual == core::Weight{core::Decimal(20, 0)}));
    BOOST_TEST((lists().weight_limit("U", "MA", "AU")->usual == core::Weight{core::Decimal(30, 0)}));
    BOOST_TEST(!lists().weight_limit("", "RR", "DE"));
    BOOST_TEST(!lists().weight_limit("X", "RR", "DE"));
}

BOOST_AUTO_TEST_CASE(ceilings_are_the_posts_own) {
    const auto ceiling = [](const char* post, const char* product) {
        const auto found = lists().cn22_ceiling(post, product, kToday).value();
        return found.post + " " + found.product + " " + found.amount.amount.to_string() + " " + found.amount.currency;
    };
    BOOST_TEST(ceiling("GB", "U") == "GB * 270 GBP");
    BOOST_TEST(ceiling("SG", "C") == "SG * 700 SGD");
    BOOST_TEST(ceiling("AU", "U") == "AU * 500 AUD");
    BOOST_TEST(ceiling("US", "U") == "US * 400 USD");
    BOOST_TEST(ceiling("NP", "U") == "* * 300 XDR");
    BOOST_TEST(ceiling("IN", "C") == "IN C 300 XDR");
    BOOST_TEST(ceiling("IN", "E") == "* * 300 XDR");
    BOOST_TEST(ceiling("", "") == "* * 300 XDR");
    BOOST_TEST(!lists().cn22_ceiling("GB", "U", core::Date{2020, 12, 31}));
}

BOOST_AUTO_TEST_CASE(money_is_converted_exactly) {
    const auto in = [](const core::Money& amount, const char* currency) {
        const auto converted = lists().convert(amount, currency, kToday);
        return converted ? converted->amount.to_string() + " " + converted->currency : std::string("none");
    };
    BOOST_TEST(in(money("100", "USD"), "XDR") == "73.50 XDR");
    BOOST_TEST(in(money("300", "XDR"), "USD") == "408.16 USD");
    BOOST_TEST(in(money("-300", "XDR"), "USD") == "-408.16 USD");
    BOOST_TEST(in(money("1.005", "BRL"), "BRL") == "1.01 BRL");
    BOOST_TEST(in(money("1", "BRL"), "USD") == "none");
    BOOST_TEST(in(money("1", "USD"), "BRL") == "none");
    BOOST_TEST(in(money("999999999999.999999", "GBP"), "NPR") == "187102371312897.63 NPR");
    BOOST_TEST(!lists().convert(money("1", "USD"), "EUR", core::Date{2026, 10, 31}));
    BOOST_TEST(!lists().convert(money("1", "USD"), "EUR", core::Date{2027, 1, 1}));
    BOOST_TEST(lists().convert(money("1", "USD"), "EUR", core::Date{2026, 12, 31}).has_value());
}

BOOST_AUTO_TEST_CASE(every_list_says_its_edition) {
    const std::string& text = lists().editions_text();
    for (const char* edition : {"iso_3166-1@20", "iso_4217@20", "exchange_rates@2026-11-01", "cn22_ceilings@2026-11-23",
                                "hs_chapters@2022-01-01", "vague_descriptions@2026-11-23", "findings@2026-11-26"})
        BOOST_TEST(text.find(edition) != std::string::npos, edition);
    for (const auto& edition : lists().editions())
        BOOST_TEST(!edition.source.empty(), edition.name);
}

BOOST_AUTO_TEST_CASE(what_nobody_graded_is_an_error) {
    BOOST_TEST((lists().findings().severity_of("CLASS-INDICATOR") == core::Severity::warning));
    BOOST_TEST((lists().findings().severity_of("NO-SUCH-CODE") == core::Severity::error));
    BOOST_TEST(lists().findings().find("NO-SUCH-CODE") == nullptr);
    BOOST_TEST(lists().findings().find("NET-EXCEEDS-GROSS")->rule == "CP-2");
}

BOOST_AUTO_TEST_SUITE_END()

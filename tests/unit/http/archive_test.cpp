// Archives: what goes in comes out, and the same files give the same bytes.
#include "http/archive.hpp"
#include "http/offer_forms.hpp"
#include "support/archive.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(http_archive)

using postern::core::Instant;
using postern::http::Archive;
using postern::http::offer_form;
using postern::http::OfferForm;
using postern::tests::files_in;

std::string packed(Instant at) {
    Archive archive;
    archive.add("a.xml", "<a/>", at);
    archive.add("b.csv", std::string(100'000, 'b'), at);
    archive.add("empty.bin", "", at);
    return archive.finish();
}

BOOST_AUTO_TEST_CASE(what_goes_in_comes_out) {
    const auto files = files_in(packed({1'795'000'000'000}));
    BOOST_TEST_REQUIRE(files.size() == 3u);
    BOOST_TEST(files.at("a.xml").bytes == "<a/>");
    BOOST_TEST(files.at("b.csv").bytes == std::string(100'000, 'b'));
    BOOST_TEST(files.at("empty.bin").bytes == "");
    BOOST_TEST(files.at("a.xml").at == "2026-11-18T11:06:40Z");
    BOOST_TEST(packed({1'795'000'000'000}).size() < 2'000u);
}

BOOST_AUTO_TEST_CASE(the_same_files_give_the_same_bytes) {
    BOOST_TEST((packed({1'795'000'000'000}) == packed({1'795'000'000'000})));
    BOOST_TEST((packed({1'795'000'000'000}) != packed({1'795'000'010'000})));
}

BOOST_AUTO_TEST_CASE(times_that_the_format_cannot_say_are_the_nearest_it_can) {
    BOOST_TEST(files_in(packed({0})).at("a.xml").at == "1980-01-01T00:00:00Z");
    BOOST_TEST(files_in(packed({9'000'000'000'000})).at("a.xml").at == "2107-12-31T23:59:58Z");
}

BOOST_AUTO_TEST_CASE(an_archive_of_nothing_is_one_all_the_same) {
    Archive archive;
    BOOST_TEST(files_in(archive.finish()).empty());
}

BOOST_AUTO_TEST_CASE(the_form_is_what_accept_names_first) {
    BOOST_TEST((offer_form("") == OfferForm::json));
    BOOST_TEST((offer_form("*/*") == OfferForm::json));
    BOOST_TEST((offer_form("text/csv") == OfferForm::csv));
    BOOST_TEST((offer_form("Application/ZIP;q=1, text/csv") == OfferForm::zip));
    BOOST_TEST((offer_form("text/html, text/csv , application/zip") == OfferForm::csv));
    BOOST_TEST((offer_form("application/zip, application/json") == OfferForm::json));
}

BOOST_AUTO_TEST_SUITE_END()

// Good mail of every kind that the generator makes: no rule may call it an error.
#include "good_mail.hpp"
#include "support/generator/generator.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(generated_mail)

using namespace postern;
using namespace postern::validate::test;

BOOST_AUTO_TEST_CASE(none_of_three_thousand_draws_an_error) {
    generator::Generator made(20261126);
    for (int i = 0; i < 3000; ++i) {
        for (const auto& said : said_of(made.next()))
            BOOST_REQUIRE_MESSAGE(said.find(" error ") == std::string::npos, "declaration " << i << ": " << said);
    }
}

BOOST_AUTO_TEST_SUITE_END()

// What a deed weighs in a group: its sealed bytes.
#include "store/writer.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(store_deed_weight)

using namespace postern;

BOOST_AUTO_TEST_CASE(sealed_bytes_count_wherever_they_are) {
    ports::Deed small;
    small.body = ports::KeyRevoked{"pk_test_aaaaaaaa", {}};
    ports::Deed large;
    ports::AnswerApplied answer;
    answer.sealed.bytes.assign(1000, 'x');
    large.body = answer;
    BOOST_TEST(store::weight_of(large) > 600U);
    ports::Acceptance acceptance;
    acceptance.version.sealed_source.bytes.assign(100, 's');
    acceptance.version.sealed_canonical.bytes.assign(100, 'c');
    acceptance.version.filings.resize(2);
    acceptance.version.filings[0].document = ports::DocumentRow{{std::string(100, 'd')}, {}, "text/xml", 0};
    ports::Deed accepted;
    accepted.body = acceptance;
    BOOST_TEST(store::weight_of(accepted) == store::weight_of(small) + 300);
    ports::Amendment amendment;
    amendment.version = acceptance.version;
    accepted.body = amendment;
    BOOST_TEST(store::weight_of(accepted) == store::weight_of(small) + 300);
    ports::AttachmentGiven given;
    given.sealed.bytes.assign(300, 'g');
    accepted.body = given;
    BOOST_TEST(store::weight_of(accepted) == store::weight_of(small) + 300);
    ports::EvidenceGiven evidence;
    evidence.sealed.bytes.assign(300, 'e');
    accepted.body = evidence;
    BOOST_TEST(store::weight_of(accepted) == store::weight_of(small) + 300);
    ports::ReferralsTold told;
    told.told.resize(3);
    for (auto& referral : told.told)
        referral.text.bytes.assign(100, 't');
    accepted.body = told;
    BOOST_TEST(store::weight_of(accepted) == store::weight_of(small) + 300);
    ports::ItemIdBound bound;
    bound.version = acceptance.version;
    accepted.body = bound;
    BOOST_TEST(store::weight_of(accepted) == store::weight_of(small) + 300);
}

BOOST_AUTO_TEST_SUITE_END()

// Attachments: codes of types, and what an agency asks for after some events.
#include "core/event.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <vector>

BOOST_AUTO_TEST_SUITE(attachments)

using namespace postern::core;

Event told(std::int64_t ms, EventType type, std::initializer_list<AttachmentType> asks = {}) {
    Event event;
    event.key = ms;
    event.type = type;
    event.happened = {ms};
    event.explicit_customs = true;
    for (const auto one : asks)
        event.asks.add(one);
    return event;
}

BOOST_AUTO_TEST_CASE(types_have_codes) {
    for (const auto type : kAttachmentTypes)
        BOOST_CHECK(attachment_type_named(to_string(type)) == type);
    for (const char* other : {"", "Invoice", "invoices", "N380", "invoice "})
        BOOST_TEST(!attachment_type_named(other).has_value(), other);
    AttachmentTypes some;
    BOOST_TEST(some.empty());
    some.add(AttachmentType::licence);
    some.add(AttachmentType::photo);
    BOOST_TEST(some.has(AttachmentType::photo));
    BOOST_TEST(!some.has(AttachmentType::invoice));
    BOOST_CHECK(AttachmentTypes(some.number()) == some);
}

BOOST_AUTO_TEST_CASE(nothing_is_asked_for_unless_it_is_said) {
    BOOST_TEST(!attachment_request({}));
    BOOST_TEST(!attachment_request({told(1, EventType::filing_queued), told(2, EventType::filing_query)}));
    BOOST_TEST(!attachment_request({told(1, EventType::documents_given)}));
}

BOOST_AUTO_TEST_CASE(control_of_documents_asks_for_any_and_types_for_themselves) {
    const auto any = attachment_request({told(1, EventType::filing_control_documents)});
    BOOST_REQUIRE(any);
    for (const auto type : kAttachmentTypes)
        BOOST_TEST(any->takes(type));
    const auto invoice = attachment_request({told(1, EventType::filing_query, {AttachmentType::invoice})});
    BOOST_REQUIRE(invoice);
    BOOST_TEST(invoice->takes(AttachmentType::invoice));
    BOOST_TEST(!invoice->takes(AttachmentType::licence));
    BOOST_TEST(invoice->event == 1);
}

BOOST_AUTO_TEST_CASE(what_several_ask_for_is_asked_for_together) {
    auto first = told(1, EventType::filing_query, {AttachmentType::invoice});
    first.deadline = Instant{100};
    const auto second = told(2, EventType::filing_customs_amended, {AttachmentType::licence});
    auto both = attachment_request({second, first}); // in any order
    BOOST_REQUIRE(both);
    BOOST_TEST(both->takes(AttachmentType::invoice));
    BOOST_TEST(both->takes(AttachmentType::licence));
    BOOST_TEST(!both->takes(AttachmentType::photo));
    BOOST_TEST(both->event == 2);
    BOOST_TEST(both->deadline->ms == 100);
    auto third = told(3, EventType::filing_control_documents);
    third.deadline = Instant{200};
    both = attachment_request({first, second, third});
    BOOST_TEST(both->takes(AttachmentType::photo)); // it names none
    BOOST_TEST(both->deadline->ms == 200);
}

BOOST_AUTO_TEST_CASE(the_next_state_ends_it) {
    std::vector<Event> life{told(1, EventType::filing_control_documents, {AttachmentType::invoice}),
                            told(2, EventType::filing_acknowledged), told(3, EventType::filing_amended)};
    BOOST_TEST(attachment_request(life).has_value());
    life.push_back(told(4, EventType::filing_accepted));
    BOOST_TEST(!attachment_request(life).has_value());
    std::ranges::reverse(life);
    BOOST_TEST(!attachment_request(life).has_value());
    // also asked for with a release, and not by what comes after an end
    BOOST_TEST(attachment_request({told(1, EventType::filing_released, {AttachmentType::licence})}).has_value());
    auto late = told(2, EventType::filing_query, {AttachmentType::invoice});
    late.explicit_customs = false;
    BOOST_TEST(!attachment_request({told(1, EventType::filing_exited), late}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

// What a counter is told before anything is written: by the same lists that judge it afterwards.
#include "story.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_AUTO_TEST_SUITE(api_requirements)

using namespace postern::tests::api;
namespace json = postern::json;

json::Value asked(const std::string& query, const std::string& language = "en") {
    Client client(story_gateway().port(), kCounter);
    const Answer answer = client.get("/v1/requirements?" + query, {{"Accept-Language", language}});
    BOOST_REQUIRE_EQUAL(answer.status, 200);
    const json::Value value = answer.json();
    check_form(value, "Requirements");
    return value;
}

std::string need_of(const json::Value& requirements, const std::string& field) {
    for (const auto& box : requirements.find("boxes")->items())
        if (text_of(box, "field") == field) return text_of(box, "need");
    return "none";
}

std::set<std::string> forms_of(const json::Value& requirements) {
    std::set<std::string> forms;
    for (const auto& form : requirements.find("forms")->items())
        forms.insert(form.text());
    return forms;
}

BOOST_AUTO_TEST_CASE(a_sale_to_the_states) {
    const auto needed = asked("origin=NP&destination=US&category=11&mail_class=C&value=80&currency=USD");
    BOOST_TEST((forms_of(needed) == std::set<std::string>{"CN23", "CP72"}));
    BOOST_TEST(need_of(needed, "duties_prepaid") == "required");
    BOOST_TEST(need_of(needed, "lines.hs_code") == "required");
    BOOST_TEST(text_of(*needed.find("duty_prepaid"), "need") == "required");
    BOOST_REQUIRE(needed.find("filings")->items().size() == 1u);
    BOOST_TEST(text_of(needed.find("filings")->items()[0], "agency") == "np-customs");
    BOOST_TEST(!needed.find("restricted_goods")->items().empty());
}

BOOST_AUTO_TEST_CASE(a_small_gift_as_letter_post) {
    const auto needed = asked("origin=NP&destination=US&category=31&mail_class=U&value=50&currency=USD");
    BOOST_TEST((forms_of(needed) == std::set<std::string>{"CN22", "CN23"}));
    BOOST_TEST(need_of(needed, "duties_prepaid") == "none");
    BOOST_TEST(need_of(needed, "lines.hs_code") == "none");
    BOOST_TEST(text_of(needed.find("filings")->items()[0], "outcome") == "form");
    const auto in_euro = asked("origin=NP&destination=US&category=31&mail_class=U&value=50&currency=EUR");
    BOOST_TEST(need_of(in_euro, "duties_prepaid") == "none"); // as the rule compares it: at the rate of the day
    const auto too_much = asked("origin=NP&destination=US&category=31&mail_class=U&value=99&currency=EUR");
    BOOST_TEST(need_of(too_much, "duties_prepaid") == "required");
    const auto claimed =
        asked("origin=NP&destination=US&category=31&mail_class=U&value=50&currency=USD&claim=drawback");
    BOOST_TEST(text_of(claimed.find("filings")->items()[0], "outcome") == "file");
}

BOOST_AUTO_TEST_CASE(boxes_are_called_in_the_readers_language) {
    const auto needed = asked("origin=NP&destination=BR", "es");
    BOOST_TEST(text_of(*needed.find("addressee_number"), "scheme") == "CPF_CNPJ");
    bool seen = false;
    for (const auto& box : needed.find("boxes")->items()) {
        if (text_of(box, "field") != "lines.descriptions") continue;
        seen = true;
        BOOST_TEST(text_of(box, "box_cn23") == "1");
        BOOST_TEST(text_of(box, "title") != "Description");
    }
    BOOST_TEST(seen);
}

BOOST_AUTO_TEST_CASE(the_simplified_procedure_and_its_ceiling) {
    const auto small = asked("origin=PE&destination=US&value=900&currency=USD");
    BOOST_REQUIRE(small.find("easy_export")->items().size() == 1u);
    const auto& def = small.find("easy_export")->items()[0];
    BOOST_TEST(text_of(def, "document") == "DEF");
    BOOST_TEST(text_of(def, "lodged_by") == "exporter");
    BOOST_TEST(text_of(*def.find("value_up_to"), "amount") == "7500");
    BOOST_TEST(def.find("fits")->boolean());
    const auto large = asked("origin=PE&destination=US&value=9000&currency=USD");
    BOOST_TEST(!large.find("easy_export")->items()[0].find("fits")->boolean());
    const auto unsaid = asked("origin=PE&destination=US");
    BOOST_TEST(unsaid.find("easy_export")->items()[0].find("fits") == nullptr);
    BOOST_TEST(asked("origin=BR&destination=US").find("easy_export")->items().size() == 2u);
    BOOST_TEST(asked("origin=NP&destination=US").find("easy_export")->items().empty());
}

BOOST_AUTO_TEST_CASE(what_the_clerk_enters_of_prepaid_duty) {
    const auto sale = asked("origin=NP&destination=US&value=80&currency=USD");
    const auto& duty = *sale.find("duty_prepaid");
    BOOST_TEST(duty.find("must")->boolean());
    BOOST_TEST(text_of(duty, "provider") == "none");
    BOOST_REQUIRE(duty.find("enter")->items().size() == 5u);
    BOOST_TEST(text_of(duty.find("enter")->items()[0], "field") == "duties_prepaid.terms");
    const auto gift = asked("origin=NP&destination=US&category=31&mail_class=U&value=50&currency=USD");
    BOOST_TEST(!gift.find("duty_prepaid")->find("must")->boolean());
    BOOST_TEST(gift.find("duty_prepaid")->find("enter")->items().empty());
}

BOOST_AUTO_TEST_CASE(papers_by_goods) {
    const auto any = asked("origin=NP&destination=US");
    const auto books = asked("origin=NP&destination=US&hs=490199");
    BOOST_TEST(any.find("documents")->items().size() > books.find("documents")->items().size());
    BOOST_REQUIRE(!books.find("documents")->items().empty());
    BOOST_TEST(text_of(books.find("documents")->items()[0], "kind") == "invoice");
    const auto spanish = asked("origin=NP&destination=US&lang=es");
    BOOST_TEST(text_of(spanish.find("boxes")->items()[0], "title") != text_of(any.find("boxes")->items()[0], "title"));
}

BOOST_AUTO_TEST_CASE(what_is_asked_wrongly_is_named) {
    Client client(story_gateway().port(), kCounter);
    for (const auto& [query, parameter] : {std::pair{"destination=US", "origin"},
                                           {"origin=NP", "destination"},
                                           {"origin=NP&destination=UK", "destination"},
                                           {"origin=NP&destination=US&category=12", "category"},
                                           {"origin=NP&destination=US&mail_class=Q", "mail_class"},
                                           {"origin=NP&destination=US&claim=all", "claim"},
                                           {"origin=NP&destination=US&value=-1&currency=USD", "value"},
                                           {"origin=NP&destination=US&value=1", "currency"},
                                           {"origin=NP&destination=US&hs=1", "hs"},
                                           {"origin=NP&destination=US&hs=62.14", "hs"},
                                           {"origin=NP&destination=US&value=1&currency=QQQ", "currency"}}) {
        const Answer answer = client.get(std::string("/v1/requirements?") + query);
        BOOST_TEST(answer.status == 400, query);
        BOOST_TEST(text_of(answer.json(), "code") == "bad-parameter", query);
        BOOST_TEST(text_of(answer.json(), "detail").find(parameter) != std::string::npos, query);
    }
}

BOOST_AUTO_TEST_SUITE_END()

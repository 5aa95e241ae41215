// QR codes of prefills: what is drawn is the link and nothing else, and only while somebody may still use it.
#include "contract/bench.hpp"
#include "counter/prefills.hpp"
#include "wrapper_world.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <string>

BOOST_AUTO_TEST_SUITE(http_prefill_pictures)

using namespace http_fakes;

namespace {

struct FakePrinter : ports::Printer {
    std::string pdf(const ports::FormSheet&) const override { return "PDF"; }
    std::string qr_svg(std::string_view text) const override { return "<svg>" + std::string(text) + "</svg>"; }
    std::string qr_png(std::string_view text) const override { return "PNG " + std::string(text); }
};

struct Keys : ports::KeySource {
    std::int64_t last = 5000;
    std::int64_t next() override { return ++last; }
};

struct Pictures : contract::Bench<contract::SqliteUnderTest> {
    World world;
    Keys keys;
    std::shared_ptr<const crypto::IdCipher> ids = std::make_shared<const crypto::IdCipher>("0123456789abcdef");
    counter::Prefills prefills{{store->ledger(), store->prefills(), clock, keys}, ids, "secret", {}};
    FakePrinter printer;
    counter::Caller caller;
    counter::MadePrefill made;

    Pictures() : made(first()) {
        world.services.prefills = &prefills;
        world.services.printer = &printer;
        world.context.public_url = "https://post.example";
    }
    counter::MadePrefill first() {
        caller.who.role = core::Role::post;
        caller.who.tenant = post;
        auto all = prefills.make(caller, {"{}"});
        BOOST_REQUIRE(all.front().ok());
        return std::move(all.front()).value();
    }
    core::Result<Reply> ask(std::string_view route_id) {
        const auto& routes = http::all_routes();
        const auto route = std::ranges::find(routes, route_id, &Route::id);
        BOOST_REQUIRE(route != routes.end());
        Call call;
        call.who = caller.who;
        call.path = {made.prefill.id};
        return route->handler(world.context, call);
    }
    RefusalCode refused(std::string_view route_id) {
        const auto reply = ask(route_id);
        return reply ? RefusalCode::internal : reply.refusal().code;
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(the_code_holds_the_link_and_nothing_else) {
    Pictures pictures;
    const auto link = "https://post.example/p/" + pictures.made.token;
    const auto svg = pictures.ask("getPrefillSvg");
    BOOST_REQUIRE(svg.ok());
    BOOST_TEST(svg.value().content_type == "image/svg+xml");
    BOOST_TEST(svg.value().body == "<svg>" + link + "</svg>");
    const auto png = pictures.ask("getPrefillPng");
    BOOST_REQUIRE(png.ok());
    BOOST_TEST(png.value().content_type == "image/png");
    BOOST_TEST(png.value().body == "PNG " + link);
}

BOOST_AUTO_TEST_CASE(where_nothing_can_be_drawn_there_is_nothing) {
    Pictures pictures;
    pictures.caller.who.mode = core::Mode::live;
    BOOST_TEST((pictures.refused("getPrefillSvg") == RefusalCode::not_found));
    pictures.caller.who.mode = core::Mode::test;
    pictures.world.services.printer = nullptr;
    BOOST_TEST((pictures.refused("getPrefillSvg") == RefusalCode::not_found));
}

BOOST_AUTO_TEST_CASE(what_was_used_or_has_expired_is_not_drawn_any_more) {
    Pictures pictures;
    auto acceptance = pictures.plain();
    acceptance.counter.emplace();
    acceptance.counter->prefill = pictures.made.prefill.head.key;
    BOOST_REQUIRE(pictures.record(acceptance).done());
    BOOST_TEST((pictures.refused("getPrefillPng") == RefusalCode::prefill_used));
    pictures.made = pictures.first();
    pictures.later(14 * core::kDayMs);
    BOOST_TEST((pictures.refused("getPrefillPng") == RefusalCode::prefill_expired));
}

BOOST_AUTO_TEST_CASE(another_secret_of_the_installation_makes_no_old_token) {
    Pictures pictures;
    counter::Prefills other({pictures.store->ledger(), pictures.store->prefills(), pictures.clock, pictures.keys},
                            pictures.ids, "other secret", {});
    BOOST_TEST(!other.token_of(pictures.made.prefill.head).has_value());
    BOOST_TEST((pictures.prefills.token_of(pictures.made.prefill.head) == pictures.made.token));
    // what was printed before is still found by its hash
    BOOST_TEST(other.by_token(pictures.made.token).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

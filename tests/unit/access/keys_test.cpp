// Keys: their form, and the doorkeeper's answer to every kind of wrong one.
#include "access/keys.hpp"
#include "core/failure.hpp"
#include "crypto/digest.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <functional>
#include <future>
#include <map>

BOOST_AUTO_TEST_SUITE(access_keys)

using namespace postern;
using access::Doorkeeper;

class KeysOfTheTest final : public ports::KeyReader {
public:
    std::map<std::string, ports::KeyHead, std::less<>> kept;
    std::atomic<int> reads{0};
    std::function<void()> while_reading;

    std::optional<ports::KeyHead> key(std::string_view prefix) override {
        ++reads;
        const auto found = kept.find(prefix);
        auto head = found == kept.end() ? std::nullopt : std::optional(found->second);
        if (while_reading) while_reading();
        return head;
    }
    std::vector<ports::KeyHead> keys() override { return {}; }
    std::vector<ports::AuditRow> audit(std::uint32_t) override { return {}; }

    void keep(const access::NewKey& key, std::int64_t client, core::Mode mode) {
        ports::KeyHead head;
        head.principal.client = {client};
        head.principal.mode = mode;
        head.principal.post = "np-post";
        head.prefix = key.prefix;
        head.hash = key.hash;
        kept[key.prefix] = head;
    }
};

struct Door {
    KeysOfTheTest keys;
    Doorkeeper doorkeeper{keys};
    access::NewKey key = access::make_key(core::Mode::test);
    Door() { keys.keep(key, 5, core::Mode::test); }

    bool refuses(std::string_view authorization, std::string_view api_key) {
        const auto answer = doorkeeper.identify(authorization, api_key);
        // all alike: nothing tells the caller how near it was
        return !answer.ok() && answer.refusal() == core::Refusal{core::RefusalCode::unauthorised, {}, 0, 0, {}};
    }
};

BOOST_AUTO_TEST_CASE(a_key_has_its_form_and_only_its_hash_is_kept) {
    for (const auto mode : {core::Mode::live, core::Mode::test}) {
        const auto key = access::make_key(mode);
        const std::string head = mode == core::Mode::live ? "pk_live_" : "pk_test_";
        BOOST_TEST(key.prefix.size() == 16U);
        BOOST_TEST(key.prefix.starts_with(head));
        BOOST_TEST(key.text.size() == 16U + 1U + 52U);
        BOOST_TEST(key.text.starts_with(key.prefix + "_"));
        BOOST_CHECK(key.hash == crypto::sha256(key.text.substr(17)));
        BOOST_TEST(key.text != access::make_key(mode).text);
    }
}

BOOST_AUTO_TEST_CASE(a_demo_key_is_always_the_same) {
    const auto key = access::demo_key(core::Mode::test, "demopost", "sandbox post");
    BOOST_TEST(key.prefix == "pk_test_demopost");
    BOOST_TEST(key.text == access::demo_key(core::Mode::test, "demopost", "sandbox post").text);
    BOOST_TEST(key.text != access::demo_key(core::Mode::test, "demopost", "sandbox agency").text);
    BOOST_TEST(key.text.size() == access::make_key(core::Mode::test).text.size());
    for (const auto* bad : {"", "short", "ninechars", "UPPERCAS", "with-das", "with_und"})
        BOOST_CHECK_THROW(access::demo_key(core::Mode::test, bad, "seed"), core::Failure);
}

BOOST_AUTO_TEST_CASE(who_has_the_key_is_let_in_by_either_header) {
    Door door;
    for (const auto& answer :
         {door.doorkeeper.identify("Bearer " + door.key.text, ""),
          door.doorkeeper.identify("bearer  " + door.key.text, ""), door.doorkeeper.identify("", door.key.text),
          door.doorkeeper.identify("Bearer " + door.key.text, door.key.text)}) {
        BOOST_REQUIRE(answer.ok());
        BOOST_TEST(answer.value().client.value == 5);
        BOOST_TEST(answer.value().post == "np-post");
    }
}

BOOST_AUTO_TEST_CASE(everybody_else_is_refused_alike) {
    Door door;
    const auto& text = door.key.text;
    const auto other = access::make_key(core::Mode::test);
    BOOST_TEST(door.refuses("", ""));
    BOOST_TEST(door.refuses("Bearer ", ""));
    BOOST_TEST(door.refuses("Bearer", ""));
    BOOST_TEST(door.refuses("Basic " + text, ""));
    BOOST_TEST(door.refuses("Basic " + text, text)); // two credentials, one of them not ours
    BOOST_TEST(door.refuses(text, ""));              // no scheme
    BOOST_TEST(door.refuses("Bearer " + text + " ", ""));
    BOOST_TEST(door.refuses("Bearer " + text, other.text));
    BOOST_TEST(door.refuses("", text.substr(0, text.size() - 1)));
    BOOST_TEST(door.refuses("", text + "a"));
    BOOST_TEST(door.refuses("", door.key.prefix));
    BOOST_TEST(door.refuses("", other.text)); // unknown
    auto wrong = text;
    wrong.back() = wrong.back() == 'a' ? 'b' : 'a';
    BOOST_TEST(door.refuses("", wrong));
    auto live = text;
    live.replace(3, 4, "live"); // the mode is part of what is looked up
    BOOST_TEST(door.refuses("", live));
    auto upper = text;
    upper.back() = 'A';
    BOOST_TEST(door.refuses("", upper));
    BOOST_TEST(door.refuses("", std::string(text.size(), 'p')));
    BOOST_TEST(door.doorkeeper.identify("", text).ok());
}

BOOST_AUTO_TEST_CASE(a_revoked_key_is_refused) {
    Door door;
    door.keys.kept[door.key.prefix].revoked = core::Instant{1};
    BOOST_TEST(door.refuses("", door.key.text));
}

BOOST_AUTO_TEST_CASE(a_known_key_costs_no_reading_and_is_forgotten_when_told) {
    Door door;
    BOOST_TEST(door.doorkeeper.identify("", door.key.text).ok());
    BOOST_TEST(door.doorkeeper.identify("", door.key.text).ok());
    BOOST_TEST(door.keys.reads == 1);
    auto wrong = door.key.text;
    wrong.back() = wrong.back() == 'a' ? 'b' : 'a';
    BOOST_TEST(door.refuses("", wrong)); // remembered is the key, not that somebody had it
    door.keys.kept[door.key.prefix].revoked = core::Instant{1};
    door.doorkeeper.forget(door.key.prefix);
    BOOST_TEST(door.refuses("", door.key.text));
    BOOST_TEST(door.keys.reads == 2);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_revoked_while_it_is_read_is_not_remembered_as_good) {
    Door door;
    door.keys.while_reading = [&door] {
        door.keys.kept[door.key.prefix].revoked = core::Instant{1};
        door.doorkeeper.forget(door.key.prefix);
    };
    BOOST_TEST(door.doorkeeper.identify("", door.key.text).ok()); // it was good when it was read
    door.keys.while_reading = nullptr;
    BOOST_TEST(door.refuses("", door.key.text));
}

BOOST_AUTO_TEST_CASE(many_come_at_once) {
    Door door;
    std::vector<std::future<int>> callers;
    for (int t = 0; t < 4; ++t)
        callers.push_back(std::async(std::launch::async, [&door] {
            int let_in = 0;
            for (int i = 0; i < 200; ++i) {
                let_in += door.doorkeeper.identify("", door.key.text).ok() ? 1 : 0;
                if (i % 50 == 0) door.doorkeeper.forget(door.key.prefix);
            }
            return let_in;
        }));
    for (auto& caller : callers)
        BOOST_TEST(caller.get() == 200);
}

BOOST_AUTO_TEST_SUITE_END()

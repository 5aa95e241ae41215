// The small words: refusals and their statuses, names of severities, verdicts, roles and modes, hashes, UTF-8.
#include "core/finding.hpp"
#include "core/hash.hpp"
#include "core/principal.hpp"
#include "core/refusal.hpp"
#include "core/result.hpp"
#include "core/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

BOOST_AUTO_TEST_SUITE(words)

using namespace postern::core;

BOOST_AUTO_TEST_CASE(every_refusal_has_a_slug_of_its_own_and_a_status_of_an_error) {
    std::set<std::string_view> slugs;
    for (const RefusalKind& kind : all_refusals()) {
        BOOST_TEST(slugs.insert(kind.slug).second, kind.slug);
        BOOST_TEST(kind.slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
        BOOST_TEST(kind.http_status >= 400);
        BOOST_TEST(kind.http_status < 600);
        BOOST_TEST(refusal_kind(kind.code).slug == kind.slug);
    }
    BOOST_TEST(slugs.size() == 75U);
}

BOOST_AUTO_TEST_CASE(statuses_say_what_is_wrong_with_the_request) {
    const std::vector<std::pair<RefusalCode, int>> table = {
        {RefusalCode::bad_request, 400},
        {RefusalCode::unauthorised, 401},
        {RefusalCode::forbidden, 403},
        {RefusalCode::not_found, 404},
        {RefusalCode::method_not_allowed, 405},
        {RefusalCode::not_acceptable, 406},
        {RefusalCode::request_timeout, 408},
        {RefusalCode::content_differs, 409},
        {RefusalCode::lease_lost, 409},
        {RefusalCode::cursor_expired, 410},
        {RefusalCode::length_required, 411},
        {RefusalCode::if_match_failed, 412},
        {RefusalCode::too_many_items, 413},
        {RefusalCode::unsupported_media_type, 415},
        {RefusalCode::idempotency_key_reused, 422},
        {RefusalCode::answer_unreadable, 422},
        {RefusalCode::head_too_large, 431},
        {RefusalCode::internal, 500},
        {RefusalCode::busy, 503},
        {RefusalCode::doctype_forbidden, 400},
        {RefusalCode::too_deep, 400},
        {RefusalCode::message_structure, 422},
        {RefusalCode::declaration_released, 409},
        {RefusalCode::item_id_invalid, 422},
        {RefusalCode::documents_full, 409},
        {RefusalCode::evidence_not_available, 409},
        {RefusalCode::form_does_not_suffice, 409},
        {RefusalCode::item_id_missing, 409},
        {RefusalCode::rejected_not_printed, 409},
        {RefusalCode::dispatch_fixed, 409},
        {RefusalCode::item_ids_used_up, 409},
        {RefusalCode::item_id_range_taken, 409},
        {RefusalCode::prefill_expired, 410},
        {RefusalCode::reference_mistyped, 422},
        {RefusalCode::too_many_attempts, 429},
    };
    for (const auto& [code, status] : table)
        BOOST_TEST(refusal_kind(code).http_status == status, refusal_kind(code).slug);
    BOOST_TEST(refusal_kind(RefusalCode::doctype_forbidden).slug == "doctype-forbidden");
}

BOOST_AUTO_TEST_CASE(names) {
    BOOST_TEST(to_string(Severity::off) == "off");
    BOOST_TEST(to_string(Severity::info) == "info");
    BOOST_TEST(to_string(Severity::warning) == "warning");
    BOOST_TEST(to_string(Severity::error) == "error");
    BOOST_TEST(to_string(Verdict::accepted) == "accepted");
    BOOST_TEST(to_string(Verdict::held) == "held");
    BOOST_TEST(to_string(Verdict::rejected) == "rejected");
    BOOST_TEST(to_string(Role::post) == "post");
    BOOST_TEST(to_string(Role::agency) == "agency");
    BOOST_TEST(to_string(Role::counter) == "counter");
    BOOST_TEST(to_string(Role::admin) == "admin");
    BOOST_TEST(to_string(Mode::live) == "live");
    BOOST_TEST(to_string(Mode::test) == "test");
    BOOST_TEST((std::max(Verdict::held, Verdict::accepted) == Verdict::held));
}

BOOST_AUTO_TEST_CASE(a_hash_reads_as_hexadecimal) {
    ContentHash hash;
    BOOST_TEST(hash.hex() == std::string(64, '0'));
    hash.bytes[0] = 0xAB;
    hash.bytes[31] = 0x0F;
    BOOST_TEST(hash.hex() == "ab" + std::string(60, '0') + "0f");
}

BOOST_AUTO_TEST_CASE(a_result_is_a_value_or_a_refusal) {
    const Result<int> value(7);
    BOOST_TEST(value.ok());
    BOOST_TEST(value.value() == 7);
    const Result<int> refused(Refusal{RefusalCode::busy, "", 0, 0, ""});
    BOOST_TEST(!refused.ok());
    BOOST_TEST((refused.refusal().code == RefusalCode::busy));
    BOOST_CHECK_THROW(refused.value(), std::bad_variant_access);
    BOOST_TEST(Result<void>().ok());
    BOOST_TEST(!Result<void>(Refusal{}).ok());
}

BOOST_AUTO_TEST_CASE(what_was_sent_is_shown_on_one_short_line) {
    BOOST_TEST(shown("two\nlines\t") == "two lines ");
    BOOST_TEST(shown(std::string(120, 'a')) == std::string(120, 'a'));
    BOOST_TEST(shown(std::string(121, 'a')) == std::string(120, 'a') + "…");
    BOOST_TEST(shown(std::string(119, 'a') + "éé") == std::string(119, 'a') + "…");
}

BOOST_AUTO_TEST_CASE(utf_8_is_well_formed_or_not) {
    for (const char* text : {"", "plain ASCII of more than eight bytes", "caf\xc3\xa9", "\xe2\x82\xac", "\xed\x9f\xbf",
                             "\xf0\x9f\x93\xa6", "\xf4\x8f\xbf\xbf", "12345678\xc3\xa9"})
        BOOST_TEST(is_utf8(text), "refused " << text);
    for (const char* text : {"\x80", "\xc3", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf0\x80\x80\x80",
                             "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xe2\x82", "\xf0\x9f\x93", "12345678\xc3",
                             "\xc3\x28", "\xe2\x28\xa1"})
        BOOST_TEST(!is_utf8(text));
    BOOST_TEST(is_utf8(std::string_view("a\0b", 3)));
    BOOST_TEST(utf8_length("\xe2\x82\xac!") == 3U);
    BOOST_TEST(utf8_length("") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

// What an uploaded document is, by its bytes; also bytes that want to pass for something.
#include "core/attachment_media.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(attachment_media)

using namespace std::string_view_literals;
using postern::core::AttachmentMedia;
using postern::core::told_by_bytes;

constexpr auto kPdf = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"sv;
constexpr auto kJfif = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"sv;
constexpr auto kExif = "\xff\xd8\xff\xe1\x12\x34"
                       "Exif"sv;
constexpr auto kTables = "\xff\xd8\xff\xdb\x00\x43\x00"sv;
constexpr auto kPng = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01"sv;

BOOST_AUTO_TEST_CASE(three_kinds_are_told) {
    BOOST_CHECK(told_by_bytes(kPdf) == AttachmentMedia::pdf);
    BOOST_CHECK(told_by_bytes("%PDF-2.0\r\n") == AttachmentMedia::pdf);
    for (const auto jpeg : {kJfif, kExif, kTables})
        BOOST_CHECK(told_by_bytes(jpeg) == AttachmentMedia::jpeg);
    BOOST_CHECK(told_by_bytes(kPng) == AttachmentMedia::png);
    BOOST_TEST(media_type_of(AttachmentMedia::pdf) == "application/pdf");
    BOOST_TEST(media_type_of(AttachmentMedia::jpeg) == "image/jpeg");
    BOOST_TEST(media_type_of(AttachmentMedia::png) == "image/png");
}

BOOST_AUTO_TEST_CASE(what_is_cut_off_is_none) {
    BOOST_CHECK(!told_by_bytes(""));
    const auto lengths = {std::pair{kPdf, 9u}, std::pair{kTables, 6u}, std::pair{kPng, 16u}};
    for (const auto& [whole, needed] : lengths)
        for (std::size_t length = 0; length < whole.size(); ++length)
            BOOST_TEST(told_by_bytes(whole.substr(0, length)).has_value() == (length >= needed), length);
}

BOOST_AUTO_TEST_CASE(what_wants_to_pass_for_one_is_what_it_begins_with) {
    const std::string jpeg_in_pdf = "%PDF-1.4\n" + std::string(kJfif);
    BOOST_CHECK(told_by_bytes(jpeg_in_pdf) == AttachmentMedia::pdf);
    BOOST_CHECK(!told_by_bytes(" " + std::string(kPdf)));
    BOOST_CHECK(!told_by_bytes("<html>" + std::string(kPdf))); // some readers would look further
    BOOST_CHECK(!told_by_bytes("GIF89a" + std::string(kJfif)));
    BOOST_CHECK(!told_by_bytes("\xef\xbb\xbf" + std::string(kPdf)));
    for (const auto bad : {"%PDF-"sv, "%PDF-x.y\n"sv, "%PDF-1-4\n"sv, "%PDF-1.4<script>"sv, "%pdf-1.4\n"sv})
        BOOST_CHECK(!told_by_bytes(bad));
    for (const auto bad : {"\xff\xd8\xff\xd9\x00\x10"sv, "\xff\xd8\xff\xd0\x00\x10"sv, "\xff\xd8\xff\x00\x00\x10"sv,
                           "\xff\xd8\xff\xe0\x00\x01"sv, "\xff\xd8\xff\xff\x00\x10"sv, "\xd8\xff\xe0\x00\x10JFIF"sv})
        BOOST_CHECK(!told_by_bytes(bad));
    for (const auto bad : {"\x89PNG\n\x1a\n\0\0\0\x0dIHDR"sv, "\x89PNG\r\n\x1a\n\0\0\0\x0dIDAT"sv,
                           "\x89PNG\r\n\x1a\n\0\0\0\x0eIHDR"sv, "\x8aMNG\r\n\x1a\n\0\0\0\x1cMHDR"sv})
        BOOST_CHECK(!told_by_bytes(bad));
    for (const auto other : {"PK\x03\x04"sv, "MZ\x90\x00"sv, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"sv, "II*\0"sv,
                             "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"sv, "RIFF\x10\0\0\0WEBP"sv})
        BOOST_CHECK(!told_by_bytes(other));
}

BOOST_AUTO_TEST_SUITE_END()

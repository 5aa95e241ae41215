// Rules about HS code and country of origin, which the forms ask of commercial items only.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

namespace postern::validate {

namespace codes = core::codes;

namespace {

constexpr std::size_t kInternationalDigits = 6;
constexpr std::size_t kMostNationalDigits = 12;

struct HsShape {
    std::size_t digits = 0;
    bool other = false; ///< something stands in it that is no digit and parts none
    std::string chapter;
};

/// "6109.10" and "6109 10 00" are how tariffs print it.
HsShape shape_of(std::string_view hs_code) {
    HsShape shape;
    for (const char c : hs_code) {
        if (c >= '0' && c <= '9') {
            if (++shape.digits <= 2) shape.chapter += c;
        } else if (c != '.' && c != ' ') {
            shape.other = true;
        }
    }
    return shape;
}

/// 98 and 99 are for national use: behind the six international digits they say something, as HS-6 nothing.
bool chapter_exists(const HsShape& shape, const codelists::Codelists& lists) {
    if (lists.is_hs_chapter(shape.chapter)) return true;
    return shape.digits > kInternationalDigits && (shape.chapter == "98" || shape.chapter == "99");
}

} // namespace

void line_hs_code_is_right(Inspection& item, const core::ContentLine& line) {
    constexpr std::string_view kField = "lines.hs_code";
    if (is_blank(line.hs_code)) {
        if (item.category.commercial) item.report_at_most(item.cap_for_sale_only(), codes::kHsMissing, kField);
        return;
    }
    const HsShape shape = shape_of(line.hs_code);
    const auto cap = item.cap_for_commercial_only();
    if (shape.other || shape.digits < kInternationalDigits || shape.digits > kMostNationalDigits) {
        item.report_at_most(cap, codes::kHsShape, kField);
    } else if (!chapter_exists(shape, item.lists)) {
        item.report_at_most(cap, codes::kHsChapter, kField, {shape.chapter});
    }
}

void line_origin_exists(Inspection& item, const core::ContentLine& line) {
    constexpr std::string_view kField = "lines.origin_country";
    if (is_blank(line.origin_country)) {
        if (item.category.commercial) {
            item.report_at_most(item.cap_for_sale_only(), codes::kOriginCountryMissing, kField);
        }
    } else if (!item.lists.is_origin_country(line.origin_country)) {
        item.report_at_most(item.cap_for_commercial_only(), codes::kCountryUnknown, kField);
    }
}

} // namespace postern::validate

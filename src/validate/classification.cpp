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
    std::string code;   ///< the first six digits
    std::string_view chapter() const { return std::string_view(code).substr(0, 2); }
    std::string_view heading() const { return std::string_view(code).substr(0, 4); }
};

/// "6109.10" and "6109 10 00" are how tariffs print it.
HsShape shape_of(std::string_view hs_code) {
    HsShape shape;
    for (const char c : hs_code) {
        if (c >= '0' && c <= '9') {
            if (++shape.digits <= kInternationalDigits) shape.code += c;
        } else if (c != '.' && c != ' ') {
            shape.other = true;
        }
    }
    return shape;
}

/// 98 and 99 are for national use: behind the six international digits they say something, as HS-6 nothing.
bool is_national(const HsShape& shape) {
    return shape.digits > kInternationalDigits && (shape.chapter() == "98" || shape.chapter() == "99");
}

/// In the edition that the destination uses, as far as it is loaded.
void check_nomenclature(Inspection& item, const HsShape& shape, core::Severity cap) {
    constexpr std::string_view kField = "lines.hs_code";
    const std::string& name = item.requirement.hs_edition;
    const auto* edition = item.lists.nomenclature().edition(name);
    if (edition == nullptr || !edition->has_headings()) return;
    if (!edition->has_heading(shape.heading())) {
        item.report_at_most(cap, codes::kHsHeading, kField, {std::string(shape.heading()), name});
    } else if (edition->has_codes() && !edition->has_code(shape.code)) {
        item.report_at_most(cap, codes::kHsSubheading, kField, {shape.code, name});
    }
}

} // namespace

void line_hs_code_is_right(Inspection& item, const core::ContentLine& line) {
    constexpr std::string_view kField = "lines.hs_code";
    if (is_blank(line.hs_code)) {
        const auto& category = item.category;
        const auto need = item.requirement.hs_need(category.sale, category.commercial, category.documents_only);
        if (need != codelists::Need::none) item.report_at_most(Inspection::cap_of(need), codes::kHsMissing, kField);
        return;
    }
    const HsShape shape = shape_of(line.hs_code);
    const auto cap = item.cap_for_commercial_only();
    if (shape.other || shape.digits < kInternationalDigits || shape.digits > kMostNationalDigits) {
        item.report_at_most(cap, codes::kHsShape, kField);
    } else if (is_national(shape)) {
        return;
    } else if (!item.lists.is_hs_chapter(shape.chapter())) {
        item.report_at_most(cap, codes::kHsChapter, kField, {std::string(shape.chapter())});
    } else {
        check_nomenclature(item, shape, cap);
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

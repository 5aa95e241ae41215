// Rules about what the goods are called and how many there are.
#include "core/finding_codes.hpp"
#include "text/fold.hpp"
#include "validate/rules.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

namespace {

/// How much a description says; ordered from most to least.
enum class Sense { clear, vague_part, too_short, vague, no_words, missing };

constexpr std::size_t kFewestLatinLetters = 3;

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Sense sense_of(const std::string& description, const std::string& folded, const codelists::Codelists& lists) {
    if (is_blank(description)) return Sense::missing;
    const std::size_t letters = text::count_letters(description);
    if (letters == 0) return Sense::no_words;
    if (lists.is_vague_description(folded)) return Sense::vague;
    // one character of another script may well be a word
    if (letters < kFewestLatinLetters && is_ascii(description)) return Sense::too_short;
    return lists.vague_phrase_in(folded).empty() ? Sense::clear : Sense::vague_part;
}

} // namespace

void goods_are_listed(Inspection& item) {
    if (item.declaration.lines.empty() && !item.category.documents_only) item.report(codes::kLinesMissing, "lines");
}

void line_is_described(Inspection& item, const core::ContentLine& line) {
    // in several languages: one that is clear is enough
    Sense sense = Sense::missing;
    for (std::size_t i = 0; i < line.descriptions.size() && sense != Sense::clear; ++i)
        sense = std::min(sense, sense_of(line.descriptions[i].value, item.folded_descriptions()[i], item.lists));
    // "documents" is all there is to say of documents
    const auto cap = item.category.documents_only ? core::Severity::warning : core::Severity::error;
    constexpr std::string_view kField = "lines.descriptions";
    switch (sense) {
    case Sense::clear: break;
    case Sense::vague_part: item.report(codes::kDescriptionVaguePart, kField); break;
    case Sense::too_short: item.report(codes::kDescriptionShort, kField); break;
    case Sense::vague: item.report_at_most(cap, codes::kDescriptionVague, kField); break;
    case Sense::no_words: item.report_at_most(cap, codes::kDescriptionNoWords, kField); break;
    case Sense::missing: item.report_at_most(cap, codes::kDescriptionMissing, kField); break;
    }
}

void line_description_is_no_name(Inspection& item, const core::ContentLine&) {
    const auto& names = item.folded_names();
    const auto is_name = [&](const std::string& folded) {
        return !folded.empty() && std::find(names.begin(), names.end(), folded) != names.end();
    };
    const auto& folded = item.folded_descriptions();
    if (std::any_of(folded.begin(), folded.end(), is_name)) {
        item.report(codes::kDescriptionIsName, "lines.descriptions");
    }
}

void line_quantity_is_positive(Inspection& item, const core::ContentLine& line) {
    constexpr std::string_view kField = "lines.quantity";
    if (!line.quantity) {
        const auto cap = item.category.documents_only ? core::Severity::warning : core::Severity::error;
        item.report_at_most(cap, codes::kQuantityMissing, kField);
    } else if (line.quantity->is_zero() || line.quantity->is_negative()) {
        item.report(codes::kQuantityNotPositive, kField);
    }
}

void line_quantity_has_its_unit(Inspection& item, const core::ContentLine& line) {
    const auto need = item.requirement.supplementary_quantity;
    if (need == codelists::Need::none || !item.category.commercial || !line.quantity) return;
    if (!is_blank(line.quantity_unit)) return;
    item.report_at_most(Inspection::cap_of(need), codes::kQuantityUnitMissing, "lines.quantity_unit",
                        {std::string(item.destination())});
}

} // namespace postern::validate

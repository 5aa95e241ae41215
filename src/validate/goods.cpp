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

Sense sense_of(const std::string& description, const codelists::Codelists& lists) {
    if (is_blank(description)) return Sense::missing;
    const std::size_t letters = text::count_letters(description);
    if (letters == 0) return Sense::no_words;
    const std::string folded = text::fold(description);
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
    for (const auto& description : line.descriptions) {
        if (sense == Sense::clear) break;
        sense = std::min(sense, sense_of(description.value, item.lists));
    }
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

void line_quantity_is_positive(Inspection& item, const core::ContentLine& line) {
    constexpr std::string_view kField = "lines.quantity";
    if (!line.quantity) {
        const auto cap = item.category.documents_only ? core::Severity::warning : core::Severity::error;
        item.report_at_most(cap, codes::kQuantityMissing, kField);
    } else if (line.quantity->is_zero() || line.quantity->is_negative()) {
        item.report(codes::kQuantityNotPositive, kField);
    }
}

} // namespace postern::validate

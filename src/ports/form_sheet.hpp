// FormSheet: what stands on a paper form, as plain values: texts ready to be printed, by box. Nothing here knows how a
// form looks; whoever draws it knows nothing of declarations.
#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ports {

enum class FormKind : std::uint8_t { cn22, cn23, cp72, receipt, evidence };
/// Width by height: 74 × 105 mm and 100 × 150 mm (thermal printers); A5 lying for a CN 23, standing for a receipt.
enum class PaperSize : std::uint8_t { label_74x105, label_100x150, a5, a4 };

/// "CN22", "CN23", "CP72", "RECEIPT", "EVIDENCE".
inline std::string_view to_string(FormKind kind) {
    switch (kind) {
    case FormKind::cn22: return "CN22";
    case FormKind::cn23: return "CN23";
    case FormKind::cp72: return "CP72";
    case FormKind::receipt: return "RECEIPT";
    case FormKind::evidence: return "EVIDENCE";
    }
    return {};
}
/// "74x105", "100x150", "A5", "A4".
inline std::string_view to_string(PaperSize size) {
    switch (size) {
    case PaperSize::label_74x105: return "74x105";
    case PaperSize::label_100x150: return "100x150";
    case PaperSize::a5: return "A5";
    case PaperSize::a4: return "A4";
    }
    return {};
}
/// The sizes that a form is drawn in, the usual one first.
inline std::vector<PaperSize> sizes_of(FormKind kind) {
    switch (kind) {
    case FormKind::cn22: return {PaperSize::label_74x105, PaperSize::label_100x150};
    case FormKind::cn23: return {PaperSize::a5, PaperSize::label_100x150};
    case FormKind::cp72: return {PaperSize::a4};
    case FormKind::receipt: return {PaperSize::a5};
    case FormKind::evidence: return {PaperSize::a4};
    }
    return {};
}

/// What is printed small beside a box, in French and in a second language.
struct BilingualText {
    std::string french;
    std::string other;
};

/// A row of the table of goods; every cell as it is printed.
struct FormLine {
    std::string description;
    std::string quantity;
    std::string net_weight;
    std::string value;
    std::string hs_code;
    std::string origin;
};

struct FormSheet {
    FormKind form = FormKind::cn23;
    PaperSize size = PaperSize::a5;
    std::string lang;    ///< of the second language, BCP 47
    bool test = false;   ///< "TEST" goes across every page
    core::Instant made;  ///< of the content; written into the document, so that the same sheet is the same bytes
    std::string item_id; ///< S10 without blanks: the barcode; empty: none is drawn
    std::string qr;      ///< what the QR code holds; empty: none is drawn
    std::map<std::string, BilingualText, std::less<>> captions; ///< by name
    std::map<std::string, std::string, std::less<>> values;     ///< by name of the box
    std::set<std::string, std::less<>> ticks;                   ///< names of boxes with a mark in them
    std::vector<FormLine> lines;

    std::string_view value(std::string_view box) const {
        const auto found = values.find(box);
        return found == values.end() ? std::string_view() : std::string_view(found->second);
    }
};

} // namespace postern::ports

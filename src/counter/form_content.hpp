// What stands on a form: a declaration as texts by box. Pure: the same declaration gives the same sheet.
#pragma once

#include "codelists/codelists.hpp"
#include "core/declaration.hpp"
#include "core/principal.hpp"
#include "core/result.hpp"
#include "ports/form_sheet.hpp"
#include "text/catalogue.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace postern::counter {

/// "CN22", "CN23", "CP72"; nullopt: there is no such form to ask for.
std::optional<ports::FormKind> form_named(std::string_view name);
/// nullopt: that form is not drawn in such a size. Empty: its usual one.
std::optional<ports::PaperSize> size_named(ports::FormKind form, std::string_view name);

/// What is asked for, and what the declaration itself does not say.
struct FormOrder {
    ports::FormKind form = ports::FormKind::cn23;
    ports::PaperSize size = ports::PaperSize::a5;
    std::string lang = "en"; ///< the second language; French gives English beside it
    core::Mode mode = core::Mode::test;
    std::string item_id;     ///< as bound; empty: not yet
    std::string post;        ///< whose item it is, where the declaration names no operator
    std::string status_link; ///< for the QR code
    core::Instant made;      ///< of the version
    core::Date day;          ///< by whose lists the form has to suffice
};

/// Refusals: item_id_missing (papers bear the barcode), form_does_not_suffice (a CN 22 above its post's ceiling, or for
/// a class of mail that has none).
core::Result<ports::FormSheet> form_content(const core::Declaration& declaration, const FormOrder& order,
                                            const text::Catalogue& texts, const codelists::Codelists& lists);

/// All captions of the catalogue, in French and that language.
std::map<std::string, ports::BilingualText, std::less<>> captions_in(const text::Catalogue& texts,
                                                                     std::string_view lang);

/// A weight with three digits behind the point, or as many as were stated where those are more: never rounded.
std::string printed_weight(const core::Weight& weight);
std::string printed_money(const core::Money& money);

} // namespace postern::counter

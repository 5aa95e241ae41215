// hs_import: a full six-digit list of the Harmonized System, as open data and UN Comtrade give it, into our form.
#pragma once

#include "codelists/nomenclature.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <string>

namespace postern::codelists {

struct HsImport {
    std::string csv;               ///< hs_codes_<edition>.csv as the loader reads it
    std::size_t codes = 0;         ///< of six digits
    std::size_t passed_over = 0;   ///< rows of chapters, headings and sections
    std::size_t unknown_heads = 0; ///< codes whose heading the edition does not have: probably another edition
};

/// Reads file: a CSV whose code stands in the column hscode, code, id or cmdcode, its words in description, text or
/// cmddesc (any case). Throws core::Failure naming file, line and what is wrong. edition: nullptr where no headings of
/// it are loaded. source and date go into the notes.
HsImport import_hs(const std::string& file, const HsEdition* edition, const std::string& source, core::Date date);

} // namespace postern::codelists

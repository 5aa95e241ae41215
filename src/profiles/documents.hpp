// Documents: a profile's stylesheets run on filings: the document of one item, its row, and the register of many rows.
#pragma once

#include "profiles/profile.hpp"
#include "xml/document.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::profiles {

/// What a profile makes of one filing.
struct ItemDocument {
    xml::Document document; ///< as it would be handed over alone: for a register the one of this row only
    xml::Document row;      ///< empty where the profile gathers no rows
};

/// Why a row stands in this version of its register.
enum class RowWhy : std::uint8_t { fresh = 1, amended = 2, unchanged = 3, cancelled = 4 };
std::string_view to_string(RowWhy why);

struct RegisterRow {
    std::uint32_t number = 1; ///< in the register, from 1; a row keeps its number
    std::string reference;    ///< of the row's own filing
    std::uint32_t version = 1;
    RowWhy why = RowWhy::fresh;
    xml::Document row;
};

/// What a register says of itself.
struct RegisterHead {
    std::string reference;
    std::uint32_t version = 1;
    std::uint64_t number = 1; ///< running, of those whose references would else be the same
    std::string leg;          ///< "export", "import", "return"
    std::string lodged_on;    ///< yyyy-mm-dd, UTC
    std::string closed_at;    ///< RFC 3339, UTC
    std::string post;
    std::string mode;     ///< "live" or "test"
    std::string together; ///< a country for `destination`, else empty
};

/// Runs declaration.xsl, or row.xsl and register.xsl on that row alone. The document is not checked yet. Throws
/// core::Failure where a stylesheet fails.
ItemDocument item_document(const Profile& profile, const xml::Document& filing, xml::ExtensionFunctions& functions,
                           const xml::TransformLimits& limits = {});

/// Runs register.xsl. The document is not checked yet. Throws as item_document does.
xml::Document register_document(const Profile& profile, const RegisterHead& head, const std::vector<RegisterRow>& rows,
                                xml::ExtensionFunctions& functions, const xml::TransformLimits& limits = {});

/// What a filing has in common with the others of its register, as text to compare: a country, or for senders a
/// digest, so that no name stands in it; empty for `post`.
std::string together_of(Together together, const xml::Element& filing);

} // namespace postern::profiles

// RegisterForm: how a profile gathers many items into one document (profile.xml, element register).
#pragma once

#include "xml/stylesheet.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace postern::profiles {

/// What the rows of one register have in common beside post, route and mode.
enum class Together : std::uint8_t { post, sender, sender_addressee, destination };

/// Whether a register that was handed over can be told anew: not at all, with all rows that still stand, or with only
/// those that changed.
enum class Reissue : std::uint8_t { none = 0, whole = 1, changes = 2 };

struct RegisterForm {
    Together together = Together::post;
    std::uint32_t max_rows = 100;  ///< so many at most; so many that wait close it
    std::uint32_t max_minutes = 0; ///< the oldest row waits no longer; 0: it waits for the count or for somebody's hand
    std::string reference;         ///< pattern with {post}, {together}, {date} (yyyymmdd) and {number} (six digits)
    Reissue reissue = Reissue::none;
    std::shared_ptr<const xml::Stylesheet> to_row;      ///< row.xsl: urn:postern:filing:1 -> one row
    std::shared_ptr<const xml::Stylesheet> to_register; ///< register.xsl: urn:postern:register:1 -> national document

    /// The reference of the number-th register of a post; country: what together means, where that is a country; date:
    /// yyyy-mm-dd.
    std::string reference_of(std::string_view post, std::string_view country, std::string_view date,
                             std::uint64_t number) const;
};

} // namespace postern::profiles

// Offers in the form that the client asks for: JSON, a table of goods (CSV), or an archive of national documents (ZIP).
#pragma once

#include "clearance/agency_desk.hpp"
#include "core/result.hpp"
#include "http/call.hpp"
#include "http/route.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::http {

inline constexpr std::string_view kZipType = "application/zip";

enum class OfferForm : std::uint8_t { json, csv, zip };
/// The first of CSV and ZIP that Accept names, unless it names JSON.
OfferForm offer_form(std::string_view accept);

/// A table or an archive, and of how many offers from the first on: it ends before it passes the bounds of one batch,
/// but never before its first offer.
struct OfferBatch {
    std::string content_type;
    std::string body;
    std::size_t offers = 0;
};
/// Runs in the bulk lane; busy where that is full. form: not json.
core::Result<OfferBatch> make_batch(Context& context, const Call& call, const std::vector<clearance::OfferView>& offers,
                                    OfferForm form);
/// An audit row for each filing whose document or content was given away, beside the call's own.
void note_given(const Context& context, const Call& call, const std::vector<clearance::OfferView>& offers,
                std::size_t count);

inline const Parameter kOfferForm{
    "Accept", true, false,
    "text/csv: the goods as a table, a row a line of goods. application/zip: the national "
    "documents with index.csv."};

} // namespace postern::http

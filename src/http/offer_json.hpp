// Offers as JSON, the same in a feed and in a lease.
#pragma once

#include "clearance/agency_desk.hpp"
#include "http/call.hpp"
#include "json/writer.hpp"

#include <vector>

namespace postern::http {

/// Writes the member "offers".
void write_offers(json::Writer& out, const std::vector<clearance::OfferView>& offers);
/// A lease with what it holds.
Reply lease_reply(int status, const clearance::LeaseView& lease);

} // namespace postern::http

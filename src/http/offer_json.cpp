// Offers as JSON.
#include "http/offer_json.hpp"

#include "http/replies.hpp"

namespace postern::http {

void write_offers(json::Writer& out, const std::vector<clearance::OfferView>& offers) {
    out.key("offers");
    out.begin_array();
    for (const clearance::OfferView& offer : offers) {
        out.begin_object();
        out.member("cursor", offer.cursor);
        out.member("filing_id", offer.filing_id);
        out.member("version", offer.version);
        out.member("why", ports::to_string(offer.why));
        out.member("at", core::to_rfc3339(offer.at));
        out.member_if("reference", offer.reference);
        out.member_if("profile", offer.profile);
        out.member_if("media_type", offer.media_type);
        out.member("state", core::to_string(offer.state));
        out.member("acknowledged", offer.acknowledged);
        out.end_object();
    }
    out.end_array();
}

Reply lease_reply(int status, const clearance::LeaseView& lease) {
    json::Writer out;
    out.begin_object();
    out.member("lease_id", lease.lease_id);
    out.member("until", core::to_rfc3339(lease.until));
    write_offers(out, lease.offers);
    out.end_object();
    return json_reply(status, out);
}

} // namespace postern::http

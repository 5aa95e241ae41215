// Tables and archives of offers.
#include "http/offer_forms.hpp"

#include "csv/writer.hpp"
#include "http/archive.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace postern::http {

namespace {

using clearance::OfferView;
using Offers = std::vector<OfferView>;

std::string_view extension_of(std::string_view media_type) {
    const std::string_view media = media_type.substr(0, media_type.find(';'));
    if (media.ends_with("xml")) return ".xml";
    if (media.ends_with("json")) return ".json";
    if (media.ends_with("csv")) return ".csv";
    return ".bin";
}

OfferBatch goods_of(const Context& context, const Offers& offers) {
    OfferBatch batch;
    batch.content_type = std::string(kCsvType) + "; charset=utf-8";
    csv::Writer out;
    clearance::GoodsTable::write_header(out);
    batch.body = out.take();
    for (const OfferView& offer : offers) {
        context.services.goods->write(out, offer);
        const std::string rows = out.take();
        if (batch.offers != 0 && batch.body.size() + rows.size() > context.settings.batch_bytes) break;
        batch.body += rows;
        ++batch.offers;
    }
    return batch;
}

OfferBatch documents_of(const Context& context, const Call& call, const Offers& offers) {
    OfferBatch batch;
    batch.content_type = kZipType;
    Archive archive;
    csv::Writer list;
    list.row({"file", "filing", "version", "why", "offered", "reference", "state", "profile", "media_type", "sha256"});
    std::set<std::string> names;
    std::uint64_t plain = 0;
    core::Instant newest; // so that the same page gives the same bytes
    for (const OfferView& offer : offers) {
        const auto document = context.services.agencies.document(call.who, offer.filing_id, offer.version);
        std::string name;
        if (document) {
            name = offer.filing_id + "-" + std::to_string(offer.version);
            name += extension_of(document.value().media_type);
            const bool is_new = !names.contains(name); // an offer may tell of a document that another one told of
            const std::uint64_t more = is_new ? document.value().bytes.size() : 0;
            if (batch.offers != 0 && plain + more > context.settings.batch_bytes) break;
            if (is_new) archive.add(name, document.value().bytes, offer.at);
            plain += more;
            names.insert(name);
        }
        list.row({name, offer.filing_id, std::to_string(offer.version), std::string(ports::to_string(offer.why)),
                  core::to_rfc3339(offer.at), offer.reference, std::string(core::to_string(offer.state)), offer.profile,
                  document ? document.value().media_type : std::string(),
                  document ? document.value().hash : std::string()});
        newest = std::max(newest, offer.at);
        ++batch.offers;
    }
    archive.add("index.csv", list.take(), newest);
    batch.body = archive.finish();
    return batch;
}

} // namespace

OfferForm offer_form(std::string_view accept) {
    const auto form = form_beside_json(accept, {kCsvType, kZipType});
    if (form == kCsvType) return OfferForm::csv;
    return form == kZipType ? OfferForm::zip : OfferForm::json;
}

core::Result<OfferBatch> make_batch(Context& context, const Call& call, const Offers& offers, OfferForm form) {
    OfferBatch batch;
    const bool ran = context.services.lanes.run(workers::Lane::bulk, [&] {
        batch = form == OfferForm::csv ? goods_of(context, offers) : documents_of(context, call, offers);
    });
    if (!ran) return refuse(core::RefusalCode::busy);
    return batch;
}

void note_given(const Context& context, const Call& call, const Offers& offers, std::size_t count) {
    std::set<std::string_view> noted;
    for (std::size_t i = 0; i < count; ++i) {
        if (!noted.insert(offers[i].filing_id).second) continue;
        auto row = ports::audit_of(call.who, "filings.document", offers[i].filing_id, context.services.clock.now(),
                                   call.request_id);
        row.status = 200;
        (void)context.services.ledger.note(std::move(row)); // a full queue must not stop the answer
    }
}

} // namespace postern::http

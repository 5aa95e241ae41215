// HttpCourier, HttpInquirer: an agency's HTTP server, to which offers are brought and which is asked what became of
// them.
#pragma once

#include "ports/agency.hpp"
#include "ports/courier.hpp"
#include "ports/outgoing.hpp"
#include "xml/reader_pool.hpp"

#include <string>

namespace postern::channels {

/// What a reply means for what was sent. 2xx: taken. 400, 413, 415, 422 and a fault of SOAP that is ours: refused. 409:
/// known. 3xx, 401, 403, 404, 405, 410, and an
/// address that cannot be reached: nothing would get through. All else: later.
ports::Handover meaning_of(const ports::OutgoingReply& reply);

/// Posts the document to place.url: with Idempotency-Key, so that a repeat does no harm, and Postern-Filing,
/// Postern-Reference, Postern-Version and Postern-Offer ("new", "amended", "cancelled", "reply"). The secrets of
/// place.headers are in clear here.
class HttpCourier final : public ports::Courier {
public:
    /// caller: outlives it.
    HttpCourier(ports::Caller& caller, ports::HttpPlace place) : caller_(caller), place_(std::move(place)) {}
    ports::Handover hand_over(const ports::Letter& letter) override;

private:
    ports::Caller& caller_;
    ports::HttpPlace place_;
    xml::ReaderPool readers_;
};

/// Gets place.url. 204, 304 and 404: nothing new.
class HttpInquirer final : public ports::Inquirer {
public:
    HttpInquirer(ports::Caller& caller, ports::HttpPlace place) : caller_(caller), place_(std::move(place)) {}
    ports::Handover ask(const std::string& reference) override;

private:
    ports::Caller& caller_;
    ports::HttpPlace place_;
    xml::ReaderPool readers_;
};

} // namespace postern::channels

// HttpCourier, HttpInquirer: the request, and what its reply means.
#include "channels/http_courier.hpp"

#include "channels/soap.hpp"
#include "core/ascii.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace postern::channels {

namespace {

using ports::Handed;
using ports::Handover;
using ports::OutgoingFault;

constexpr std::size_t kAnswerBytes = std::size_t{4} << 20;

/// Percent-encoded but for what RFC 3986 §2.3 leaves alone.
std::string encoded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (core::is_ascii_letter(c) || core::is_ascii_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    return out;
}

using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// "{name}" becomes the value; every place is looked at once, so a value brings in no field.
std::string filled(std::string_view pattern, Fields fields) {
    std::string out;
    while (!pattern.empty()) {
        const auto field = std::ranges::find_if(fields, [&](const auto& one) {
            return pattern.size() > one.first.size() + 1 && pattern.front() == '{' &&
                   pattern.substr(1).starts_with(one.first) && pattern[one.first.size() + 1] == '}';
        });
        if (field == fields.end()) {
            out += pattern.front();
            pattern.remove_prefix(1);
        } else {
            out += encoded(field->second);
            pattern.remove_prefix(field->first.size() + 2);
        }
    }
    return out;
}

ports::OutgoingCall call_to(const ports::HttpPlace& place) {
    ports::OutgoingCall call;
    call.headers = place.headers;
    call.total_ms = place.timeout_seconds * 1'000;
    call.connect_ms = std::min(call.connect_ms, call.total_ms);
    call.reply_bytes = kAnswerBytes;
    call.own_connection = true; // or a 409 would not tell our own repeat from somebody else's letter
    call.public_addresses_only = !place.private_addresses;
    call.ca_file = place.ca_file;
    call.certificate_file = place.certificate_file;
    call.certificate_key_file = place.certificate_key_file;
    return call;
}

bool is_one_of(int status, std::initializer_list<int> statuses) {
    return std::ranges::find(statuses, status) != statuses.end();
}

Handover meaning_of_status(int status) {
    Handover meaning;
    meaning.reason = "http-" + std::to_string(status);
    if (status >= 200 && status < 300) {
        meaning.how = Handed::taken;
    } else if (status == 409) {
        meaning.how = Handed::known;
    } else if (is_one_of(status, {400, 413, 415, 422})) {
        meaning.how = Handed::refused;
    } else if (status < 500 && !is_one_of(status, {408, 423, 425})) {
        meaning.destination = true;
    }
    return meaning;
}

bool is_json_type(std::string_view type) {
    const auto name = core::ascii_lowered(type.substr(0, type.find(';')));
    return name == "application/json" || name.ends_with("+json");
}

/// What stands in the envelope is the answer; a fault of SOAP comes with 500 (1.1 §6.2), whoever is to blame.
void open_envelope(xml::ReaderPool& readers, Handover& meaning) {
    if (meaning.answer.empty()) return;
    const auto opened = unwrap(readers, meaning.answer);
    meaning.answer.clear();
    if (!opened) {
        if (meaning.how != Handed::taken) return;
        meaning = {};
        meaning.reason = "not-soap";
        meaning.unsure = true;
        return;
    }
    meaning.answer = opened.value().payload;
    if (!opened.value().fault) return;
    meaning.how = opened.value().fault_is_ours ? Handed::refused : Handed::later;
    meaning.reason = opened.value().fault_is_ours ? "soap-fault-sender" : "soap-fault-receiver";
    meaning.destination = false;
}

} // namespace

Handover meaning_of(const ports::OutgoingReply& reply) {
    Handover meaning;
    if (reply.fault != OutgoingFault::none) {
        // of a letter it would read as if that were too large
        meaning.reason = reply.fault == OutgoingFault::too_large ? "reply-too-large" : to_string(reply.fault);
        meaning.unsure = reply.fault == OutgoingFault::timed_out || reply.fault == OutgoingFault::broken_off ||
                         reply.fault == OutgoingFault::too_large;
        meaning.destination = !meaning.unsure;
        return meaning;
    }
    meaning = meaning_of_status(reply.status);
    if (meaning.how == Handed::later) meaning.retry_after_seconds = reply.retry_after_seconds;
    if (meaning.retry_after_seconds) meaning.destination = true;
    meaning.answer = reply.body;
    meaning.answer_is_json = is_json_type(reply.content_type);
    return meaning;
}

Handover HttpCourier::hand_over(const ports::Letter& letter) {
    const auto why = to_string(letter.why);
    const auto version = std::to_string(letter.version);
    auto call = call_to(place_);
    call.url =
        filled(place_.url,
               {{"reference", letter.reference}, {"filing", letter.filing_id}, {"version", version}, {"why", why}});
    const bool soap = place_.soap != ports::Soap::none;
    call.body = soap ? wrap(letter.document, place_.soap) : letter.document;
    call.headers.emplace_back("Content-Type",
                              soap ? soap_media_type(place_.soap, place_.soap_action) : letter.media_type);
    if (place_.soap == ports::Soap::v1_1) call.headers.emplace_back("SOAPAction", "\"" + place_.soap_action + "\"");
    call.headers.emplace_back("Idempotency-Key", letter.filing_id + "-" + version + "-" + std::string(why));
    call.headers.emplace_back("Postern-Filing", letter.filing_id);
    call.headers.emplace_back("Postern-Reference", letter.reference);
    call.headers.emplace_back("Postern-Version", version);
    call.headers.emplace_back("Postern-Offer", why);
    auto meaning = meaning_of(caller_.call(call));
    if (soap) open_envelope(readers_, meaning);
    return meaning;
}

Handover HttpInquirer::ask(const std::string& reference) {
    auto call = call_to(place_);
    call.method = "GET";
    call.url = filled(place_.url, {{"reference", reference}});
    const auto reply = caller_.call(call);
    if (reply.fault == OutgoingFault::none && is_one_of(reply.status, {204, 304, 404})) {
        Handover nothing_new;
        nothing_new.how = Handed::taken;
        return nothing_new;
    }
    auto meaning = meaning_of(reply);
    if (place_.soap != ports::Soap::none) open_envelope(readers_, meaning);
    return meaning;
}

} // namespace postern::channels

// Wrapper: the same for every call, in this order: route, client, right, tenant, parameters, body, route's own work.
#include "http/wrapper.hpp"

#include "access/counter_seat.hpp"
#include "access/rights.hpp"
#include "http/problem.hpp"
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "http/request_parts.hpp"
#include "http/services.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <iostream>

namespace postern::http {

using core::RefusalCode;

namespace {

constexpr std::size_t kRequestIdLength = 64;
constexpr std::size_t kObjectLength = 64;
constexpr std::size_t kIdempotencyKeyLength = 255;
constexpr std::string_view kAgencyPaths = "/v1/agencies/{agency}/";

bool is_request_id(std::string_view text) {
    return !text.empty() && text.size() <= kRequestIdLength && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
               c == '.';
    });
}

/// Bytes of bodies that are held in memory now; gives them back.
class Held {
public:
    Held(std::atomic<std::uint64_t>& total, std::uint64_t bytes) : total_(total), bytes_(bytes) { total_ += bytes_; }
    ~Held() { total_ -= bytes_; }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

private:
    std::atomic<std::uint64_t>& total_;
    std::uint64_t bytes_;
};

/// The longest body that a route takes; 0: it takes none.
std::uint64_t body_limit(const Route& route, const HttpSettings& settings) {
    if (route.body == BodyKind::none) return 0;
    if (route.body_bytes != 0) return route.body_bytes;
    return route.message ? settings.message_bytes : settings.request_bytes;
}

std::string allow_of(const std::vector<std::string_view>& methods) {
    std::string allow;
    for (const std::string_view method : methods)
        allow.append(allow.empty() ? "" : ", ").append(method);
    return allow;
}

} // namespace

/// What became of the call so far, for the note and the numbers.
struct Wrapper::Seen {
    const Route* route = nullptr;
    std::string allow;
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
};

void Wrapper::name_request(Call& call) {
    const std::string_view sent = call.header("X-Request-Id");
    if (is_request_id(sent)) {
        call.request_id = sent;
        return;
    }
    constexpr std::string_view kDigits = "0123456789abcdef";
    auto number = static_cast<std::uint64_t>(context_.services.key_source.next());
    std::string id = "req_0000000000000000";
    for (std::size_t at = id.size() - 1; number != 0; --at, number >>= 4U)
        id[at] = kDigits[number & 15U];
    call.request_id = std::move(id);
}

core::Result<void> Wrapper::admit(Call& call, const Route& route) {
    if (route.action.empty()) return {};
    auto who = context_.services.doorkeeper.identify(call.header("Authorization"), call.header("X-Api-Key"));
    if (!who) return who.refusal();
    call.who = std::move(who).value();
    if (!access::may(call.who, route.action)) return refuse(RefusalCode::forbidden);
    auto seat = access::take_seat(call.who, call.header(access::kOfficeHeader), call.header(access::kClerkHeader));
    if (!seat) return seat.refusal();
    // another agency's feed does not exist for this one
    if (route.path.starts_with(kAgencyPaths) && call.path.front() != call.who.agency_name)
        return refuse(RefusalCode::not_found);
    return {};
}

core::Result<std::string> Wrapper::take_body(const Call& call, const Route& route, BodySource& body) {
    if (!body.has_body()) return std::string();
    const std::uint64_t limit = body_limit(route, context_.settings);
    const std::uint64_t announced = body.announced().value_or(0);
    if (announced > limit || limit == 0) return refuse(RefusalCode::body_too_large, std::to_string(limit));
    const auto type = read_content_type(call.header("Content-Type"), route.body);
    if (!type) return type.refusal();
    return body.read(limit);
}

core::Result<Reply> Wrapper::run(const Route& route, const Call& call) {
    if (!route.lane) return route.handler(context_, call);
    core::Result<Reply> reply = refuse(RefusalCode::busy);
    // false: the lane is full and reply stays as it is
    (void)context_.services.lanes.run(*route.lane, [&] { reply = route.handler(context_, call); });
    return reply;
}

core::Result<Reply> Wrapper::answer(Call& call, BodySource& body, Seen& seen) {
    Match match = match_route(routes_, call.method, call.target);
    if (match.route == nullptr) {
        if (match.allowed.empty()) return refuse(RefusalCode::not_found);
        seen.allow = allow_of(match.allowed);
        return refuse(RefusalCode::method_not_allowed, seen.allow);
    }
    const Route& route = *match.route;
    seen.route = &route;
    call.path = std::move(match.path);
    if (auto admitted = admit(call, route); !admitted) return admitted.refusal();
    auto query = read_query(call.target, route);
    if (!query) return query.refusal();
    call.query = std::move(query).value();
    const std::string_view key = call.header("Idempotency-Key");
    if (!key.empty() && !is_plain(key, kIdempotencyKeyLength))
        return refuse(RefusalCode::bad_parameter, "Idempotency-Key");

    // what is longer than it may be is refused unread, so no more than the bound is ever held
    const std::uint64_t limit = body_limit(route, context_.settings);
    const std::uint64_t held = body.has_body() ? std::min(body.announced().value_or(limit), limit) : 0;
    if (context_.body_bytes + held > context_.settings.bodies_in_flight) return refuse(RefusalCode::busy);
    const Held holding(context_.body_bytes, held);
    auto bytes = take_body(call, route, body);
    if (!bytes) return bytes.refusal();
    call.body = std::move(bytes).value();
    if (!call.body.empty()) call.media = read_content_type(call.header("Content-Type"), route.body).value();
    return run(route, call);
}

void Wrapper::log_failure(const Call& call, std::string_view what) {
    const std::string line = "request " + call.request_id + " failed: " + std::string(what);
    if (context_.services.log)
        context_.services.log(line);
    else
        std::clog << "postern: " + line + "\n";
}

void Wrapper::note(const Call& call, const Seen& seen, const Reply& reply) {
    const Audit audit = seen.route == nullptr ? Audit::noted : seen.route->audit;
    const bool refused = !reply.code.empty();
    if (!refused && audit != Audit::noted) return;
    if (refused && audit == Audit::none) return; // public pages: nobody asked for anything that is anybody's
    std::string object = reply.object;
    if (object.empty() && !call.path.empty() && is_plain(call.path.back(), kObjectLength)) object = call.path.back();
    auto row = ports::audit_of(call.who, std::string(seen.route == nullptr ? "unknown" : seen.route->action),
                               std::move(object), context_.services.clock.now(), call.request_id);
    row.status = reply.status;
    row.code = reply.code;
    (void)context_.services.ledger.note(std::move(row)); // a full queue must not stop the answer
}

Reply Wrapper::serve(Call& call, BodySource& body) {
    Seen seen;
    core::Result<Reply> result = refuse(RefusalCode::internal);
    try {
        name_request(call);
        call.lang = context_.services.texts->negotiate(call.header("Accept-Language"));
        result = answer(call, body, seen);
    } catch (const ports::Busy&) {
        result = refuse(RefusalCode::busy);
    } catch (const std::exception& failure) {
        log_failure(call, failure.what());
    } catch (...) {
        log_failure(call, "something that is no std::exception");
    }
    Reply reply = result ? std::move(result).value() : problem_of(result.refusal(), telling_of(context_, call));
    reply.headers.emplace_back("X-Request-Id", call.request_id);
    if (!seen.allow.empty()) reply.headers.emplace_back("Allow", seen.allow);
    if (reply.status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"postern\"");
    if (reply.status == 503)
        reply.headers.emplace_back("Retry-After", std::to_string(context_.settings.retry_after_seconds));
    if (!reply.code.empty()) context_.metrics.refusal(reply.code);
    note(call, seen, reply);
    const auto took = std::chrono::steady_clock::now() - seen.start;
    context_.metrics.request(seen.route == nullptr ? "unknown" : seen.route->id, reply.status,
                             std::chrono::duration_cast<std::chrono::microseconds>(took));
    return reply;
}

} // namespace postern::http

// WrapperWorld: a wrapper over a small table of routes and fakes, with one post and one agency that it knows.
#pragma once

#include "access/keys.hpp"
#include "core/failure.hpp"
#include "fake_ports.hpp"
#include "http/services.hpp"
#include "http/wrapper.hpp"
#include "pipeline/submissions.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_fakes {

using http::Audit;
using http::BodyKind;
using http::Call;
using http::Context;
using http::Reply;
using http::Route;

inline core::Result<Reply> hello(Context&, const Call& call) {
    Reply reply;
    reply.content_type = "text/plain";
    reply.body = "hello " + (call.path.empty() ? std::string() : call.path.back()) + call.body;
    return reply;
}
inline core::Result<Reply> refused(Context&, const Call&) {
    return http::refuse(RefusalCode::lease_lost);
}
inline core::Result<Reply> fails(Context&, const Call&) {
    throw core::Failure("disk /dev/secret is full");
}
inline core::Result<Reply> busy(Context&, const Call&) {
    throw ports::Busy();
}

inline Route row(std::string_view method, std::string_view path, std::string_view action, http::Handler handler) {
    Route route;
    route.method = method;
    route.path = path;
    route.action = action;
    route.id = path;
    route.handler = handler;
    return route;
}

inline std::vector<Route> table() {
    Route post = row("POST", "/v1/messages", "declarations.submit", hello);
    post.body = BodyKind::xml;
    post.audit = Audit::in_deed;
    Route large = row("POST", "/v1/attachments", "declarations.submit", hello);
    large.body = BodyKind::attachment;
    large.body_bytes = 20;
    Route lane = row("GET", "/v1/lane/{id}", "declarations.read", hello);
    lane.lane = workers::Lane::interactive;
    Route open = row("GET", "/open", "", hello);
    open.audit = Audit::none;
    return {row("GET", "/v1/things/{id}", "declarations.read", hello),
            row("GET", "/v1/agencies/{agency}/filings", "filings.feed", hello),
            row("GET", "/v1/refused", "declarations.read", refused),
            row("GET", "/v1/fails", "declarations.read", fails),
            row("GET", "/v1/busy", "declarations.read", busy),
            lane,
            post,
            large,
            open};
}

struct World {
    FakeLedger ledger;
    FakeKeys keys;
    FakeFeeds feeds;
    FakeFilings filings;
    FakeRegisters registers;
    FakeClock clock;
    FakeNumbers numbers;
    std::vector<std::string> log;
    core::Shelf<pipeline::Submissions> submissions{
        std::make_shared<pipeline::Submissions>(std::make_shared<pipeline::Parts>())};
    core::Shelf<const text::Catalogue> texts{text::Catalogue::load(POSTERN_SOURCE_DIR "/config/texts")};
    clearance::AgencyDesk desk{{ledger, filings, feeds, registers, clock, numbers}, nullptr, nullptr};
    access::Doorkeeper doorkeeper{keys};
    workers::Lanes lanes;
    http::Services services;
    http::HttpSettings settings;
    http::Metrics metrics;
    std::vector<Route> routes = table();
    Context context;
    http::Wrapper wrapper;
    std::string post_key, agency_key;

    explicit World(std::size_t places = 4)
        : lanes({{places, places, places}, 1}),
          services{submissions,
                   desk,
                   doorkeeper,
                   lanes,
                   ledger,
                   keys,
                   feeds,
                   clock,
                   numbers,
                   nullptr,
                   texts,
                   nullptr,
                   std::make_shared<codelists::Shelf>(
                       codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json")),
                   {},
                   [this](std::string_view line) { log.emplace_back(line); }},
          context{services, settings, metrics}, wrapper(context, routes) {
        post_key = add(core::Role::post, "np-post", "");
        agency_key = add(core::Role::agency, "", "np-customs");
        settings.request_bytes = 16;
    }
    std::string add(core::Role role, const std::string& post, const std::string& agency) {
        const access::NewKey made = access::make_key(core::Mode::test);
        ports::KeyHead head;
        head.prefix = made.prefix;
        head.hash = made.hash;
        head.principal.client = {numbers.next()};
        head.principal.role = role;
        head.principal.mode = core::Mode::test;
        head.principal.post = post;
        head.principal.agency_name = agency;
        keys.heads[made.prefix] = head;
        return made.text;
    }
    Reply call(const std::string& method, const std::string& target, http::Fields headers = {},
               const std::string& body = {}) {
        FakeBody source;
        source.bytes = body;
        return call(method, target, std::move(headers), source);
    }
    Reply call(const std::string& method, const std::string& target, http::Fields headers, FakeBody& body) {
        Call made;
        made.method = method;
        made.target = target;
        made.headers = std::move(headers);
        return wrapper.serve(made, body);
    }
    http::Fields as_post() const { return {{"Authorization", "Bearer " + post_key}}; }
    http::Fields as_post(const std::string& name, const std::string& value) const {
        return {{"Authorization", "Bearer " + post_key}, {name, value}};
    }
    http::Fields as_agency() const { return {{"X-Api-Key", agency_key}}; }
};

} // namespace http_fakes

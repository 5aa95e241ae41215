// Wrapper: what happens around every route: who calls, may they, is the request sane, and what is told and noted.
#pragma once

#include "http/call.hpp"
#include "http/route.hpp"

#include <string>
#include <vector>

namespace postern::http {

/// Thread-safe; one for the server. The fifth of the five places that catch failures (DESIGN 8).
class Wrapper {
public:
    Wrapper(Context& context, const std::vector<Route>& routes) : context_(context), routes_(routes) {}

    /// Never throws for what a route or the world does: a failure is a 500 problem without internals.
    Reply serve(Call& call, BodySource& body);

private:
    struct Seen;
    core::Result<Reply> answer(Call& call, BodySource& body, Seen& seen);
    core::Result<void> admit(Call& call, const Route& route);
    core::Result<std::string> take_body(const Call& call, const Route& route, BodySource& body);
    core::Result<Reply> run(const Route& route, const Call& call);
    void name_request(Call& call);
    void note(const Call& call, const Seen& seen, const Reply& reply);
    void log_failure(const Call& call, std::string_view what);

    Context& context_;
    const std::vector<Route>& routes_;
};

} // namespace postern::http

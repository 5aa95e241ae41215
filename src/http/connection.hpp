// Connections: what POCO calls for each request, turned into a Call for the wrapper and a Reply onto the wire.
#pragma once

#include "http/wrapper.hpp"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerRequest.h>

#include <functional>

namespace postern::http {

class ConnectionHandlers : public Poco::Net::HTTPRequestHandlerFactory {
public:
    /// crowded: other connections wait for a thread, so none is kept after its answer.
    ConnectionHandlers(Wrapper& wrapper, std::function<bool()> crowded)
        : wrapper_(wrapper), crowded_(std::move(crowded)) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest& request) override;

private:
    Wrapper& wrapper_;
    std::function<bool()> crowded_;
};

} // namespace postern::http

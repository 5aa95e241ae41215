// World: everything that a run of the chain needs, on a fresh data folder.
#pragma once

#include "app/gateway.hpp"
#include "pipeline/parts.hpp"

#include <filesystem>
#include <memory>

namespace postern::bench {

struct World {
    explicit World(const std::filesystem::path& data)
        : gateway({{}, {{"data.folder", data.string()}, {"home.folder", POSTERN_SOURCE_DIR}}, {}}) {
        gateway.submissions();
        parts = gateway.chain();
        who.post = "np-post";
        who.tenant = gateway.store().tenant(who.post);
        who.mode = core::Mode::test;
        handover.who = who;
        handover.at = gateway.clock().now();
        handover.window_from = parts->registrar->window_from(handover.at);
        handover.submission = {gateway.keys().next()};
    }
    app::Gateway gateway;
    std::shared_ptr<const pipeline::Parts> parts;
    core::Principal who;
    dispatch::Handover handover;
};

} // namespace postern::bench

// BeforeCounter: what exporters write before they come to a counter, wired.
#pragma once

#include "app/settings.hpp"
#include "counter/earlier_declarations.hpp"
#include "counter/prefills.hpp"
#include "counter/templates.hpp"
#include "http/services.hpp"
#include "ports/store.hpp"
#include "ports/world.hpp"

#include <memory>
#include <string>

namespace postern::app {

class BeforeCounter {
public:
    struct World {
        ports::Store& store;
        const ports::Clock& clock;
        ports::KeySource& keys;
    };
    /// What the world refers to must outlive it. secret: the installation's.
    BeforeCounter(const World& world, const std::shared_ptr<const crypto::IdCipher>& ids, std::string secret,
                  const Settings& settings);
    BeforeCounter(const BeforeCounter&) = delete;
    BeforeCounter& operator=(const BeforeCounter&) = delete;

    /// Itself, where the routes look for it; must outlive them.
    void put_into(http::Services& services);

private:
    counter::Prefills prefills_;
    counter::Templates templates_;
    counter::EarlierDeclarations earlier_;
};

} // namespace postern::app

// Deeds of the house: keys of clients, the operator's own lists, folders of profiles.
#pragma once

#include "core/hash.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"
#include "core/time.hpp"
#include "ports/rows.hpp"

#include <string>

namespace postern::ports {

struct KeyAdded {
    core::ClientKey client;
    std::string prefix;     ///< public part, unique
    core::ContentHash hash; ///< of the secret part
    core::Role role = core::Role::post;
    core::Mode mode = core::Mode::test;
    std::string post;   ///< tenant's name for post and counter
    std::string agency; ///< agency's name for agency
    std::string label;
    core::Instant at;
    std::string office = {}; ///< of a counter's key, may be empty
    std::string clerk = {};  ///< of a counter's key, may be empty
};
/// No: not_found.
struct KeyRevoked {
    std::string prefix;
    core::Instant at;
};
/// One of the operator's own lists, in place of what had its name.
struct ListStored {
    std::string name;
    std::string content; ///< CSV with its notes, checked already
    core::Instant at;
};
/// No: not_found.
struct ListRemoved {
    std::string name;
};
/// The folder of a profile's edition; kept once.
struct FolderKept {
    std::string profile;
    std::string hash;
    core::SealedBytes sealed;
    core::Instant at;
};
} // namespace postern::ports

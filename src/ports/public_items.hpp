// PublicItemReader: whose declarations an item id leads to, whatever post and mode. For what is open to everybody, who
// must bring a secret of the declaration too.
#pragma once

#include "core/keys.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace postern::ports {

class PublicItemReader {
public:
    virtual ~PublicItemReader() = default;
    /// First received at `from` or later, newest first, at most so many; those that were cancelled too.
    virtual std::vector<core::DeclarationKey> declared_as(std::string_view item_id, core::Instant from,
                                                          std::uint32_t limit) = 0;
};

} // namespace postern::ports

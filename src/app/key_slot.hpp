// KeySlot: which of the programs that share a data folder this one is, so that no two draw the same keys.
#pragma once

#include <cstdint>
#include <string>

namespace postern::app {

/// Holds one of a few slots of a data folder by a file lock, for as long as it lives; the lock goes with the process
/// whatever becomes of it. A gateway, an intake folder and `postern keys` may so run beside each other.
class KeySlot {
public:
    static constexpr std::int64_t kSlots = 4;

    /// Takes the first free slot. Throws core::Failure where all are taken.
    explicit KeySlot(const std::string& data_folder);
    ~KeySlot();
    KeySlot(const KeySlot&) = delete;
    KeySlot& operator=(const KeySlot&) = delete;

    std::int64_t number() const { return number_; }

private:
    int fd_ = -1;
    std::int64_t number_ = 0;
};

} // namespace postern::app

// Shelf: the code lists in force, swapped whole while others go on with those they took.
#pragma once

#include "codelists/codelists.hpp"

#include <memory>
#include <mutex>

namespace postern::codelists {

/// Thread-safe. Whoever judges takes the lists once and keeps them to the end.
class Shelf {
public:
    explicit Shelf(std::shared_ptr<const Codelists> lists) : lists_(std::move(lists)) {}
    std::shared_ptr<const Codelists> current() const {
        const std::lock_guard lock(mutex_);
        return lists_;
    }
    void replace(std::shared_ptr<const Codelists> lists) {
        const std::lock_guard lock(mutex_);
        lists_.swap(lists); // the old ones go when the last who took them is done
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Codelists> lists_;
};

} // namespace postern::codelists

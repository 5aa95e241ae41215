// Editions: the folders in force, and those that were before them.
#pragma once

#include "profiles/library.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace postern::profiles {

/// Thread-safe. A filing that an earlier edition of a profile made is answered in that one's format; so editions are
/// kept as long as the program runs; those of an earlier run come back with add_earlier(). What is the same in two
/// libraries is kept once.
class Editions {
public:
    explicit Editions(std::shared_ptr<const Library> first) : current_(std::move(first)) {}
    std::shared_ptr<const Library> current() const {
        const std::lock_guard lock(mutex_);
        return current_;
    }
    void replace(std::shared_ptr<const Library> next) {
        const std::lock_guard lock(mutex_);
        for (const auto& profile : current_->profiles()) {
            const auto same = next->profile(profile->name);
            if (!same || same->hash != profile->hash) earlier_.push_back(profile);
        }
        current_ = std::move(next);
    }
    /// One that an earlier run had in force and an open filing still needs. Before the first replace(), oldest first.
    void add_earlier(std::shared_ptr<const Profile> profile) {
        const std::lock_guard lock(mutex_);
        earlier_.push_back(std::move(profile));
    }
    /// Those in force first, then earlier ones, the newest first.
    std::vector<std::shared_ptr<const Profile>> all() const {
        const std::lock_guard lock(mutex_);
        auto profiles = current_->profiles();
        profiles.insert(profiles.end(), earlier_.rbegin(), earlier_.rend());
        return profiles;
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Library> current_;
    std::vector<std::shared_ptr<const Profile>> earlier_;
};

} // namespace postern::profiles

// PackShelf: makes a pack as one ZIP with its signature, and keeps it while its lists, texts and day are the same.
#include "http/pack_shelf.hpp"

#include "crypto/digest.hpp"
#include "http/archive.hpp"
#include "pipeline/counter_pack.hpp"

#include <algorithm>

namespace postern::http {

namespace {

constexpr std::size_t kPacksKept = 16;

PackedPack pack_up(const PackShelf::Wanted& wanted, const PackShelf::Sign& sign) {
    const auto made = pipeline::make_counter_pack(*wanted.parts, *wanted.lists, wanted.origin, wanted.day,
                                                  *wanted.texts, wanted.lang);
    Archive archive;
    archive.add("pack.json", made.statement, made.made);
    archive.add("pack.jws", sign(made.statement).compact(), made.made);
    for (const auto& file : made.files)
        archive.add(file.name, file.bytes, made.made);
    return {archive.finish(), crypto::sha256(made.statement).hex().substr(0, 32)};
}

} // namespace

std::shared_ptr<const PackedPack> PackShelf::pack(const Wanted& wanted, const Sign& sign) {
    const std::lock_guard lock(mutex_);
    const auto known = std::ranges::find(kept_, wanted, &Kept::of);
    if (known != kept_.end()) return known->pack;
    auto made = std::make_shared<const PackedPack>(pack_up(wanted, sign));
    if (kept_.size() == kPacksKept) kept_.erase(kept_.begin());
    kept_.push_back({wanted, made});
    return made;
}

} // namespace postern::http

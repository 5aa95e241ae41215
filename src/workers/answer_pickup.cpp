// AnswerPickup: one answer after another.
#include "workers/answer_pickup.hpp"

namespace postern::workers {

namespace {

constexpr std::size_t kMostAtOnce = 200;

} // namespace

std::size_t AnswerPickup::step() {
    std::size_t looked = 0;
    for (; looked < kMostAtOnce; ++looked) {
        const auto found = box_.next();
        if (!found) break;
        const auto read = desk_.answer(agency_, found->bytes, found->is_json, {});
        if (read) {
            box_.done(*found);
        } else {
            desk_.keep_unplaced(agency_, found->bytes, read.refusal().code, {});
            box_.put_by(*found, std::string(core::refusal_kind(read.refusal().code).slug));
        }
    }
    return looked;
}

} // namespace postern::workers

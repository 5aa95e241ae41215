// Programs that share a data folder get different slots.
#include "app/key_slot.hpp"
#include "core/failure.hpp"
#include "support/scratch_folder.hpp"

#include <memory>

BOOST_AUTO_TEST_SUITE(key_slots)

using namespace postern;

BOOST_AUTO_TEST_CASE(each_has_its_own_and_gives_it_back) {
    const tests::ScratchFolder folder;
    std::vector<std::unique_ptr<app::KeySlot>> held;
    for (std::int64_t i = 0; i < app::KeySlot::kSlots; ++i) {
        held.push_back(std::make_unique<app::KeySlot>(folder.path().string()));
        BOOST_CHECK_EQUAL(held.back()->number(), i);
    }
    BOOST_CHECK_THROW(app::KeySlot(folder.path().string()), core::Failure);
    held[1].reset();
    BOOST_CHECK_EQUAL(app::KeySlot(folder.path().string()).number(), 1);
    BOOST_CHECK_THROW(app::KeySlot("/nowhere/at/all"), core::Failure);
}

BOOST_AUTO_TEST_SUITE_END()

// expect: declarations changed in one way each, and all that the rules then say.
#pragma once

#include "good_mail.hpp"

#include <boost/test/unit_test.hpp>

namespace postern::validate::test {

inline void expect(const core::Declaration& declaration, const std::vector<Case>& cases) {
    for (const auto& [name, change, wanted] : cases) {
        auto changed = declaration;
        change(changed);
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST(said_of(changed) == wanted, boost::test_tools::per_element());
        }
    }
}

} // namespace postern::validate::test

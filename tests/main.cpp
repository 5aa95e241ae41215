// The one entry of every test program: Boost.Test's own runner, linked once.
#define BOOST_TEST_MODULE postern
#include <boost/test/unit_test.hpp>

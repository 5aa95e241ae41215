// Generator: varied, valid declarations from a seed; bench, property tests and soak stand on it.
#pragma once

#include "core/declaration.hpp"
#include "support/generator/random.hpp"

#include <cstdint>
#include <string>

namespace postern::generator {

struct Destination;

/// The same seed gives the same declarations, on every machine. Item ids are valid S10 of Nepal and unique within one
/// generator (100 million of them); different seeds begin at different serials, which may meet. Three lines of goods on
/// average; every declaration is meant to draw no error from the rules.
class Generator {
public:
    explicit Generator(std::uint64_t seed);
    core::Declaration next();

private:
    void choose_product(core::Declaration& out);
    void choose_nature(core::Declaration& out);
    void name_parties(core::Declaration& out, const Destination& to);
    void add_lines(core::Declaration& out);
    void add_papers(core::Declaration& out);
    std::string item_id(const std::string& mail_class);
    std::string digits(int count);

    std::uint64_t seed_;
    Random random_;
    std::uint64_t serial_;
    std::uint64_t made_ = 0;
};

} // namespace postern::generator

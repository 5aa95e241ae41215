// Sent messages, made by the seeded generator.
#include "sent_messages.hpp"

#include "support/generator/generator.hpp"
#include "support/generator/messages.hpp"

#include <iostream>

namespace postern::bench {

namespace {

/// For tools that send them: of each its length on a line, then its bytes.
void write_message(const std::string& message) {
    std::cout << message.size() << "\n" << message;
}

std::string next_message(generator::Generator& generator) {
    auto declaration = generator.next();
    declaration.form = "CN23";
    declaration.sender.subdivision = "SP"; // the document of Brazil wants one of its states
    return generator::to_cn23_xml(declaration);
}

} // namespace

std::vector<std::string> messages(std::size_t count) {
    generator::Generator generator(kSeed);
    std::vector<std::string> out;
    while (out.size() < count)
        out.push_back(next_message(generator));
    return out;
}

int write_messages(std::size_t count) {
    generator::Generator generator(kSeed);
    for (std::size_t i = 0; i < count; ++i)
        write_message(next_message(generator));
    return 0;
}

int write_batches(std::size_t count) {
    constexpr std::size_t kItems = 100;
    generator::Generator generator(kSeed + 1);
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<core::Declaration> items;
        items.reserve(kItems);
        while (items.size() < kItems)
            items.push_back(generator.next());
        write_message(generator::to_itmatt_xml(items, {"BENCH-" + std::to_string(i), true}));
    }
    return 0;
}

} // namespace postern::bench

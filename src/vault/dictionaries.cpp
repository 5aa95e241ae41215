// The dictionaries inside the program's read-only data, and what zstd makes of them.
// zstd's parameters by size of content are of its static interface, which its shared library exports as well.
#define ZSTD_STATIC_LINKING_ONLY
#include "vault/dictionaries.hpp"

#include "core/failure.hpp"

#include <array>
#include <cstddef>
#include <memory>

#define POSTERN_DICTIONARY(NUMBER)                                                                                     \
    __asm__(".pushsection .rodata\n"                                                                                   \
            ".balign 16\n"                                                                                             \
            ".globl postern_dictionary_" #NUMBER "\n"                                                                  \
            "postern_dictionary_" #NUMBER ":\n"                                                                        \
            ".incbin \"" POSTERN_DICTIONARIES "/" #NUMBER ".zdict\"\n"                                                 \
            ".globl postern_dictionary_end_" #NUMBER "\n"                                                              \
            "postern_dictionary_end_" #NUMBER ":\n"                                                                    \
            ".byte 0\n"                                                                                                \
            ".popsection\n");                                                                                          \
    extern "C" const char postern_dictionary_##NUMBER;                                                                 \
    extern "C" const char postern_dictionary_end_##NUMBER

POSTERN_DICTIONARY(1);
POSTERN_DICTIONARY(2);
POSTERN_DICTIONARY(3);

namespace postern::vault {

namespace {

constexpr int kLevel = 6;
constexpr std::size_t kUsualContent = 4096; // bytes: what the parameters are chosen for

struct Shipped {
    const char* begin;
    const char* end;
};
const std::array kShipped{
    Shipped{&postern_dictionary_1, &postern_dictionary_end_1},
    Shipped{&postern_dictionary_2, &postern_dictionary_end_2},
    Shipped{&postern_dictionary_3, &postern_dictionary_end_3},
};

struct Free {
    void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
    void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};
using Compressing = std::unique_ptr<ZSTD_CDict, Free>;
using Decompressing = std::unique_ptr<ZSTD_DDict, Free>;

template <class Dictionary, class Make>
std::array<Dictionary, kShipped.size()> made(const Make& make) {
    std::array<Dictionary, kShipped.size()> all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].reset(make(dictionary_bytes(static_cast<std::uint8_t>(i + 1))));
        if (!all[i]) throw core::Failure("vault: no memory for a dictionary");
    }
    return all;
}

} // namespace

std::uint8_t dictionary_number(Kind kind) {
    switch (kind) {
    case Kind::message: return 1;
    case Kind::declaration: return 2;
    case Kind::document: return 3;
    case Kind::other: break;
    }
    return kNoDictionary;
}

std::string_view dictionary_bytes(std::uint8_t number) {
    if (number == kNoDictionary || number > kShipped.size()) return {};
    const auto& shipped = kShipped[number - 1U];
    return {shipped.begin, static_cast<std::size_t>(shipped.end - shipped.begin)};
}

ZSTD_CDict* compressing_by(std::string_view bytes) {
    return ZSTD_createCDict_advanced(bytes.data(), bytes.size(), ZSTD_dlm_byRef, ZSTD_dct_fullDict,
                                     ZSTD_getCParams(kLevel, kUsualContent, bytes.size()), ZSTD_defaultCMem);
}

const ZSTD_CDict* compressing(std::uint8_t number) {
    static const auto kAll = made<Compressing>(compressing_by);
    return dictionary_bytes(number).empty() ? nullptr : kAll[number - 1U].get();
}

const ZSTD_DDict* decompressing(std::uint8_t number) {
    static const auto kAll = made<Decompressing>(
        [](std::string_view bytes) { return ZSTD_createDDict_byReference(bytes.data(), bytes.size()); });
    return dictionary_bytes(number).empty() ? nullptr : kAll[number - 1U].get();
}

} // namespace postern::vault

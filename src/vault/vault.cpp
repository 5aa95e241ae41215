// Sealing and opening documents: zstd frames behind a byte that names their format.
#include "vault/vault.hpp"

#include "core/failure.hpp"
#include "vault/dictionaries.hpp"

#include <cstdint>
#include <memory>

namespace postern::vault {

namespace {

constexpr int kPlainLevel = 3;    // where there is no dictionary
constexpr std::uint8_t kZstd = 1; // the format without a dictionary; those with one follow by its number

constexpr std::size_t kKeptRoom = std::size_t{1} << 20U;

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

[[noreturn]] void fail(const std::string& what) {
    throw core::Failure("vault: " + what);
}

void check(std::size_t code, const char* what) {
    if (ZSTD_isError(code) != 0) fail(std::string(what) + ": " + ZSTD_getErrorName(code));
}

ZSTD_CCtx* compressor() {
    thread_local std::unique_ptr<ZSTD_CCtx, FreeContext> context = [] {
        std::unique_ptr<ZSTD_CCtx, FreeContext> made(ZSTD_createCCtx());
        if (!made) fail("no memory for a compressor");
        check(ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, kPlainLevel), "level");
        // a document that lay on a disk for years shall not come back changed unseen
        check(ZSTD_CCtx_setParameter(made.get(), ZSTD_c_checksumFlag, 1), "checksum");
        check(ZSTD_CCtx_setParameter(made.get(), ZSTD_c_dictIDFlag, 0), "id"); // our own byte names it
        return made;
    }();
    return context.get();
}

ZSTD_DCtx* decompressor() {
    thread_local std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    if (!context) fail("no memory for a decompressor");
    return context.get();
}

} // namespace

core::SealedBytes seal(std::string_view plain, Kind kind) {
    const auto number = dictionary_number(kind);
    auto* const context = compressor();
    check(ZSTD_CCtx_refCDict(context, compressing(number)), "dictionary");
    // a buffer of the thread's own: the bound is several times what comes out, and that waits in queues
    thread_local std::string room;
    room.resize(1 + ZSTD_compressBound(plain.size()));
    room[0] = static_cast<char>(kZstd + number);
    const std::size_t length = ZSTD_compress2(context, room.data() + 1, room.size() - 1, plain.data(), plain.size());
    check(length, "cannot compress");
    core::SealedBytes sealed{room.substr(0, 1 + length)};
    if (room.size() > kKeptRoom) room = {};
    return sealed;
}

std::string open(const core::SealedBytes& sealed, std::size_t max_bytes) {
    const auto format = sealed.bytes.empty() ? 0 : static_cast<std::uint8_t>(sealed.bytes[0]);
    const auto number = static_cast<std::uint8_t>(format - kZstd);
    if (format < kZstd || (number != kNoDictionary && dictionary_bytes(number).empty())) fail("not a frame of ours");
    const std::string_view frame = std::string_view(sealed.bytes).substr(1);
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) fail("a damaged frame");
    if (size > max_bytes) fail("a frame of more than " + std::to_string(max_bytes) + " bytes");
    // one frame exactly: a second one behind it would be decompressed as well
    const std::size_t length = ZSTD_findFrameCompressedSize(frame.data(), frame.size());
    if (ZSTD_isError(length) != 0 || length != frame.size()) fail("a damaged frame");
    std::string plain(static_cast<std::size_t>(size), '\0');
    auto* const context = decompressor();
    check(ZSTD_DCtx_refDDict(context, decompressing(number)), "dictionary");
    const std::size_t written = ZSTD_decompressDCtx(context, plain.data(), plain.size(), frame.data(), frame.size());
    check(written, "a damaged frame");
    if (written != plain.size()) fail("a damaged frame");
    return plain;
}

} // namespace postern::vault

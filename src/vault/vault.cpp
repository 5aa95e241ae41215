// Sealing and opening documents: zstd frames behind a byte that names their format.
#include "vault/vault.hpp"

#include "core/failure.hpp"

#include <zstd.h>

#include <memory>

namespace postern::vault {

namespace {

constexpr int kLevel = 3;
constexpr char kZstdPlain = 1; // zstd, no dictionary

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
        check(ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, kLevel), "level");
        // a document that lay on a disk for years shall not come back changed unseen
        check(ZSTD_CCtx_setParameter(made.get(), ZSTD_c_checksumFlag, 1), "checksum");
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

core::SealedBytes seal(std::string_view plain) {
    core::SealedBytes sealed;
    sealed.bytes.resize(1 + ZSTD_compressBound(plain.size()));
    sealed.bytes[0] = kZstdPlain;
    const std::size_t length =
        ZSTD_compress2(compressor(), sealed.bytes.data() + 1, sealed.bytes.size() - 1, plain.data(), plain.size());
    check(length, "cannot compress");
    sealed.bytes.resize(1 + length);
    sealed.bytes.shrink_to_fit(); // it waits in queues; the bound is several times as large
    return sealed;
}

std::string open(const core::SealedBytes& sealed, std::size_t max_bytes) {
    if (sealed.bytes.empty() || sealed.bytes[0] != kZstdPlain) fail("not a frame of ours");
    const std::string_view frame = std::string_view(sealed.bytes).substr(1);
    const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) fail("a damaged frame");
    if (size > max_bytes) fail("a frame of more than " + std::to_string(max_bytes) + " bytes");
    // one frame exactly: a second one behind it would be decompressed as well
    const std::size_t length = ZSTD_findFrameCompressedSize(frame.data(), frame.size());
    if (ZSTD_isError(length) != 0 || length != frame.size()) fail("a damaged frame");
    std::string plain(static_cast<std::size_t>(size), '\0');
    const std::size_t written =
        ZSTD_decompressDCtx(decompressor(), plain.data(), plain.size(), frame.data(), frame.size());
    check(written, "a damaged frame");
    if (written != plain.size()) fail("a damaged frame");
    return plain;
}

} // namespace postern::vault

// Codes: zint makes the bars, qrencode the squares; both are asked for modules alone and draw nothing.
#include "forms/codes.hpp"

#include "core/failure.hpp"

#include <qrencode.h>
#include <zint.h>

#include <memory>
#include <string>

namespace postern::forms {

namespace {

struct FreeSymbol {
    void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};
struct FreeQr {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

} // namespace

std::vector<bool> code128_modules(std::string_view text) {
    const std::unique_ptr<zint_symbol, FreeSymbol> symbol(ZBarcode_Create());
    if (!symbol) throw core::Failure("a barcode could not be made: no memory");
    symbol->symbology = BARCODE_CODE128;
    const std::string copy(text);
    if (ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char*>(copy.c_str()),
                        static_cast<int>(copy.size())) >= ZINT_ERROR ||
        symbol->rows != 1)
        throw core::Failure(std::string("a barcode could not be made: ") + symbol->errtxt);
    std::vector<bool> modules;
    modules.reserve(static_cast<std::size_t>(symbol->width));
    for (int i = 0; i < symbol->width; ++i)
        modules.push_back(((symbol->encoded_data[0][i / 8] >> (i % 8)) & 1) != 0);
    return modules;
}

QrModules qr_modules(std::string_view text, QrLevel level) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const std::unique_ptr<QRcode, FreeQr> code(QRcode_encodeData(static_cast<int>(text.size()), bytes, 0,
                                                                 level == QrLevel::low ? QR_ECLEVEL_L : QR_ECLEVEL_M));
    if (!code) throw core::Failure("a QR code could not be made of " + std::to_string(text.size()) + " bytes");
    QrModules modules;
    modules.size = static_cast<std::size_t>(code->width);
    for (std::size_t i = 0; i < modules.size * modules.size; ++i)
        modules.dark.push_back((code->data[i] & 1) != 0);
    return modules;
}

} // namespace postern::forms

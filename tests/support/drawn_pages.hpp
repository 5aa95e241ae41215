// DrawnPages: a PDF as other people's programs see it: rendered by poppler, read by zbar.
#pragma once

#include "support/scratch_folder.hpp"

#include <zbar.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace postern::tests {

struct GreyPage {
    unsigned width = 0;
    unsigned height = 0;
    std::vector<unsigned char> pixels; ///< 0 black, 255 white
    /// Share of pixels of at most that grey.
    double share_darker(unsigned char than) const {
        const auto dark = std::count_if(pixels.begin(), pixels.end(), [&](unsigned char p) { return p <= than; });
        return static_cast<double>(dark) / static_cast<double>(pixels.size());
    }
};

class DrawnPages {
public:
    explicit DrawnPages(const std::string& pdf) : file_(folder_.write("form.pdf", pdf)) {}

    std::string text(int page) const {
        const auto number = std::to_string(page);
        return output_of("pdftotext -raw -f " + number + " -l " + number + " '" + file_ + "' -");
    }
    std::string fonts() const { return output_of("pdffonts '" + file_ + "'"); }
    std::string about() const { return output_of("pdfinfo '" + file_ + "'"); }

    /// mono: as a thermal printer burns it, dots and nothing between.
    GreyPage grey(int page, int dpi, bool mono = false) const {
        const auto number = std::to_string(page);
        const auto raw = output_of("pdftoppm -gray -r " + std::to_string(dpi) + (mono ? " -aa no -aaVector no" : "") +
                                   " -f " + number + " -l " + number + " '" + file_ + "'");
        std::istringstream in(raw);
        std::string magic;
        GreyPage page_read;
        unsigned most = 0;
        in >> magic >> page_read.width >> page_read.height >> most;
        in.get();
        if (magic != "P5" || most != 255) throw std::runtime_error("pdftoppm gave no grey picture");
        page_read.pixels.assign(std::istreambuf_iterator<char>(in), {});
        return page_read;
    }

private:
    static std::string output_of(const std::string& command) {
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
        if (!pipe) throw std::runtime_error("cannot run " + command);
        std::string all;
        char buffer[65536];
        for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe.get())) > 0;)
            all.append(buffer, got);
        return all;
    }

    ScratchFolder folder_;
    std::string file_;
};

struct ReadCode {
    bool is_qr = false;
    std::string text;
};

/// What a reader finds on a page.
inline std::vector<ReadCode> codes_on(const GreyPage& page) {
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_CODE128, zbar::ZBAR_CFG_ENABLE, 1);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    zbar::Image image(page.width, page.height, "Y800", page.pixels.data(), page.pixels.size());
    scanner.scan(image);
    std::vector<ReadCode> codes;
    for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol)
        codes.push_back({symbol->get_type() == zbar::ZBAR_QRCODE, symbol->get_data()});
    image.set_data(nullptr, 0);
    return codes;
}

/// The one text that is read as such a code; empty: none.
inline std::string code_on(const GreyPage& page, bool qr) {
    for (const auto& code : codes_on(page))
        if (code.is_qr == qr) return code.text;
    return {};
}

} // namespace postern::tests

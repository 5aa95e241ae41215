// Base64 read, for what posts do with their secrets; the product only writes it.
#pragma once

#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace postern::tests {

inline std::string from_base64(const std::string& text) {
    std::string bytes(text.size() / 4 * 3, '\0');
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    const auto padding = std::count(text.begin(), text.end(), '=');
    if (length < padding) throw std::runtime_error("no base64");
    return bytes.substr(0, static_cast<std::size_t>(length - padding));
}

} // namespace postern::tests

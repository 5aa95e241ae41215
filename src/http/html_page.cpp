// HTML pages: their policy and their links.
#include "http/html_page.hpp"

#include "crypto/digest.hpp"
#include "http/json_forms.hpp"

namespace postern::http {

std::string policy_for_style(std::string_view style, std::string_view form_action) {
    const auto hash = crypto::sha256(style);
    const std::string_view bytes(reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size());
    return "default-src 'none'; style-src 'sha256-" + crypto::to_base64(bytes) + "'; base-uri 'none'; form-action " +
           std::string(form_action) + "; frame-ancestors 'none'";
}

std::string language_links(const std::vector<std::string>& languages, std::string_view shown, std::string_view more) {
    std::string out = "<nav dir=\"ltr\">\n";
    for (const auto& lang : languages) {
        const std::string name = escaped(lang);
        if (lang == shown)
            out.append("<b>").append(name).append("</b>\n");
        else
            out.append("<a href=\"?lang=")
                .append(name)
                .append(more)
                .append("\" hreflang=\"")
                .append(name)
                .append("\">")
                .append(name + "</a>\n");
    }
    return out + "</nav>\n";
}

} // namespace postern::http

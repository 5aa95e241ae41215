// Curl options.
#include "channels/curl_options.hpp"

#include "core/ascii.hpp"
#include "core/failure.hpp"

#include <algorithm>
#include <new>
#include <string>
#include <string_view>

namespace postern::channels {

namespace {

bool is_web_url(std::string_view url) {
    const auto scheme = core::ascii_lowered(url.substr(0, url.find("://")));
    return (scheme == "http" || scheme == "https") && url.size() > scheme.size() + 3;
}

bool is_one_line(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

template <class T>
void set(CURL* handle, CURLoption option, T value) {
    if (curl_easy_setopt(handle, option, value) == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
}

template <class T>
void shut(CURL* handle, CURLoption option, T value) {
    const CURLcode code = curl_easy_setopt(handle, option, value);
    if (code != CURLE_OK) throw core::Failure(std::string("libcurl: ") + curl_easy_strerror(code));
}

} // namespace

bool is_sane(const ports::OutgoingCall& call) {
    return is_web_url(call.url) && std::ranges::all_of(call.headers, [](const auto& header) {
               return !header.first.empty() && is_one_line(header.first) && is_one_line(header.second);
           });
}

HeaderList headers_of(const ports::OutgoingCall& call) {
    HeaderList list;
    const auto add = [&list](const std::string& line) {
        curl_slist* longer = curl_slist_append(list.get(), line.c_str());
        if (longer == nullptr) throw std::bad_alloc();
        static_cast<void>(list.release());
        list.reset(longer);
    };
    bool has_type = false;
    for (const auto& [name, value] : call.headers) {
        has_type = has_type || core::equals_folded(name, "content-type");
        std::string line(name);
        line.append(value.empty() ? ";" : ": ").append(value); // "name:" alone would take the header out
        add(line);
    }
    add("Expect:"); // a server that does not know it would cost a second
    if (!has_type) add("Content-Type:");
    return list;
}

void shut_doors(CURL* handle) {
    shut(handle, CURLOPT_NOSIGNAL, 1L);
    shut(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    shut(handle, CURLOPT_FOLLOWLOCATION, 0L);
    shut(handle, CURLOPT_PROXY, ""); // whatever the environment says
    shut(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    shut(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    shut(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    shut(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    shut(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    shut(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    shut(handle, CURLOPT_USERAGENT, "postern/" POSTERN_VERSION);
}

void set_call(CURL* handle, const ports::OutgoingCall& call, const HeaderList& headers) {
    set(handle, CURLOPT_URL, call.url.c_str());
    set(handle, CURLOPT_HTTPHEADER, headers.get());
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, std::max(1L, static_cast<long>(call.connect_ms)));
    set(handle, CURLOPT_FRESH_CONNECT, call.own_connection ? 1L : 0L);
    set(handle, CURLOPT_FORBID_REUSE, call.own_connection ? 1L : 0L);
    set(handle, CURLOPT_TIMEOUT_MS, std::max(1L, static_cast<long>(call.total_ms)));
    if (call.method == "HEAD") {
        set(handle, CURLOPT_NOBODY, 1L);
    } else if (call.method != "GET" || !call.body.empty()) {
        set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
        set(handle, CURLOPT_POSTFIELDS, call.body.data());
        set(handle, CURLOPT_CUSTOMREQUEST, call.method.c_str());
    }
    if (!call.ca_file.empty()) {
        set(handle, CURLOPT_CAINFO, call.ca_file.c_str());
        set(handle, CURLOPT_CAPATH, static_cast<const char*>(nullptr)); // in place of the system's, not beside
    }
    if (!call.certificate_file.empty()) {
        const auto& key = call.certificate_key_file.empty() ? call.certificate_file : call.certificate_key_file;
        set(handle, CURLOPT_SSLCERT, call.certificate_file.c_str());
        set(handle, CURLOPT_SSLKEY, key.c_str());
    }
}

} // namespace postern::channels

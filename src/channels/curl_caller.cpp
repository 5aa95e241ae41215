// CurlCaller: one easy handle a call, with every door shut that libcurl leaves open.
#include "channels/curl_caller.hpp"

#include "channels/curl_options.hpp"
#include "core/failure.hpp"
#include "core/internet_address.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <deque>
#include <limits>
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include <netinet/in.h>
#include <sys/socket.h>

namespace postern::channels {

using ports::OutgoingCall;
using ports::OutgoingFault;
using ports::OutgoingReply;

namespace {

constexpr std::size_t kIdleHandles = 32;
constexpr std::size_t kHeadBytes = std::size_t{64} << 10U; // of a reply; 1xx answers before it are counted too

void start_libcurl() {
    static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kStarted != CURLE_OK) throw core::Failure(std::string("libcurl: ") + curl_easy_strerror(kStarted));
    // with CURLOPT_NOSIGNAL nobody does it for OpenSSL, which writes to a connection that may be gone
    std::signal(SIGPIPE, SIG_IGN);
}

/// What the callbacks of one call share.
struct Running {
    const OutgoingCall& call;
    OutgoingReply& reply;
    std::size_t head_bytes = 0;
    bool address_refused = false;
    bool address_taken = false;
    bool too_large = false;
    bool no_memory = false;
};

bool may_be_called(const sockaddr* address) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(address);
    if (address->sa_family == AF_INET)
        return core::is_public_address({bytes + offsetof(sockaddr_in, sin_addr), sizeof(in_addr)});
    if (address->sa_family == AF_INET6)
        return core::is_public_address({bytes + offsetof(sockaddr_in6, sin6_addr), sizeof(in6_addr)});
    return false;
}

// libcurl hands over the resolved address itself, not the name, and connects to this one and no other
curl_socket_t open_socket(void* user, curlsocktype purpose, curl_sockaddr* address) {
    auto& running = *static_cast<Running*>(user);
    if (purpose != CURLSOCKTYPE_IPCXN || (running.call.public_addresses_only && !may_be_called(&address->addr))) {
        running.address_refused = true;
        return CURL_SOCKET_BAD;
    }
    running.address_taken = true;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_head(char* /*bytes*/, std::size_t size, std::size_t count, void* user) {
    auto& running = *static_cast<Running*>(user);
    running.head_bytes += size * count;
    running.too_large = running.head_bytes > kHeadBytes;
    return running.too_large ? 0 : size * count;
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* user) {
    auto& running = *static_cast<Running*>(user);
    running.too_large = running.reply.body.size() + size * count > running.call.reply_bytes;
    if (running.too_large) return 0;
    try {
        running.reply.body.append(bytes, size * count);
    } catch (const std::bad_alloc&) { // must not pass through a C library
        running.no_memory = true;
        return 0;
    }
    return size * count;
}

/// Scheme, name and port; what a kept connection leads to.
std::string origin_of(const OutgoingCall& call) {
    const auto begin = call.url.find("://") + 3;
    std::string origin = call.url.substr(0, std::min(call.url.find_first_of("/?#", begin), call.url.size()));
    // a connection that was made under other conditions must not be met again
    origin += call.public_addresses_only ? "\npublic\n" : "\nany\n";
    return origin + call.ca_file + "\n" + call.certificate_file + "\n" + call.certificate_key_file;
}

void set_callbacks(CURL* handle, Running& running) {
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &running);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &take_head);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &running);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &running);
}

template <class T>
T told(CURL* handle, CURLINFO what) {
    T value{};
    curl_easy_getinfo(handle, what, &value);
    return value;
}

/// A time that ran out before anything was sent is no doubt about whether it was taken over.
OutgoingFault fault_of_time(CURL* handle) {
    if (told<curl_off_t>(handle, CURLINFO_PRETRANSFER_TIME_T) > 0) return OutgoingFault::timed_out;
    return told<curl_off_t>(handle, CURLINFO_NAMELOOKUP_TIME_T) > 0 ? OutgoingFault::not_connected
                                                                    : OutgoingFault::not_resolved;
}

OutgoingFault fault_of(CURLcode code, CURL* handle, const Running& running) {
    if (running.too_large) return OutgoingFault::too_large;
    switch (code) {
    case CURLE_OK: return OutgoingFault::none;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_LOGIN_DENIED: return OutgoingFault::address_refused;
    case CURLE_COULDNT_RESOLVE_HOST: return OutgoingFault::not_resolved;
    case CURLE_COULDNT_CONNECT:
        // of several addresses one may have been tried
        return running.address_refused && !running.address_taken ? OutgoingFault::address_refused
                                                                 : OutgoingFault::not_connected;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CIPHER: return OutgoingFault::not_connected;
    case CURLE_OPERATION_TIMEDOUT: return fault_of_time(handle);
    default: return OutgoingFault::broken_off;
    }
}

void read_head(CURL* handle, OutgoingReply& reply) {
    reply.status = static_cast<int>(told<long>(handle, CURLINFO_RESPONSE_CODE));
    if (const auto* type = told<const char*>(handle, CURLINFO_CONTENT_TYPE)) reply.content_type = type;
    curl_header* header = nullptr;
    if (curl_easy_header(handle, "Location", 0, CURLH_HEADER, -1, &header) == CURLHE_OK) reply.location = header->value;
    if (curl_easy_header(handle, "Retry-After", 0, CURLH_HEADER, -1, &header) == CURLHE_OK) {
        const auto seconds = told<curl_off_t>(handle, CURLINFO_RETRY_AFTER); // of a date, too
        reply.retry_after_seconds =
            static_cast<std::uint32_t>(std::clamp<curl_off_t>(seconds, 0, std::numeric_limits<std::uint32_t>::max()));
    }
}

} // namespace

/// Handles with the connections they keep, each for one server; the oldest goes where there are too many.
class CurlCaller::IdleHandles {
public:
    Handle take(const std::string& origin) {
        const std::lock_guard lock(mutex_);
        const auto found = std::ranges::find(idle_, origin, &std::pair<std::string, Handle>::first);
        if (found == idle_.end()) return nullptr;
        Handle handle = std::move(found->second);
        idle_.erase(found);
        return handle;
    }
    void give_back(std::string origin, Handle handle) {
        Handle oldest; // closed outside the lock
        const std::lock_guard lock(mutex_);
        idle_.emplace_back(std::move(origin), std::move(handle));
        if (idle_.size() <= kIdleHandles) return;
        oldest = std::move(idle_.front().second);
        idle_.pop_front();
    }

private:
    std::mutex mutex_;
    std::deque<std::pair<std::string, Handle>> idle_;
};

CurlCaller::CurlCaller() : idle_(std::make_unique<IdleHandles>()) {
    start_libcurl();
    const Handle trial(curl_easy_init());
    if (!trial) throw core::Failure("libcurl: no handle");
    shut_doors(trial.get());
}
CurlCaller::~CurlCaller() = default;

OutgoingReply CurlCaller::call(const OutgoingCall& call) {
    OutgoingReply reply;
    if (!is_sane(call)) {
        reply.fault = OutgoingFault::address_refused;
        return reply;
    }
    const HeaderList headers = headers_of(call);
    auto origin = origin_of(call);
    Handle handle = idle_->take(origin);
    if (!handle) handle.reset(curl_easy_init());
    if (!handle) throw std::bad_alloc();

    Running running{call, reply};
    shut_doors(handle.get());
    set_call(handle.get(), call, headers);
    set_callbacks(handle.get(), running);
    const CURLcode code = curl_easy_perform(handle.get());
    if (code == CURLE_OUT_OF_MEMORY || running.no_memory) throw std::bad_alloc();
    reply.fault = fault_of(code, handle.get(), running);
    if (reply.fault == OutgoingFault::none)
        read_head(handle.get(), reply);
    else
        reply.body.clear();
    curl_easy_reset(handle.get()); // keeps connections, forgets everything that points here
    if (code == CURLE_OK) idle_->give_back(std::move(origin), std::move(handle));
    return reply;
}

} // namespace postern::channels

// Endpoint URLs: what a post may have called.
#pragma once

#include <string_view>

namespace postern::webhooks {

struct UrlRules {
    bool allow_http = false;
    bool allow_private_addresses = false;
};

/// "" where the URL will do, else the rule it breaks: "url (https)", "url (public address)", "url". Visible ASCII of at
/// most 2,000 bytes, http or https, a host and perhaps a port, no user, no fragment. A name is not resolved here: where
/// it leads is judged at each call.
std::string_view fault_of_url(std::string_view url, const UrlRules& rules);

} // namespace postern::webhooks

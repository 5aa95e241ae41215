// Curl options: a call as options of an easy handle, and the doors that are shut on every one.
#pragma once

#include "ports/outgoing.hpp"

#include <curl/curl.h>

#include <memory>

namespace postern::channels {

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

/// Whether it can be called at all: http or https and something behind it, and no header with a line end in it, which
/// would be two.
bool is_sane(const ports::OutgoingCall& call);
HeaderList headers_of(const ports::OutgoingCall& call);

/// What holds for every call. Throws core::Failure where this libcurl does not know one of them: then nothing is
/// called.
void shut_doors(CURL* handle);
/// call and headers must outlive the transfer.
void set_call(CURL* handle, const ports::OutgoingCall& call, const HeaderList& headers);

} // namespace postern::channels

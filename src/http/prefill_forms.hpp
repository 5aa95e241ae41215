// Prefills and drafts of declarations as they are sent and answered.
#pragma once

#include "core/finding.hpp"
#include "core/result.hpp"
#include "counter/prefills.hpp"
#include "http/call.hpp"
#include "http/route.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace postern::http {

inline constexpr std::uint64_t kDraftBytes = 128u << 10; ///< of a body with one draft
/// What validation says of a draft; nothing is kept. sent: the draft as it stands in the body, of which a member that
/// no declaration has is refused with its place; nullptr: none is new. Refusals: bad_json (that, or many declarations),
/// those of reading, busy.
core::Result<std::vector<core::Finding>> look_through(Context& context, const Call& call,
                                                      const std::string& declaration, const json::Value* sent);

/// One prefill with what is still wrong with it; for_the_clerk: also with what the exporter cannot mend. It was looked
/// through before. Refusal: busy.
core::Result<Reply> prefill_reply(Context& context, const Call& call, const counter::PrefillView& prefill,
                                  bool for_the_clerk);
/// A new one: it alone has its token.
Reply made_reply(Context& context, const Call& call, const counter::MadePrefill& made,
                 const std::vector<core::Finding>& gaps);
/// Where people's telephones find it.
std::string link_of(const Context& context, std::string_view token);

/// Every member of an object is one of these; bad_json naming them otherwise.
core::Result<void> only_members(const json::Value& body, std::initializer_list<std::string_view> names);

} // namespace postern::http

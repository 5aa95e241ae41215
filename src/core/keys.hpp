// Keys: the integers that name things inside; outside they are opaque (crypto/public_id).
#pragma once

#include <compare>
#include <cstdint>

namespace postern::core {

/// A 64-bit key of one kind of thing; 0 names nothing. Kinds do not mix.
template <class Tag>
struct Key {
    std::int64_t value = 0;
    explicit operator bool() const { return value != 0; }
    auto operator<=>(const Key&) const = default;
};

using TenantKey = Key<struct TenantTag>; ///< a post
using AgencyKey = Key<struct AgencyTag>; ///< a customs or consenting agency
using ClientKey = Key<struct ClientTag>; ///< one API key's row
using SubmissionKey = Key<struct SubmissionTag>;
using DeclarationKey = Key<struct DeclarationTag>;
using FilingKey = Key<struct FilingTag>;
using LeaseKey = Key<struct LeaseTag>;
using AnswerKey = Key<struct AnswerTag>;
using AttachmentKey = Key<struct AttachmentTag>;
using ReferralKey = Key<struct ReferralTag>; ///< what a destination's authority asks of an item
using WebhookKey = Key<struct WebhookTag>;   ///< where a post wants to be told
using MarkKey = Key<struct MarkTag>;         ///< of an item id
using PrefillKey = Key<struct PrefillTag>;   ///< what an exporter wrote before he came to the counter
using TemplateKey = Key<struct TemplateTag>; ///< what a repeat exporter sends again and again

} // namespace postern::core

// Referrals as JSON: the same in the list, alone, with an item and in answers.
#pragma once

#include "exchange/referrals.hpp"
#include "json/writer.hpp"

namespace postern::http {

/// Members of the open object.
void write_referral_members(json::Writer& out, const exchange::ReferralView& view);
/// A whole object.
void write_referral(json::Writer& out, const exchange::ReferralView& view);
void write_referral_whole(json::Writer& out, const exchange::ReferralWhole& whole);
void write_referral_document(json::Writer& out, const exchange::ReferralDocument& document);
void write_referral_answer(json::Writer& out, const exchange::AnswerView& answer);
void write_put_out_answer(json::Writer& out, const exchange::PutOutAnswer& one);

} // namespace postern::http

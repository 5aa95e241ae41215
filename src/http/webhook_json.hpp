// Webhooks as JSON: what is read of a request and written into an answer.
#pragma once

#include "core/result.hpp"
#include "webhooks/post_webhooks.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

namespace postern::http {

/// bad_json: url is missing, a member of another kind or one that is not known; bad_parameter: the filter.
core::Result<webhooks::Wanted> read_wanted(const json::Value& body);
/// bad_json: neither event_id nor since, or both; bad_parameter: no instant.
core::Result<webhooks::Replay> read_replay(const json::Value& body);

void write_webhook(json::Writer& out, const webhooks::WebhookView& view);
void write_delivery(json::Writer& out, const webhooks::DeliveryView& view);

} // namespace postern::http

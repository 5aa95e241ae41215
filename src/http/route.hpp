// Route: one row of the table from which dispatching, 404/405, the OpenAPI document and the audit's names are made.
#pragma once

#include "core/refusal.hpp"
#include "http/call.hpp"
#include "http/metrics.hpp"
#include "http/settings.hpp"
#include "workers/lanes.hpp"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::http {

struct Services;

/// What a route may use. One for the whole server.
struct Context {
    const Services& services;
    const HttpSettings& settings;
    Metrics& metrics;
    std::atomic<std::uint32_t> long_polls{0};
    std::atomic<std::uint64_t> body_bytes{0};
    std::string public_url = {}; ///< where people reach this gateway, for links on paper; without a slash at its end
};

using Handler = core::Result<Reply> (*)(Context&, const Call&);

enum class BodyKind : std::uint8_t { none, xml, json, xml_or_json, xml_json_or_csv, csv, attachment };
/// Who writes the audit row of a call that went well: the wrapper, or the deed itself.
enum class Audit : std::uint8_t { none, noted, in_deed };

/// A query or header parameter, for the check and for the document.
struct Parameter {
    std::string_view name;
    bool in_header = false;
    bool number = false;
    std::string_view text;
};

/// A good answer, for the document. schema: name of a component, empty: no body or no JSON.
struct Answer {
    int status;
    std::string_view media;
    std::string_view schema;
    std::string_view text;
};

struct Route {
    std::string_view method;
    std::string_view path;   ///< "/v1/declarations/{id}"
    std::string_view action; ///< of access/rights.hpp; empty: public
    std::string_view id;     ///< operationId
    std::string_view summary;
    Handler handler = nullptr;
    BodyKind body = BodyKind::none;
    bool message = false;         ///< the body may be as long as a message, else as a small request
    std::uint64_t body_bytes = 0; ///< the body's own bound, above both; 0: none
    std::string_view body_schema;
    std::optional<workers::Lane> lane; ///< the whole handler runs there; none: in the connection's thread
    Audit audit = Audit::noted;
    std::vector<Parameter> parameters;
    std::vector<Answer> answers;
    std::vector<core::RefusalCode> refusals; ///< beside those that follow from the row itself
};

/// A GET without a body, answered in the connection's thread.
Route reading_route(std::string_view path, std::string_view action, std::string_view id, std::string_view summary,
                    Handler handler, const Answer& answer);
/// The same, open to everybody, so that no right is asked and no row of the audit written.
Route open_route(std::string_view path, std::string_view id, std::string_view summary, Handler handler,
                 std::vector<Answer> answers);
std::vector<Route> declaration_routes();
std::vector<Route> amendment_routes();
std::vector<Route> return_routes();
std::vector<Route> counter_routes();
std::vector<Route> counter_day_routes();
std::vector<Route> attachment_routes();
std::vector<Route> evidence_routes();
std::vector<Route> form_routes();
std::vector<Route> item_routes();
std::vector<Route> event_routes();
std::vector<Route> webhook_routes();
std::vector<Route> item_event_routes();
std::vector<Route> referral_answer_routes();
std::vector<Route> referral_routes();
std::vector<Route> departure_routes();
std::vector<Route> mark_routes();
std::vector<Route> review_routes();
std::vector<Route> dispatch_routes();
std::vector<Route> agency_feed_routes();
std::vector<Route> agency_work_routes();
std::vector<Route> set_aside_routes();
std::vector<Route> overdue_routes();
std::vector<Route> answer_routes();
std::vector<Route> prefill_routes();
std::vector<Route> prefill_scan_routes();
std::vector<Route> prefill_table_routes();
std::vector<Route> template_routes();
std::vector<Route> admin_routes();
std::vector<Route> requirement_routes();
std::vector<Route> hs_code_routes();
std::vector<Route> register_routes();
std::vector<Route> statistics_routes();
std::vector<Route> release_time_routes();
std::vector<Route> advance_data_routes();
std::vector<Route> item_id_routes();
std::vector<Route> page_routes();
std::vector<Route> status_routes();
std::vector<Route> bag_routes();
std::vector<Route> counter_pack_routes();
std::vector<Route> public_routes();
Route problem_page_route();
Route prefill_page_route();
/// All of them; made once.
const std::vector<Route>& all_routes();

/// What a target leads to.
struct Match {
    const Route* route = nullptr;
    std::vector<std::string> path;         ///< values of the parameters
    std::vector<std::string_view> allowed; ///< where route is null: methods of that path; empty: no such path
};
Match match_route(const std::vector<Route>& routes, std::string_view method, std::string_view target);

/// The public refusals that a row can give, for the document: its own and those that follow from it.
std::vector<core::RefusalCode> refusals_of(const Route& route);

} // namespace postern::http

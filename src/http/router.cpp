// Router: a target to a row of the table, or to the methods that its path has.
#include "http/route.hpp"

#include "http/request_parts.hpp"

#include <algorithm>
#include <iterator>

namespace postern::http {

using core::RefusalCode;

namespace {

/// The segments of a path behind its first slash: "/a/b" -> a, b; "/" -> one empty segment.
std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    std::size_t at = 1;
    for (;;) {
        const std::size_t slash = path.find('/', at);
        segments.push_back(path.substr(at, slash == std::string_view::npos ? slash : slash - at));
        if (slash == std::string_view::npos) return segments;
        at = slash + 1;
    }
}

/// The parameters' values where the path fits the template.
std::optional<std::vector<std::string>> fit(const std::vector<std::string_view>& pattern,
                                            const std::vector<std::string_view>& path) {
    if (pattern.size() != path.size()) return std::nullopt;
    std::vector<std::string> values;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (!pattern[i].starts_with('{')) {
            if (pattern[i] != path[i]) return std::nullopt;
            continue;
        }
        auto value = percent_decoded(path[i], false);
        if (!value || value->empty() || value->find('/') != std::string::npos) return std::nullopt;
        values.push_back(std::move(*value));
    }
    return values;
}

bool serves(const Route& route, std::string_view method) {
    return route.method == method || (method == "HEAD" && route.method == "GET");
}

} // namespace

Route reading_route(std::string_view path, std::string_view action, std::string_view id, std::string_view summary,
                    Handler handler, const Answer& answer) {
    Route route;
    route.method = "GET";
    route.path = path;
    route.action = action;
    route.id = id;
    route.summary = summary;
    route.handler = handler;
    route.answers = {answer};
    return route;
}

Route open_route(std::string_view path, std::string_view id, std::string_view summary, Handler handler,
                 std::vector<Answer> answers) {
    Route route = reading_route(path, {}, id, summary, handler, {});
    route.audit = Audit::none;
    route.answers = std::move(answers);
    return route;
}

const std::vector<Route>& all_routes() {
    static const std::vector<Route> kRoutes = [] {
        std::vector<Route> all;
        for (
            auto part :
            {declaration_routes,  amendment_routes,    return_routes,        attachment_routes,      item_routes,
             event_routes,        item_event_routes,   webhook_routes,       agency_feed_routes,     agency_work_routes,
             set_aside_routes,    overdue_routes,      answer_routes,        requirement_routes,     register_routes,
             statistics_routes,   release_time_routes, advance_data_routes,  referral_answer_routes, referral_routes,
             departure_routes,    mark_routes,         review_routes,        evidence_routes,        dispatch_routes,
             prefill_routes,      prefill_scan_routes, prefill_table_routes, template_routes,        counter_routes,
             counter_day_routes,  form_routes,         page_routes,          status_routes,          bag_routes,
             counter_pack_routes, hs_code_routes,      admin_routes,         item_id_routes,         public_routes}) {
            std::vector<Route> routes = part();
            std::move(routes.begin(), routes.end(), std::back_inserter(all));
        }
        return all;
    }();
    return kRoutes;
}

Match match_route(const std::vector<Route>& routes, std::string_view method, std::string_view target) {
    Match match;
    if (!target.starts_with('/')) return match;
    const std::vector<std::string_view> path = segments_of(target.substr(0, target.find('?')));
    for (const Route& route : routes) {
        auto values = fit(segments_of(route.path), path);
        if (!values) continue;
        if (serves(route, method)) return {&route, std::move(*values), {}};
        match.allowed.push_back(route.method);
        if (route.method == "GET") match.allowed.push_back("HEAD");
    }
    return match;
}

std::vector<RefusalCode> refusals_of(const Route& route) {
    std::vector<RefusalCode> codes = route.refusals;
    const auto add = [&codes](std::initializer_list<RefusalCode> more) {
        for (const RefusalCode code : more)
            if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
    };
    add({RefusalCode::bad_request, RefusalCode::malformed_head, RefusalCode::head_too_large,
         RefusalCode::request_timeout, RefusalCode::internal, RefusalCode::busy});
    if (!route.action.empty()) add({RefusalCode::unauthorised, RefusalCode::forbidden});
    if (!route.parameters.empty()) add({RefusalCode::bad_parameter});
    if (route.path.find('{') != std::string_view::npos) add({RefusalCode::not_found});
    if (route.body != BodyKind::none)
        add({RefusalCode::length_required, RefusalCode::body_too_large, RefusalCode::unsupported_media_type});
    if (takes(route.body, BodyMedia::json)) add({RefusalCode::bad_json});
    if (takes(route.body, BodyMedia::xml))
        add({RefusalCode::message_empty, RefusalCode::message_too_large, RefusalCode::encoding_not_allowed,
             RefusalCode::invalid_encoding, RefusalCode::nul_byte, RefusalCode::not_well_formed,
             RefusalCode::doctype_forbidden, RefusalCode::processing_instruction_forbidden,
             RefusalCode::xml_version_forbidden, RefusalCode::xsi_attribute_forbidden, RefusalCode::too_deep,
             RefusalCode::too_many_attributes, RefusalCode::too_many_elements, RefusalCode::tag_too_large});
    return codes;
}

} // namespace postern::http

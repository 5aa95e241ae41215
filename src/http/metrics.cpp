// Metrics: counting, and Prometheus' text form.
#include "http/metrics.hpp"

#include <functional>

namespace postern::http {

void Metrics::request(std::string_view route, int status, std::chrono::microseconds took) {
    const std::lock_guard lock(mutex_);
    Requests& requests = requests_[{std::string(route), status}];
    ++requests.count;
    requests.microseconds += static_cast<std::uint64_t>(took.count());
}
void Metrics::refusal(std::string_view slug) {
    const std::lock_guard lock(mutex_);
    ++refusals_[std::string(slug)];
}
void Metrics::guard_refusal(core::RefusalCode code) {
    const std::lock_guard lock(mutex_);
    ++guard_refusals_[std::string(core::refusal_kind(code).slug)];
}
void Metrics::connection() {
    const std::lock_guard lock(mutex_);
    ++connections_;
}
void Metrics::connection_refused() {
    const std::lock_guard lock(mutex_);
    ++connections_refused_;
}
void Metrics::item(core::Verdict verdict) {
    const std::lock_guard lock(mutex_);
    ++items_[std::string(core::to_string(verdict))];
}
void Metrics::item_refused() {
    const std::lock_guard lock(mutex_);
    ++items_["refused"];
}

namespace {

/// Collects lines; a name's HELP and TYPE stand before its first line.
class Page {
public:
    void head(std::string_view name, std::string_view text, bool counter) {
        if (name == last_) return;
        last_ = name;
        out_.append("# HELP postern_").append(name).append(" ").append(text).append("\n# TYPE postern_");
        out_.append(name).append(counter ? " counter\n" : " gauge\n");
    }
    void line(std::string_view name, std::string_view labels, std::string_view value) {
        out_.append("postern_").append(name);
        if (!labels.empty()) out_.append("{").append(labels).append("}");
        out_.append(" ").append(value).append("\n");
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
    std::string last_;
};

/// Our own names only: routes, slugs, lanes; none holds a quote, a backslash or a line end.
std::string label(std::string_view name, std::string_view value) {
    return std::string(name).append("=\"").append(value).append("\"");
}

std::string seconds(std::uint64_t microseconds) {
    std::string fraction = std::to_string(microseconds % 1'000'000);
    fraction.insert(0, 6 - fraction.size(), '0');
    return std::to_string(microseconds / 1'000'000) + "." + fraction;
}

} // namespace

std::string Metrics::text(const std::vector<Sample>& others) const {
    Page page;
    {
        const std::lock_guard lock(mutex_);
        page.head("requests_total", "Requests answered, by route and status.", true);
        for (const auto& [key, requests] : requests_)
            page.line("requests_total", label("route", key.first) + "," + label("status", std::to_string(key.second)),
                      std::to_string(requests.count));
        page.head("request_seconds_total", "Time spent in them.", true);
        for (const auto& [key, requests] : requests_)
            page.line("request_seconds_total",
                      label("route", key.first) + "," + label("status", std::to_string(key.second)),
                      seconds(requests.microseconds));
        const auto counted = [&page](std::string_view name, std::string_view text, std::string_view by,
                                     const std::map<std::string, std::uint64_t, std::less<>>& counts) {
            page.head(name, text, true);
            for (const auto& [value, count] : counts)
                page.line(name, label(by, value), std::to_string(count));
        };
        counted("refusals_total", "Requests refused, by code.", "code", refusals_);
        counted("guard_refusals_total", "Requests refused before they were read whole, by code.", "code",
                guard_refusals_);
        counted("items_total", "Items judged, by verdict.", "verdict", items_);
        page.head("connections_total", "Connections accepted.", true);
        page.line("connections_total", "", std::to_string(connections_));
        page.head("connections_refused_total", "Connections answered 503 because all threads and places were taken.",
                  true);
        page.line("connections_refused_total", "", std::to_string(connections_refused_));
    }
    for (const Sample& sample : others) {
        page.head(sample.name, sample.text, sample.counter);
        page.line(sample.name, sample.labels, std::to_string(sample.value));
    }
    return page.take();
}

} // namespace postern::http

// Counter talk: two groups of connections against one gateway, over HTTP.
#include "counter_talk.hpp"

#include "app/gateway.hpp"
#include "cli/input.hpp"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <future>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace postern::bench {

namespace {

using std::chrono::steady_clock;

constexpr const char* kPostKey = "pk_test_demopost_njparuel3s3tkfjva3zhffzjxul3ne5r3lj3qc4gqjrwaagj7q5a";
constexpr const char* kCounterKey = "pk_test_democntr_oy5ozmq5g2frafq6c742ubz4v7hwlz4dqzddpl4gvrykiwsnccna";
constexpr std::size_t kPosts = 8;
constexpr std::size_t kCounters = 4;
constexpr std::chrono::milliseconds kBetweenKeys{40};
constexpr std::chrono::seconds kPart{10};
constexpr double kShare = 0.7;

/// One connection that is kept.
class Connection {
public:
    Connection(std::uint16_t port, const char* key) : session_("127.0.0.1", port), key_(key) {
        session_.setKeepAlive(true);
    }
    int post(const std::string& target, const char* type, const std::string& body) {
        Poco::Net::HTTPRequest request("POST", target, "HTTP/1.1");
        request.set("Authorization", std::string("Bearer ") + key_);
        request.setContentType(type);
        request.setContentLength64(static_cast<Poco::Int64>(body.size()));
        session_.sendRequest(request) << body;
        Poco::Net::HTTPResponse response;
        std::ostringstream read;
        read << session_.receiveResponse(response).rdbuf();
        return response.getStatus();
    }

private:
    Poco::Net::HTTPClientSession session_;
    const char* key_;
};

/// The gateway, served from a thread of its own.
class Served {
public:
    explicit Served(const std::filesystem::path& data)
        : gateway_({{},
                    {{"data.folder", data.string()},
                     {"home.folder", POSTERN_SOURCE_DIR},
                     {"listen.address", "127.0.0.1"},
                     {"listen.port", "0"},
                     {"sandbox.demo-keys", "true"},
                     {"sandbox.keys-file", POSTERN_SOURCE_DIR "/config/sandbox/keys.csv"}},
                    {}}) {
        auto ready = url_.get_future();
        thread_ = std::thread([this] {
            gateway_.serve([this](const std::string& url) { url_.set_value(url); },
                           [this] { stop_.get_future().wait(); });
        });
        const auto url = ready.get();
        port = static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
    }
    ~Served() {
        stop_.set_value();
        thread_.join();
    }
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;
    std::uint16_t port = 0;

private:
    app::Gateway gateway_;
    std::promise<std::string> url_;
    std::promise<void> stop_;
    std::thread thread_;
};

/// Hands messages over until the end, all posts together at that many a second (0: as fast as they are answered).
class Ingest {
public:
    Ingest(std::uint16_t port, const std::vector<std::string>& messages, std::atomic<std::size_t>& next, double rate) {
        for (std::size_t i = 0; i < kPosts; ++i)
            posts_.emplace_back([this, port, &messages, &next, rate] {
                Connection connection(port, kPostKey);
                auto due = steady_clock::now();
                while (!stop_) {
                    const auto at = next++;
                    if (at >= messages.size()) return;
                    if (const int status = connection.post("/v1/declarations", "application/xml", messages[at]);
                        status != 201 && status != 422 && status != 409 && status != 200)
                        ++failed_;
                    ++done_;
                    if (rate <= 0) continue;
                    due += std::chrono::duration_cast<steady_clock::duration>(
                        std::chrono::duration<double>(static_cast<double>(kPosts) / rate));
                    std::this_thread::sleep_until(due);
                }
            });
    }
    ~Ingest() { stop(); }
    Ingest(const Ingest&) = delete;
    Ingest& operator=(const Ingest&) = delete;
    void stop() {
        stop_ = true;
        for (auto& post : posts_)
            if (post.joinable()) post.join();
    }
    std::size_t done() const { return done_; }
    std::size_t failed() const { return failed_; }

private:
    std::atomic<bool> stop_{false};
    std::atomic<std::size_t> done_{0};
    std::atomic<std::size_t> failed_{0};
    std::vector<std::thread> posts_;
};

/// What the counters waited for each dry run, in milliseconds.
std::vector<double> type_for(std::uint16_t port, const std::string& declaration, std::chrono::seconds time) {
    std::vector<std::vector<double>> waits(kCounters);
    std::vector<std::thread> counters;
    counters.reserve(kCounters);
    const auto end = steady_clock::now() + time;
    for (auto& own : waits)
        counters.emplace_back([&own, port, &declaration, end] {
            Connection connection(port, kCounterKey);
            while (steady_clock::now() < end) {
                const auto begin = steady_clock::now();
                if (connection.post("/v1/validations", "application/json", declaration) != 200) own.push_back(1e9);
                own.push_back(std::chrono::duration<double, std::milli>(steady_clock::now() - begin).count());
                std::this_thread::sleep_for(kBetweenKeys);
            }
        });
    std::vector<double> all;
    for (std::size_t i = 0; i < kCounters; ++i) {
        counters[i].join();
        all.insert(all.end(), waits[i].begin(), waits[i].end());
    }
    std::sort(all.begin(), all.end());
    return all;
}

void print_waits(const char* name, const std::vector<double>& sorted) {
    if (sorted.empty()) throw std::runtime_error("no dry run was answered");
    const auto at = [&](double part) {
        return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
    };
    std::printf("  %-40s p50 %7.2f ms   p99 %7.2f ms   longest %7.2f ms   (%zu)\n", name, at(0.5), at(0.99),
                sorted.back(), sorted.size());
}

} // namespace

void time_counter(const std::filesystem::path& data, const std::vector<std::string>& messages) {
    const auto declaration =
        cli::read_input(POSTERN_SOURCE_DIR "/samples/messages/json-good-sale-np-de.json", 1u << 20);
    const Served served(data);
    std::atomic<std::size_t> next{0};
    print_waits("dry runs alone", type_for(served.port, declaration, kPart / 2));
    double rate = 0;
    {
        Ingest ingest(served.port, messages, next, 0);
        std::this_thread::sleep_for(kPart);
        ingest.stop();
        rate = static_cast<double>(ingest.done()) / static_cast<double>(kPart.count());
        std::printf("  ingest over %zu connections: %.0f items/s, %zu failed\n", kPosts, rate, ingest.failed());
    }
    Ingest ingest(served.port, messages, next, rate * kShare);
    const auto begun = ingest.done();
    const auto waits = type_for(served.port, declaration, kPart);
    std::printf("  ingest meanwhile: %.0f items/s (%.0f %% of it wanted)\n",
                static_cast<double>(ingest.done() - begun) / static_cast<double>(kPart.count()), kShare * 100);
    print_waits("dry runs beside it", waits);
    if (next >= messages.size()) std::printf("  the messages ran out: ask for more of them\n");
}

} // namespace postern::bench

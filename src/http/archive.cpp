// Archive: POCO writes it; no time of ours, no path and no owner goes in.
#include "http/archive.hpp"

#include "core/failure.hpp"

#include <Poco/DateTime.h>
#include <Poco/Exception.h>
#include <Poco/Path.h>
#include <Poco/Timestamp.h>
#include <Poco/Zip/Compress.h>

#include <algorithm>
#include <sstream>

namespace postern::http {

namespace {

// what the format's times can say
constexpr std::int64_t kEarliestMs = 315'532'800'000; // 1980-01-01
constexpr std::int64_t kLatestMs = 4'354'819'198'000; // 2107-12-31

} // namespace

struct Archive::State {
    std::ostringstream bytes{std::ios::binary};
    Poco::Zip::Compress zip{bytes, true};
};

Archive::Archive() : state_(std::make_unique<State>()) {}
Archive::~Archive() = default;

void Archive::add(std::string_view name, const std::string& bytes, core::Instant at) {
    using Common = Poco::Zip::ZipCommon;
    const auto ms = std::clamp(at.ms, kEarliestMs, kLatestMs);
    std::istringstream in(bytes, std::ios::binary);
    try {
        state_->zip.addFile(in, Poco::DateTime(Poco::Timestamp(ms * 1000)), Poco::Path(std::string(name)),
                            Common::CM_DEFLATE, Common::CL_NORMAL);
    } catch (const Poco::Exception& wrong) {
        throw core::Failure("archive: " + wrong.displayText());
    }
}

std::string Archive::finish() {
    try {
        state_->zip.close();
    } catch (const Poco::Exception& wrong) {
        throw core::Failure("archive: " + wrong.displayText());
    }
    if (!state_->bytes) throw core::Failure("archive: not written");
    return std::move(state_->bytes).str();
}

} // namespace postern::http

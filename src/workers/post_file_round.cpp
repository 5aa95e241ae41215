// PostFileRound: gather, settle, write, note.
#include "workers/post_file_round.hpp"

#include "core/failure.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace postern::workers {

namespace {

constexpr std::size_t kDigitsOfNumber = 8; // so that names sort as they were written

} // namespace

PostFileRound::PostFileRound(Parts parts, const ports::PostFileStream& stream, const postal::Post& post,
                             const Rules& rules)
    : parts_(std::move(parts)), stream_(stream), zone_(post.time_zone), rules_(rules) {
    file_.post = post.name;
    file_.office = post.office;
    file_.mode = stream.mode;
    label_ = std::string(ports::to_string(stream.kind)) + " files of " + post.name;
    record(ports::PostFilesBegun{stream});
}

template <class Body>
bool PostFileRound::record(Body body) {
    ports::Deed deed;
    deed.body = std::move(body);
    return parts_.ledger.record(std::span(&deed, 1)).front().done();
}

bool PostFileRound::step() {
    if (parts_.clock.now() < not_before_) return false;
    auto head = parts_.files.head(stream_);
    if (!head) throw core::Failure(label_ + ": where they begin is not kept");
    if (head->in_hand) return write(*head);
    const auto upto = gather(head->position);
    if (upto == 0) {
        pass(head->position);
        return false;
    }
    gathered_ = {}; // it is behind the next position, or is counted again
    const auto now = parts_.clock.now();
    if (!record(ports::PostFilePlanned{stream_, head->position, upto, now})) return false; // somebody else's now
    head->in_hand = ports::PostFileHead::InHand{upto, now};
    return write(*head);
}

std::int64_t PostFileRound::gather(std::int64_t position) {
    if (gathered_.looked_to < position) gathered_ = {position, 0, {}};
    for (bool more = true; more;) {
        const auto page = parts_.events.after(stream_, gathered_.looked_to);
        for (const auto& event : page.events) {
            if (gathered_.events++ == 0) gathered_.first = event.received;
            if (gathered_.events == rules_.events) return event.key;
        }
        gathered_.looked_to = page.looked_to;
        more = !page.is_last;
    }
    const bool waited = parts_.clock.now().ms - gathered_.first.ms >= std::int64_t{rules_.seconds} * 1'000;
    return gathered_.events > 0 && waited ? gathered_.looked_to : 0;
}

void PostFileRound::pass(std::int64_t position) {
    if (gathered_.events == 0 && gathered_.looked_to - position >= rules_.noted_each)
        record(ports::PostFilesMoved{stream_, position, gathered_.looked_to});
}

bool PostFileRound::write(const ports::PostFileHead& head) {
    if (!put(head)) return false;
    record(ports::PostFilesMoved{stream_, head.position, head.in_hand->upto});
    return true;
}

bool PostFileRound::put(const ports::PostFileHead& head) {
    try {
        parts_.outbox.put(name_of(head), bytes_of(head));
    } catch (const core::Failure& failure) {
        if (trouble_ != failure.what()) parts_.say(label_ + " wait: " + failure.what());
        trouble_ = failure.what();
        not_before_ = {parts_.clock.now().ms + rules_.again_after_ms};
        return false;
    }
    if (!trouble_.empty()) parts_.say(label_ + " are written again");
    trouble_.clear();
    return true;
}

std::string PostFileRound::bytes_of(const ports::PostFileHead& head) const {
    std::vector<postal::PostalEvent> events;
    for (auto looked_to = head.position; looked_to < head.in_hand->upto;) {
        auto page = parts_.events.after(stream_, looked_to);
        for (auto& event : page.events)
            if (event.key <= head.in_hand->upto) events.push_back(std::move(event));
        if (page.looked_to <= looked_to) break;
        looked_to = page.looked_to;
    }
    auto file = file_;
    file.number = head.written + 1;
    file.made = head.in_hand->at;
    return stream_.kind == ports::PostFileKind::cusrsp ? postal::cusrsp_message(file, events)
                                                       : postal::emsevt_lines(file, events, zone_);
}

std::string PostFileRound::name_of(const ports::PostFileHead& head) const {
    auto number = std::to_string(head.written + 1);
    number.insert(0, kDigitsOfNumber - std::min(number.size(), kDigitsOfNumber), '0');
    return std::string(ports::to_string(stream_.kind)) + "-" + number + "-" +
           parts_.events.cursor_of(head.in_hand->upto) +
           (stream_.kind == ports::PostFileKind::cusrsp ? ".xml" : ".csv");
}

} // namespace postern::workers

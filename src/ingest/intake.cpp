// Intake: finds the one source that knows a message's root and hands over its items.
#include "ingest/intake.hpp"

#include "ingest/json_message.hpp"
#include "xml/schema.hpp"

namespace postern::ingest {

using core::Refusal;
using core::RefusalCode;
using core::Result;

namespace {

/// The text at a path of local names below an element; empty path or nothing there: empty.
std::string text_at(xml::Element from, const std::string& path) {
    if (path.empty()) return {};
    std::size_t begin = 0;
    while (from && begin <= path.size()) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        from = from.child(std::string_view(path).substr(begin, end - begin));
        begin = end + 1;
    }
    return from ? from.text() : std::string();
}

steps::MessageHead read_head(const xml::Document& header, const profiles::HeaderFields& fields) {
    steps::MessageHead head;
    head.sender_operator = text_at(header.root(), fields.sender_operator);
    head.recipient_operator = text_at(header.root(), fields.recipient_operator);
    head.reference = text_at(header.root(), fields.message_reference);
    head.prepared_at = text_at(header.root(), fields.prepared_at);
    const std::string test = text_at(header.root(), fields.test_indicator);
    head.test = test == "1" || test == "true" || test == "T";
    return head;
}

} // namespace

/// Listens to the reader and makes items of what it cuts.
class IntakeSink : public xml::MessageSink {
public:
    IntakeSink(const profiles::Library& library, profiles::MessageFormat format, const ItemTaker& take)
        : library_(library), format_(format), take_(take) {}

    Result<xml::Shape> on_root(std::string_view namespace_uri, std::string_view local_name) override {
        auto source = library_.source_of(namespace_uri, local_name, &envelope_);
        if (!source) return source.refusal();
        // the trees of a JSON source cannot be sent as XML: they would say what no JSON can
        if (source.value()->format != format_) return Refusal{RefusalCode::source_unknown, {}, 0, 0, {}};
        summary_.source = source.value();
        summary_.head = std::make_shared<const steps::MessageHead>();
        summary_.batch = !envelope_->shape.item_path.empty();
        return envelope_->shape;
    }

    Result<void> on_header(xml::Document header) override {
        header_seen_ = true;
        const auto faults = summary_.source->schema->check(header);
        if (!faults.empty()) {
            return Refusal{
                RefusalCode::message_structure, faults.front().element, faults.front().line, faults.front().column, {}};
        }
        summary_.head = std::make_shared<const steps::MessageHead>(read_head(header, summary_.source->header));
        return {};
    }

    Result<void> on_item(xml::Document item, std::uint32_t ordinal) override {
        // without its header nobody can tell a test message from a live one
        if (!envelope_->shape.header_path.empty() && !header_seen_) {
            return Refusal{
                RefusalCode::message_structure, envelope_->shape.header_path.back(), item.root().line(), 0, {}};
        }
        ++summary_.items;
        take_(Intake::received({summary_.source, summary_.head, ordinal, std::move(item)}));
        return {};
    }

    MessageSummary summary_;

private:
    const profiles::Library& library_;
    profiles::MessageFormat format_;
    const ItemTaker& take_;
    const profiles::Envelope* envelope_ = nullptr;
    bool header_seen_ = false;
};

steps::Received Intake::received(steps::ReceivedContent content) {
    return {steps::Pass<Intake>(), std::move(content)};
}

Result<MessageSummary> Intake::read(xml::MessageReader& reader, std::string_view bytes, const xml::ReadLimits& limits,
                                    const ItemTaker& take, Wording wording) const {
    const bool is_json = wording == Wording::json || (wording == Wording::by_content && looks_like_json(bytes));
    IntakeSink sink(*library_, is_json ? profiles::MessageFormat::json : profiles::MessageFormat::xml, take);
    const auto done = is_json ? read_json_message(bytes, limits, sink) : reader.read(bytes, limits, sink);
    if (!done) return done.refusal();
    if (sink.summary_.items == 0) return Refusal{RefusalCode::message_structure, "item", 0, 0, {}};
    return std::move(sink.summary_);
}

Result<steps::Received> Intake::read_kept(xml::MessageReader& reader, std::string_view bytes,
                                          const xml::ReadLimits& limits,
                                          std::shared_ptr<const profiles::Source> source) const {
    const bool is_json = source->format == profiles::MessageFormat::json;
    auto item = is_json ? read_json_item(bytes, limits) : reader.read_whole(bytes, limits);
    if (!item) return item.refusal();
    return received({std::move(source), std::make_shared<const steps::MessageHead>(), 1, std::move(item).value()});
}

} // namespace postern::ingest

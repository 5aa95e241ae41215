// MessageReader: the gate, then Xerces hardened, then the cutter; and reading files of our own by the same rules.
#include "xml/reader.hpp"

#include "core/failure.hpp"
#include "xml/byte_gate.hpp"
#include "xml/hardened_parser.hpp"
#include "xml/message_cutter.hpp"
#include "xml/stopped.hpp"

#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/sax/SAXException.hpp>
#include <xercesc/util/OutOfMemoryException.hpp>
#include <xercesc/util/XMLException.hpp>
#include <xercesc/util/XMLUni.hpp>

#include <fstream>
#include <limits>
#include <new>
#include <sstream>

namespace postern::xml {

namespace {

using xercesc::XMLUni;

/// Xerces' tables of names never shrink: after so many messages, or bytes, a parser is thrown away.
constexpr std::uint32_t kMessagesPerParser = 1'000;
constexpr std::size_t kBytesPerParser = 64u << 20;

const XMLCh* xerces_name(Encoding encoding) {
    switch (encoding) {
    case Encoding::us_ascii: return XMLUni::fgUSASCIIEncodingString;
    case Encoding::iso_8859_1: return XMLUni::fgISO88591EncodingString;
    case Encoding::windows_1252: return XMLUni::fgWin1252EncodingString;
    case Encoding::utf_8: break;
    }
    return XMLUni::fgUTF8EncodingString;
}

/// Takes the whole message as its one item.
class WholeMessage : public MessageSink {
public:
    core::Result<Shape> on_root(std::string_view, std::string_view) override { return Shape{}; }
    core::Result<void> on_header(Document) override { return {}; }
    core::Result<void> on_item(Document item, std::uint32_t) override {
        document = std::move(item);
        return {};
    }
    Document document;
};

core::Refusal not_well_formed() {
    core::Refusal refusal;
    refusal.code = core::RefusalCode::not_well_formed;
    return refusal;
}

/// Files of ours are trusted in size, not in form.
ReadLimits limits_of_own_files() {
    ReadLimits limits;
    limits.message_bytes = 64u << 20;
    limits.item_elements = std::numeric_limits<std::uint32_t>::max();
    return limits;
}

} // namespace

struct MessageReader::State {
    MessageCutter cutter;
    std::unique_ptr<HardenedParser> parser;
    std::uint32_t messages = 0;
    std::size_t bytes = 0;

    void parse(const Passed& message);
};

void MessageReader::State::parse(const Passed& message) {
    if (!parser || messages >= kMessagesPerParser || bytes >= kBytesPerParser) {
        parser = std::make_unique<HardenedParser>(cutter);
        messages = 0;
        bytes = 0;
    }
    ++messages;
    bytes += message.bytes.size();
    xercesc::MemBufInputSource source(reinterpret_cast<const XMLByte*>(message.bytes.data()), message.bytes.size(),
                                      "message", false);
    source.setEncoding(xerces_name(message.encoding));
    source.setCopyBufToStream(false);
    parser->parse(source);
}

MessageReader::MessageReader() : state_(std::make_unique<State>()) {}
MessageReader::~MessageReader() = default;

core::Result<void> MessageReader::read(std::string_view bytes, const ReadLimits& limits, MessageSink& sink) {
    const core::Result<Passed> gate = pass_gate(bytes, limits);
    if (!gate) return gate.refusal();
    state_->cutter.start(limits, sink);
    // Whatever leaves the parse, nothing half built stays behind.
    struct Cleared {
        MessageCutter& cutter;
        ~Cleared() { cutter.stop(); }
    } const cleared{state_->cutter};
    try {
        state_->parse(gate.value());
        return {};
    } catch (const Stopped& stopped) {
        core::Refusal refusal = stopped.refusal;
        refusal.column = column_in_bytes(gate.value(), refusal.line, refusal.column);
        return refusal;
    } catch (const xercesc::OutOfMemoryException&) {
        state_->parser.reset();
        throw std::bad_alloc();
    } catch (const xercesc::SAXException&) { // the texts of Xerces quote the message, so they are not kept
        return not_well_formed();
    } catch (const xercesc::XMLException&) {
        return not_well_formed();
    }
}

core::Result<Document> MessageReader::read_whole(std::string_view bytes, const ReadLimits& limits) {
    WholeMessage whole;
    const core::Result<void> done = read(bytes, limits, whole);
    if (!done) return done.refusal();
    return std::move(whole.document);
}

Document read_own_file(const std::string& path) {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (file) text << file.rdbuf();
    if (!file || !text) throw core::Failure(path + ": cannot be read");
    MessageReader reader;
    core::Result<Document> document = reader.read_whole(text.str(), limits_of_own_files());
    if (!document) {
        const core::Refusal& refusal = document.refusal();
        throw core::Failure(path + ":" + std::to_string(refusal.line) + ": " +
                            std::string(core::refusal_kind(refusal.code).slug));
    }
    return std::move(document).value();
}

} // namespace postern::xml

// MessageReader: bytes from outside become trees. Xerces alone reads them, behind a gate that bounds them.
#pragma once

#include "core/result.hpp"
#include "xml/document.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::xml {

/// Bounds on one message; each has its own refusal.
struct ReadLimits {
    std::size_t message_bytes = 8u << 20; ///< message_too_large
    std::size_t tag_bytes = 64u << 10;    ///< one tag, before the parser sees it: tag_too_large
    std::uint32_t depth = 64;             ///< too_deep
    std::uint32_t attributes = 32;        ///< of one element, namespace declarations counted: too_many_attributes
    std::uint64_t elements = 2'000'000;   ///< of the message: too_many_elements
    std::uint32_t item_elements = 5'000;  ///< of one item's tree: too_many_elements
    std::uint32_t items = 10'000;         ///< of the message: too_many_items
};

/// Where in a message its header and its items stand, as local names below the root, all in the root's namespace.
/// item_path empty: the root itself is the one item. The elements on the way (frames) stand once each and hold white
/// space, namespace declarations and what is on the way, nothing else: not even an attribute, nobody would read it.
struct Shape {
    std::vector<std::string> header_path; ///< e.g. {"msghead"}; empty: no header
    std::vector<std::string> item_path;   ///< e.g. {"msgbody", "itmatt_1_5_0", "item"}
};

/// Told of a message while it is read, in order of appearance.
class MessageSink {
public:
    virtual ~MessageSink() = default;
    /// The root's start tag was read. Says how to cut the message, or refuses (source_unknown…).
    virtual core::Result<Shape> on_root(std::string_view namespace_uri, std::string_view local_name) = 0;
    /// The header's whole subtree; at most once, before the first item.
    virtual core::Result<void> on_header(Document header) = 0;
    /// One item's whole subtree, as sent; ordinal counts from 1.
    virtual core::Result<void> on_item(Document item, std::uint32_t ordinal) = 0;
};

/// Reads messages, one after another; owned by one worker (not for sharing between threads). Retires its parser after
/// 1,000 messages, because its string tables never shrink.
///
/// Refused, each with its own code: a DOCTYPE of any kind, processing instructions, XML other than 1.0, encodings other
/// than UTF-8, US-ASCII, ISO-8859-1 and windows-1252, NUL, bytes that are not of the encoding, any xsi: attribute but
/// schemaLocation, noNamespaceSchemaLocation (ignored, never fetched), elements of the message outside header, items
/// and the frames around them (message_structure), a message without an item.
/// Comments are dropped. Nothing is ever fetched.
/// After a refusal the items already given to the sink stay given; the message as a whole is refused.
class MessageReader {
public:
    MessageReader();
    ~MessageReader();
    MessageReader(const MessageReader&) = delete;
    MessageReader& operator=(const MessageReader&) = delete;

    core::Result<void> read(std::string_view bytes, const ReadLimits& limits, MessageSink& sink);
    /// The whole message as one tree, by the same rules (an agency's answer, a file of ours).
    core::Result<Document> read_whole(std::string_view bytes, const ReadLimits& limits);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Reads a file of ours (configuration, profile) by the same rules; the whole file as one tree. Throws core::Failure
/// naming the file, line and reason where it cannot be read.
Document read_own_file(const std::string& path);

} // namespace postern::xml

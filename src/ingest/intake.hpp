// Intake: a message's bytes become items, each with its source; the first half of stage 1.
#pragma once

#include "core/result.hpp"
#include "profiles/library.hpp"
#include "steps/steps.hpp"
#include "xml/reader.hpp"

#include <functional>
#include <memory>
#include <string_view>

namespace postern::ingest {

/// What was read of the message as a whole.
struct MessageSummary {
    std::shared_ptr<const profiles::Source> source;
    std::shared_ptr<const steps::MessageHead> head;
    std::uint32_t items = 0;
    bool batch = false; ///< this envelope carries items below the root
};

/// What a message is taken for.
enum class Wording : std::uint8_t {
    by_content, ///< JSON where it begins with "{", else XML
    xml,
    json,
};

using ItemTaker = std::function<void(steps::Received)>;

/// Stateless but for the library; thread-safe, the reader is the caller's.
class Intake {
public:
    explicit Intake(std::shared_ptr<const profiles::Library> library) : library_(std::move(library)) {}

    /// Hands every item to take, in order. A refusal concerns the whole message; items already taken are then to be
    /// forgotten by the caller.
    core::Result<MessageSummary> read(xml::MessageReader& reader, std::string_view bytes, const xml::ReadLimits& limits,
                                      const ItemTaker& take, Wording wording = Wording::by_content) const;

    /// One item that was kept (as we serialised it), of a source that is known. Lines are lost.
    core::Result<steps::Received> read_kept(xml::MessageReader& reader, std::string_view bytes,
                                            const xml::ReadLimits& limits,
                                            std::shared_ptr<const profiles::Source> source) const;

private:
    friend class IntakeSink;
    static steps::Received received(steps::ReceivedContent content);
    std::shared_ptr<const profiles::Library> library_;
};

} // namespace postern::ingest

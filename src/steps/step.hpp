// Step: what one stage hands to the next. Only the named stage can make one, so no stage is skipped or misordered.
#pragma once

#include <memory>
#include <utility>

namespace postern::steps {

/// A key that only Stage can cut.
template <class Stage>
class Pass {
    friend Stage;
    constexpr Pass() {} // not "= default": an aggregate could be made by anybody
};

/// Immutable content with the name of the stage that made it; cheap to copy, safe to share between threads as long as
/// its trees are only read.
template <class Content, class Stage>
class Step {
public:
    Step(Pass<Stage>, Content content) : content_(std::make_shared<const Content>(std::move(content))) {}
    const Content& operator*() const { return *content_; }
    const Content* operator->() const { return content_.get(); }

private:
    std::shared_ptr<const Content> content_;
};

} // namespace postern::steps

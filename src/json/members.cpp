// Finding one member's bytes among the events of a text.
#include "json/members.hpp"

#include "json/writer.hpp"

namespace postern::json {

namespace {

class MemberFinder : public Listener {
public:
    explicit MemberFinder(std::string_view name) : name_(name) {}
    bool on_scalar(Kind, std::string_view, Span span) override {
        note(span.begin);
        close(span.end);
        return true;
    }
    bool on_open(Kind kind, std::size_t offset) override {
        note(offset);
        if (depth_ == 0) is_object_ = kind == Kind::object;
        ++depth_;
        return true;
    }
    bool on_key(std::string_view name, std::size_t) override {
        if (depth_ != 1) return true;
        has_members_ = true;
        wanted_ = name == name_;
        return true;
    }
    bool on_close(std::size_t end) override {
        --depth_;
        close(end);
        if (depth_ == 0) end_ = end;
        return true;
    }

    std::optional<Span> found() const { return is_object_ ? found_ : std::nullopt; }
    bool is_object() const { return is_object_; }
    bool has_members() const { return has_members_; }
    std::size_t end() const { return end_; }

private:
    void note(std::size_t offset) {
        if (depth_ == 1 && wanted_) begin_ = offset;
    }
    void close(std::size_t end) {
        if (depth_ != 1 || !wanted_) return;
        found_ = Span{begin_, end};
        wanted_ = false;
    }

    std::string_view name_;
    std::size_t depth_ = 0;
    bool is_object_ = false;
    bool has_members_ = false;
    bool wanted_ = false;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::optional<Span> found_;
};

} // namespace

std::optional<Span> member_span(std::string_view object, std::string_view name, const ReadLimits& limits) {
    MemberFinder finder(name);
    if (read_events(object, limits, finder)) return std::nullopt;
    return finder.found();
}

std::string with_string(std::string_view object, std::string_view name, std::string_view value,
                        const ReadLimits& limits) {
    MemberFinder finder(name);
    std::string text(object);
    if (read_events(object, limits, finder) || !finder.is_object()) return text;
    Writer written;
    written.value(value);
    if (const auto span = finder.found()) return text.replace(span->begin, span->end - span->begin, written.text());
    Writer member;
    member.value(name);
    return text.insert(finder.end() - 1, (finder.has_members() ? "," : "") + member.text() + ":" + written.text());
}

} // namespace postern::json

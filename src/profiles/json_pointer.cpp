// Places in a JSON message.
#include "profiles/json_pointer.hpp"

#include <algorithm>
#include <charconv>

namespace postern::profiles {

namespace {

/// "…/declaration[4]" is entry 3.
std::string index_of_step(std::string_view step) {
    std::uint32_t ordinal = 1;
    if (const auto bracket = step.find('['); bracket != std::string_view::npos)
        std::from_chars(step.data() + bracket + 1, step.data() + step.size(), ordinal);
    return std::to_string(ordinal - 1);
}

/// The item's own place in its message: empty where the message is the item.
std::string pointer_of_item(const xml::Element& root) {
    const std::string path = root.path();
    const auto last = path.rfind('/');
    if (last == 0 || last == std::string::npos) return {};
    return path.substr(0, last + 1) + index_of_step(std::string_view(path).substr(last));
}

std::string index_of_entry(const xml::Element& entry) {
    const std::string path = entry.path();
    return index_of_step(std::string_view(path).substr(path.rfind('/')));
}

} // namespace

std::string json_pointer(xml::Element element) {
    std::string pointer;
    for (auto parent = element.parent(); parent; parent = element.parent()) {
        const std::string kind = parent.attribute("type").value_or("");
        if (kind == "text" || element.name() == "member")
            pointer.clear(); // the text that stands for an array, or an object with a name we do not tell
        else
            pointer.insert(0, "/" + (kind == "array" ? index_of_entry(element) : std::string(element.name())));
        element = parent;
    }
    return pointer_of_item(element) + pointer;
}

std::string json_pointer_below(std::string_view xpath) {
    std::string pointer;
    while (!xpath.empty()) {
        std::string_view step = xpath.substr(0, xpath.find('/'));
        xpath.remove_prefix(std::min(xpath.size(), step.size() + 1));
        step.remove_prefix(std::min(step.size(), step.find(':') + 1));
        if (step.find('=') != std::string_view::npos) break; // one entry of those that are of a kind: none is there
        pointer += "/" + (step.starts_with("item") ? index_of_step(step) : std::string(step));
    }
    return pointer;
}

} // namespace postern::profiles

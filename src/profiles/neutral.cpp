// Neutral documents: what may be read is copied; nothing is taken out, so nothing can be forgotten.
#include "profiles/neutral.hpp"

#include "crypto/digest.hpp"
#include "profiles/canonical_fields.hpp"

#include <algorithm>

namespace postern::profiles {

namespace {

constexpr std::string_view kItemId = "item_id";

class Reduction {
public:
    explicit Reduction(const std::vector<std::string>& reads) : reads_(reads) {}

    /// It, or something it is part of, is listed.
    bool is_readable(std::string_view field) const {
        return std::ranges::any_of(reads_, [field](const std::string& read) {
            return field.starts_with(read) && (field.size() == read.size() || field[read.size()] == '.');
        });
    }

    void copy_children(const xml::Element& from, const std::string& field, // NOLINT(misc-no-recursion)
                       xml::Element to) const {
        const bool is_list = is_list_of_entries(from.name());
        for (const auto& child : from.children()) {
            const auto name = is_list ? field : part_of_field(field, child.name());
            if (is_readable(name))
                to.add_copy(child);
            else if (has_readable_part(name))
                copy_part(child, name, to);
        }
    }

private:
    bool has_readable_part(std::string_view field) const {
        return std::ranges::any_of(reads_, [field](const std::string& read) {
            return read.size() > field.size() && read.starts_with(field) && read[field.size()] == '.';
        });
    }

    void copy_part(const xml::Element& from, const std::string& field, // NOLINT(misc-no-recursion)
                   xml::Element to) const {
        auto part = to.add(from.name());
        for (const auto& [name, value] : from.attributes())
            if (is_readable(std::string(field).append(".").append(name))) part.set_attribute(name, value);
        copy_children(from, field, part);
    }

    const std::vector<std::string>& reads_;
};

} // namespace

std::shared_ptr<const Profile> neutral_profile(const std::vector<std::string>& reads) {
    auto sorted = reads;
    std::ranges::sort(sorted);
    std::string list;
    for (const auto& field : sorted)
        list += field + "\n";
    auto profile = std::make_shared<Profile>();
    profile->name = kNeutralProfile;
    profile->title = "The canonical declaration, as far as the agency may read it";
    profile->version = "1";
    profile->hash = crypto::sha256(list).hex();
    profile->needs_item_id = false; // who gives consent may be asked before the item has its number
    return profile;
}

std::string neutral_document(const xml::Element& canonical, const std::vector<std::string>& reads,
                             std::string_view item_id) {
    const Reduction reduction(reads);
    auto document = xml::Document::create(canonical.name(), canonical.namespace_uri());
    auto root = document.root();
    reduction.copy_children(canonical, {}, root);
    document.drop_repeated_namespaces();
    if (item_id.empty() || root.child(kItemId) || !reduction.is_readable(kItemId)) return document.serialise_document();
    // behind the form, before everything else
    auto next = root.first_child();
    if (next && next.name() == "form") next = next.next_sibling();
    (next ? next.add_before(kItemId) : root.add(kItemId)).set_text(item_id);
    return document.serialise_document();
}

} // namespace postern::profiles

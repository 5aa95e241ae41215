// Documents: running a profile's stylesheets.
#include "profiles/documents.hpp"

#include "core/failure.hpp"
#include "crypto/digest.hpp"

namespace postern::profiles {

namespace {

constexpr std::size_t kDigestShown = 16;

std::string attribute(const xml::Element& element, std::string_view name) {
    return element.attribute(name).value_or("");
}

std::string text_at(const xml::Element& parent, std::string_view name) {
    const auto child = parent ? parent.child(name) : xml::Element();
    return child ? child.text() : std::string();
}

/// Who a party is: by a number where it has one, else by name and postcode.
std::string identity_of(const xml::Element& party) {
    if (!party) return {};
    if (const auto numbers = party.child("numbers"))
        if (const auto number = numbers.child("number")) return attribute(number, "scheme") + ":" + number.text();
    return text_at(party, "name") + "\n" + text_at(party, "business") + "\n" + text_at(party, "postcode");
}

std::string digest_of(const std::string& text) {
    return crypto::sha256(text).hex().substr(0, kDigestShown);
}

/// A UUID of version 8 (RFC 9562) made of what it names, so that a document made again is the same.
std::string guid_of(const std::string& name) {
    std::string hex = crypto::sha256(name).hex().substr(0, 32);
    hex[12] = '8';
    hex[16] = "89ab"[(hex[16] >= 'a' ? hex[16] - 'a' + 10 : hex[16] - '0') % 4];
    for (const std::size_t at : {20u, 16u, 12u, 8u})
        hex.insert(at, 1, '-');
    return hex;
}

xml::Document as_register(const RegisterHead& head) {
    auto tree = xml::Document::create("register", "urn:postern:register:1");
    auto root = tree.root();
    root.set_attribute("reference", head.reference);
    root.set_attribute("version", std::to_string(head.version));
    root.set_attribute("number", std::to_string(head.number));
    root.set_attribute("leg", head.leg);
    root.set_attribute("lodged-on", head.lodged_on);
    root.set_attribute("closed-at", head.closed_at);
    root.set_attribute("post", head.post);
    root.set_attribute("mode", head.mode);
    root.set_attribute("together", head.together);
    root.set_attribute(
        "guid", guid_of(head.post + "\n" + head.mode + "\n" + head.reference + "\n" + std::to_string(head.version)));
    return tree;
}

/// As its format wants it: names, order, empty values.
xml::Document finished(const Profile& profile, xml::Document document) {
    if (profile.elements) {
        const auto& names = profile.elements->names;
        xml::name_parts(document, profile.elements->namespace_uri, [&](std::string_view key) -> const xml::PartName* {
            const auto found = names.find(key);
            return found == names.end() ? nullptr : &found->second;
        });
    }
    xml::settle_empty_values(document, profile.empty_values);
    return document;
}

} // namespace

std::string_view to_string(RowWhy why) {
    switch (why) {
    case RowWhy::fresh: return "new";
    case RowWhy::amended: return "amended";
    case RowWhy::unchanged: return "unchanged";
    case RowWhy::cancelled: break;
    }
    return "cancelled";
}

std::string RegisterForm::reference_of(std::string_view post, std::string_view country, std::string_view date,
                                       std::uint64_t number) const {
    constexpr std::size_t kDigits = 6;
    std::string digits = std::to_string(number);
    if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
    std::string day;
    for (const char c : date)
        if (c != '-') day += c;
    std::string out = reference;
    const auto put = [&](std::string_view mark, std::string_view value) {
        if (const auto at = out.find(mark); at != std::string::npos) out.replace(at, mark.size(), value);
    };
    put("{post}", post);
    put("{together}", country);
    put("{date}", day);
    put("{number}", digits);
    return out;
}

std::string together_of(Together together, const xml::Element& filing) {
    const auto declaration = filing.child("declaration");
    if (!declaration || together == Together::post) return {};
    const auto sender = declaration.child("sender");
    const auto addressee = declaration.child("addressee");
    if (together == Together::destination) return text_at(addressee, "country");
    if (together == Together::sender) return digest_of(identity_of(sender));
    return digest_of(identity_of(sender) + "\n\n" + identity_of(addressee));
}

xml::Document register_document(const Profile& profile, const RegisterHead& head, const std::vector<RegisterRow>& rows,
                                xml::ExtensionFunctions& functions, const xml::TransformLimits& limits) {
    if (!profile.register_form) throw core::Failure(profile.name + ": the profile gathers no rows");
    auto tree = as_register(head);
    for (const auto& row : rows) {
        auto element = tree.root().add("row");
        element.set_attribute("number", std::to_string(row.number));
        element.set_attribute("reference", row.reference);
        element.set_attribute("version", std::to_string(row.version));
        element.set_attribute("why", to_string(row.why));
        element.set_attribute("guid", guid_of(head.post + "\n" + head.mode + "\n" + head.reference + "\n" +
                                              row.reference + "\n" + std::to_string(row.version) +
                                              (row.why == RowWhy::cancelled ? "\ncancelled" : "")));
        element.add_copy(row.row.root());
    }
    return finished(profile, profile.register_form->to_register->transform(tree, profile.stylesheet_parameters(),
                                                                           &functions, limits));
}

ItemDocument item_document(const Profile& profile, const xml::Document& filing, xml::ExtensionFunctions& functions,
                           const xml::TransformLimits& limits) {
    const auto parameters = profile.stylesheet_parameters();
    if (!profile.register_form)
        return {finished(profile, profile.to_document->transform(filing, parameters, &functions, limits)), {}};
    const auto root = filing.root();
    RegisterHead head;
    head.reference = attribute(root, "reference");
    head.leg = attribute(root, "leg");
    head.lodged_on = attribute(root, "lodged-on");
    head.closed_at = head.lodged_on + "T00:00:00Z";
    head.post = attribute(root, "post");
    head.mode = "live";
    const auto& form = *profile.register_form;
    if (form.together == Together::destination) head.together = together_of(form.together, root);
    std::vector<RegisterRow> rows(1);
    rows.front().reference = head.reference;
    rows.front().row = form.to_row->transform(filing, parameters, &functions, limits);
    auto document = register_document(profile, head, rows, functions, limits);
    return {std::move(document), std::move(rows.front().row)};
}

} // namespace postern::profiles

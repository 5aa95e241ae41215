// From libxml2's reports to faults: which element or attribute it is about, merged and in document order.
#include "xml/schema_faults.hpp"

#include "core/failure.hpp"
#include "xml/internals.hpp"
#include "xml/schema_wording.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace postern::xml {

namespace {

using Kind = SchemaFaultKind;

/// libxml2 gives the element and names the attribute in its words: "Element 'line', attribute 'no': …". Only what the
/// element really has is believed.
const xmlAttr* attribute_named(const xmlNode* element, std::string_view message) {
    const auto qualified = [](const xmlNs* ns, const xmlChar* name) {
        std::string text = ns == nullptr ? "" : "{" + std::string(view_of(ns->href)) + "}";
        return text.append(view_of(name));
    };
    const std::string head = "Element '" + qualified(element->ns, element->name) + "', attribute '";
    if (!message.starts_with(head)) return nullptr;
    message.remove_prefix(head.size());
    for (const xmlAttr* attr = element->properties; attr != nullptr; attr = attr->next) {
        if (message.starts_with(qualified(attr->ns, attr->name) + "':")) return attr;
    }
    return nullptr;
}

bool is_about_value(Kind kind) {
    return kind == Kind::type_wrong || kind >= Kind::value_not_listed;
}

} // namespace

void FaultCollector::on_report(void* collector, xmlErrorPtr report) noexcept {
    auto* const self = static_cast<FaultCollector*>(collector);
    if (report->level == XML_ERR_WARNING || self->thrown_) return;
    try {
        self->keep(*report);
    } catch (...) { // must not unwind through C; faults() throws it again
        self->thrown_ = std::current_exception();
    }
}

void FaultCollector::keep(const xmlError& report) {
    if (report.code == XML_SCHEMAV_INTERNAL) throw core::Failure("libxml2's validator failed within itself");
    const auto* node = static_cast<const xmlNode*>(report.node);
    if (node == nullptr || kept_.size() >= kMostFaults) return;
    const std::string_view message = report.message == nullptr ? "" : report.message;
    const bool is_attribute = node->type == XML_ATTRIBUTE_NODE;
    auto* element = const_cast<xmlNode*>(is_attribute ? node->parent : node);
    if (element->type != XML_ELEMENT_NODE) return;

    Kept kept;
    SchemaFault& fault = kept.fault;
    fault.kind = kind_of(report.code, message);
    const xmlAttr* attribute =
        is_attribute ? reinterpret_cast<const xmlAttr*>(node) : attribute_named(element, message);
    kept.place = attribute != nullptr ? static_cast<const void*>(attribute) : element;
    // a facet is reported twice: as itself, then as "not a valid value of the type"
    const bool told = fault.kind == Kind::type_wrong && std::any_of(kept_.begin(), kept_.end(), [&](const Kept& other) {
                          return other.place == kept.place && is_about_value(other.fault.kind);
                      });
    if (told) return;

    fault.expected = expected_of(fault.kind, message);
    if (attribute != nullptr) {
        const bool has_prefix = attribute->ns != nullptr && attribute->ns->prefix != nullptr;
        if (has_prefix) fault.attribute.append(view_of(attribute->ns->prefix)).append(":");
        fault.attribute += view_of(attribute->name);
    } else if (fault.kind == Kind::attribute_missing) {
        fault.attribute = missing_attribute(message);
        fault.expected = {fault.attribute};
    }
    fault.at = Internals::element(element);
    fault.element = view_of(element->name);
    fault.path = fault.at.path();
    fault.line = fault.at.line();
    fault.column = fault.at.column();
    kept_.push_back(std::move(kept));
}

std::vector<SchemaFault> FaultCollector::faults(xmlNodePtr root) {
    if (thrown_) std::rethrow_exception(thrown_);
    if (kept_.size() > 1) { // what is missing is reported at the parent's end: after its children
        std::unordered_map<const void*, std::size_t> order;
        for (xmlNodePtr node = root; node != nullptr; node = next_node(node, root))
            order.emplace(node, order.size());
        std::stable_sort(kept_.begin(), kept_.end(), [&](const Kept& a, const Kept& b) {
            return order[Internals::node(a.fault.at)] < order[Internals::node(b.fault.at)];
        });
    }
    std::vector<SchemaFault> faults;
    faults.reserve(kept_.size());
    for (Kept& kept : kept_)
        faults.push_back(std::move(kept.fault));
    return faults;
}

std::string listed(const std::vector<SchemaFault>& faults) {
    std::string lines;
    for (const auto& fault : faults)
        lines.append("\n  line ")
            .append(std::to_string(fault.line))
            .append(": ")
            .append(to_string(fault.kind))
            .append(" at ")
            .append(fault.path);
    return lines;
}

std::string_view to_string(SchemaFaultKind kind) {
    constexpr std::array<std::string_view, 13> kNames = {"element-unexpected",
                                                         "element-missing",
                                                         "attribute-unexpected",
                                                         "attribute-missing",
                                                         "content-not-allowed",
                                                         "type-wrong",
                                                         "value-not-listed",
                                                         "too-long",
                                                         "too-short",
                                                         "pattern-mismatch",
                                                         "too-many-digits",
                                                         "out-of-range",
                                                         "other"};
    return kNames.at(static_cast<std::size_t>(kind));
}

} // namespace postern::xml

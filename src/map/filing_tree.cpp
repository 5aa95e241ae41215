// The filing tree: what no CN 23 carries is added beside the declaration, never into it.
#include "map/filing_tree.hpp"

#include "map/apportion.hpp"
#include "map/returned_export.hpp"

#include <algorithm>

namespace postern::map {

namespace {

constexpr int kGrams = 3; // kilograms with three digits

void add_enrichment(xml::Element enriched, const core::Declaration& declaration, const Enrichment& enrichment) {
    std::vector<core::Decimal> net;
    core::Decimal total_net;
    for (const auto& line : declaration.lines) {
        net.push_back(line.net_weight_kg ? line.net_weight_kg->kilograms : core::Decimal());
        total_net = total_net + net.back();
    }
    enriched.add("total_net_weight_kg", total_net.to_string());
    enrichment.write(enriched);
    // without a gross weight the net weights are all that is known; the rules have said so
    const core::Decimal gross = declaration.gross_weight_kg ? declaration.gross_weight_kg->kilograms : total_net;
    // a weight below zero cannot be shared out; the rules have said that too
    const bool weighable =
        !gross.is_negative() && std::none_of(net.begin(), net.end(), [](const auto& n) { return n.is_negative(); });
    const auto shares = weighable ? apportion(gross, net, kGrams) : net;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        auto line = enriched.add("line");
        line.set_attribute("no", std::to_string(i + 1));
        line.set_attribute("gross_weight_kg", shares[i].to_string());
        enrichment.write_line(line, i);
    }
}

void add_dispatch(xml::Element element, const ports::PackedItem& packed) {
    element.set_attribute("id", packed.dispatch);
    element.set_attribute("receptacle", packed.receptacle);
    if (!packed.carrier.empty()) element.set_attribute("carrier", packed.carrier);
    if (!packed.transport.empty()) element.set_attribute("transport", packed.transport);
    if (packed.planned) element.set_attribute("departs", core::to_rfc3339(*packed.planned));
}

} // namespace

xml::Document filing_tree(const steps::ReadContent& read, const steps::RouteChoice& choice,
                          const steps::Occasion& occasion, const Enrichment& enrichment, const std::string& reference,
                          std::uint32_t version) {
    auto tree = xml::Document::create("filing", "urn:postern:filing:1");
    auto root = tree.root();
    root.set_attribute("reference", reference);
    root.set_attribute("version", std::to_string(version));
    root.set_attribute("leg", ports::to_string(choice.route->leg));
    root.set_attribute("lodged-on", occasion.lodged_on);
    root.set_attribute("item-id", occasion.item_id);
    root.set_attribute("post", occasion.post);
    if (const auto* exported = returned_export(occasion, *choice.route)) {
        root.set_attribute("returned-reference", exported->filing.reference);
        if (!exported->number.empty()) root.set_attribute("returned-number", exported->number);
        if (!occasion.returning->previous_item_id.empty())
            root.set_attribute("previous-item-id", occasion.returning->previous_item_id);
    }
    add_enrichment(root.add("enriched"), read.declaration, enrichment);
    if (choice.profile->reads_dispatch && occasion.packed)
        if (const auto packed = occasion.packed()) add_dispatch(root.add("dispatch"), *packed);
    root.add_copy(read.canonical.root());
    return tree;
}

} // namespace postern::map

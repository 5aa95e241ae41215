// Rule of watch lists: whoever stands on one is shown to a person before anything is filed.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

namespace postern::validate {

namespace {

void check_watched(Inspection& item, const core::Party& party, std::string_view name_field,
                   std::string_view address_field) {
    for (const auto& hit : item.lists.watch_list().find(party, item.context.today))
        item.report(core::codes::kWatchList, hit.by_address ? address_field : name_field,
                    {std::string(hit.list), std::string(hit.entry)});
}

} // namespace

void parties_are_on_no_watch_list(Inspection& item) {
    if (item.lists.watch_list().empty()) return;
    const auto& declaration = item.declaration;
    check_watched(item, declaration.sender, "sender.name", "sender.address_lines");
    check_watched(item, declaration.addressee, "addressee.name", "addressee.address_lines");
    if (declaration.importer) check_watched(item, *declaration.importer, "importer.name", "importer.address_lines");
}

} // namespace postern::validate

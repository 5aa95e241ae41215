// Kept declarations: read by the same reader as everything else, with bounds that no declaration of ours meets.
#include "app/kept_declarations.hpp"

#include "ingest/declaration_reader.hpp"
#include "xml/reader_pool.hpp"

#include <memory>
#include <vector>

namespace postern::app {

clearance::GoodsTable::ReadDeclaration kept_declarations() {
    xml::ReadLimits limits;
    limits.message_bytes = 64u << 20;
    limits.item_elements = 2'000'000;
    return [readers = std::make_shared<xml::ReaderPool>(),
            limits](std::string_view canonical) -> std::optional<core::Declaration> {
        auto reader = readers->borrow();
        const auto document = (*reader).read_whole(canonical, limits);
        if (!document) return std::nullopt;
        std::vector<core::Finding> findings; // told when it was judged
        return ingest::read_declaration(document.value(), findings);
    };
}

} // namespace postern::app

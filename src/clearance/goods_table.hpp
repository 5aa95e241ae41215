// GoodsTable: offers as a table for people, a row a line of goods.
#pragma once

#include "clearance/agency_desk.hpp"
#include "core/declaration.hpp"
#include "crypto/public_id.hpp"
#include "csv/writer.hpp"
#include "ports/readers.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::clearance {

/// Thread-safe.
class GoodsTable {
public:
    struct Ports {
        ports::FilingReader& filings;
        ports::DeclarationReader& declarations;
        ports::RegisterReader& registers;
    };
    /// A kept canonical declaration as values; nullopt: it cannot be read. Thread-safe.
    using ReadDeclaration = std::function<std::optional<core::Declaration>(std::string_view canonical)>;
    GoodsTable(Ports ports, std::shared_ptr<const crypto::IdCipher> ids, ReadDeclaration read);

    static void write_header(csv::Writer& out);
    /// The rows of one offer that the agency's desk gave: the lines of goods of its declaration as the offered version
    /// has them; at least one row, even where there are no lines. A register has the rows of those declarations that
    /// stand in it now.
    void write(csv::Writer& out, const OfferView& offer) const;

private:
    /// A declaration of the offer, and where it stands in a register.
    struct Piece {
        core::DeclarationKey declaration;
        std::string number; ///< of the row, empty: no register
        std::string row_filing;
        std::string item_id; ///< where the declaration says none
    };
    std::vector<Piece> pieces_of(core::FilingKey filing) const;
    std::optional<core::Declaration> declared(core::DeclarationKey declaration, core::Instant by) const;
    /// What an agency may read that gets a neutral document: just that.
    std::optional<core::Declaration> readable(core::FilingKey filing, std::uint32_t version) const;

    Ports ports_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    ReadDeclaration read_;
};

} // namespace postern::clearance

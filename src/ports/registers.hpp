// Registers: filings whose document wraps the rows of others; the deeds and the reading of them.
#pragma once

#include "core/event.hpp"
#include "core/keys.hpp"
#include "core/principal.hpp"
#include "ports/rows.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::ports {

/// A row as a document of its register has it.
struct RowTold {
    core::FilingKey filing;
    std::uint32_t version = 1; ///< of the row
    std::uint32_t number = 1;  ///< in the register, from 1
    bool out = false;          ///< it was taken out
};

/// A running number was drawn: outcome.number. Gaps are legal; none is given twice.
struct NumberDrawn {
    std::string series;
};

/// Rows that waited became one document, which is offered. No: version_moved (a row waits no longer, or has another
/// version than the document).
struct RegisterClosed {
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::Instant at;
    std::uint64_t number = 0; ///< running, of those whose references would else be the same
    std::string together;
    FilingRow filing; ///< the register itself, with its document
    std::vector<RowTold> rows;
};

/// A register that was handed over is told anew. No: version_moved (the register or a row is not as `rows` says).
struct RegisterRetold {
    core::FilingKey filing;
    std::uint32_t expected_version = 0; ///< of its newest document
    core::Instant at;
    std::optional<DocumentRow> document; ///< none: no row stands any more; the register is cancelled
    std::vector<RowTold> rows;           ///< all it ever had
};

/// A row was taken out (late, refused, not presented), whether it waits or stands in a register. No: not_found (no row
/// of the tenant's), row_settled (it is out or came to its end).
struct RowTakenOut {
    core::FilingKey filing; ///< the row's own
    core::TenantKey tenant;
    core::Mode mode = core::Mode::test;
    core::Instant at;
    std::string reason; ///< a code
};

/// Rows that wait and will stand in one register.
struct WaitingRows {
    core::TenantKey tenant;
    std::string post; ///< tenant's name
    core::Mode mode = core::Mode::test;
    std::string route;
    std::string profile;
    std::string profile_version;
    std::string profile_hash;
    std::string together;
    std::uint32_t rows = 0;
    core::Instant oldest;
};

struct RowHead {
    core::FilingKey filing;
    core::DeclarationKey declaration;
    std::string item_id;
    std::string reference;
    core::FilingState state = core::FilingState::unknown;
    std::uint32_t version = 0; ///< newest
    std::uint32_t number = 0;  ///< 0: it waits
    std::uint32_t told = 0;    ///< the version that the register's newest document has
    bool out = false;
};

struct RegisterHead {
    core::FilingKey filing;
    core::TenantKey tenant;
    std::string post;
    core::Mode mode = core::Mode::test;
    std::string route;
    std::string agency;
    std::string profile;
    std::string reference;
    std::string together;
    std::uint64_t number = 0;
    std::uint32_t version = 0; ///< of its newest document
    core::Instant closed;
    core::FilingState state = core::FilingState::unknown;
    std::uint32_t rows = 0; ///< that stand
};

/// Where a row stands.
struct RowPlace {
    core::FilingKey filing; ///< the register
    std::uint32_t number = 0;
};

class RegisterReader {
public:
    virtual ~RegisterReader() = default;
    virtual std::vector<WaitingRows> waiting() = 0;
    /// The oldest first.
    virtual std::vector<RowHead> waiting_rows(const WaitingRows& group, std::uint32_t limit) = 0;
    /// Registers with a row that changed since their newest document.
    virtual std::vector<core::FilingKey> stale(std::uint32_t limit) = 0;
    virtual std::optional<RegisterHead> head(core::FilingKey filing) = 0;
    /// All it ever had, by number.
    virtual std::vector<RowHead> rows(core::FilingKey filing) = 0;
    /// The newest first.
    virtual std::vector<RegisterHead> newest(core::TenantKey tenant, core::Mode mode, std::uint32_t limit) = 0;
    /// The register in which a row stands; nullopt: it waits, or the filing is no row.
    virtual std::optional<RowPlace> place(core::FilingKey row) = 0;
};

} // namespace postern::ports

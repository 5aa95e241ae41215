// Registers: rows that wait become one document; a register whose rows changed is told anew; a row is taken out.
#pragma once

#include "codelists/shelf.hpp"
#include "core/principal.hpp"
#include "core/result.hpp"
#include "ports/ledger.hpp"
#include "ports/readers.hpp"
#include "ports/registers.hpp"
#include "ports/world.hpp"
#include "profiles/documents.hpp"
#include "profiles/editions.hpp"
#include "xml/reader_pool.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::dispatch {

/// Thread-safe.
class Registers {
public:
    struct Ports {
        ports::Ledger& ledger;
        ports::FilingReader& filings;
        ports::RegisterReader& registers;
        const ports::Clock& clock;
        ports::KeySource& keys;
    };
    /// log: one line for the operator where a register could not be made; never personal data.
    Registers(Ports ports, std::shared_ptr<const profiles::Editions> editions,
              std::shared_ptr<const codelists::Shelf> lists, std::function<void(std::string_view)> log);

    struct Done {
        std::uint32_t closed = 0;
        std::uint32_t retold = 0;
        std::uint32_t failed = 0; ///< tried again after a minute
    };
    /// Closes what is full or has waited long enough, and tells anew what changed.
    Done work_off();
    /// Closes what waits for the post (route empty: whatever its route; items empty: all, else the rows of these item
    /// ids, as those of a dispatch). Gives the registers; none: nothing waited. What cannot be made is logged and waits
    /// on.
    std::vector<core::FilingKey> close(const core::Principal& post, std::string_view route,
                                       const std::set<std::string, std::less<>>& items = {});
    /// Refusals: not_found (no row of this post), row_settled. Its register is told anew at the next work_off().
    core::Result<void> take_out(const core::Principal& post, core::FilingKey row, std::string_view reason,
                                ports::AuditRow audit);

private:
    std::optional<core::FilingKey> close_group(const ports::WaitingRows& group, std::uint32_t most);
    /// rows: of the group, not more than a register has.
    std::optional<core::FilingKey> close_rows(const ports::WaitingRows& group, const profiles::Profile& profile,
                                              std::vector<ports::RowHead> rows);
    /// The rows that wait in the group and are among the items; items empty: all.
    std::vector<ports::RowHead> rows_among(const ports::WaitingRows& group,
                                           const std::set<std::string, std::less<>>& items);
    void tell_anew(core::FilingKey filing);
    std::vector<profiles::RegisterRow> texts_of(const std::vector<ports::RowHead>& rows);
    ports::DocumentRow document_of(const profiles::Profile& profile, const profiles::RegisterHead& head,
                                   const std::vector<profiles::RegisterRow>& rows, const std::string& agency);
    std::shared_ptr<const profiles::Profile> profile_of(const std::string& name) const;
    /// False: it failed less than a minute ago. what: names the group or register.
    bool may_try(const std::string& what);
    bool attempt(const std::string& what, const std::function<void()>& job);

    Ports ports_;
    std::shared_ptr<const profiles::Editions> editions_;
    std::shared_ptr<const codelists::Shelf> lists_;
    std::function<void(std::string_view)> log_;
    xml::ReaderPool readers_;
    std::mutex failures_mutex_;
    std::map<std::string, core::Instant> failed_at_;
};

} // namespace postern::dispatch

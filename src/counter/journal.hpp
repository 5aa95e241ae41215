// Journal: what clerks print and what they did.
#pragma once

#include "core/principal.hpp"
#include "core/result.hpp"
#include "counter/day_totals.hpp"
#include "crypto/public_id.hpp"
#include "ports/ledger.hpp"
#include "ports/world.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::counter {

/// A paper that a counter prints, and the sizes that it comes in.
struct PaperForm {
    std::string_view name;               ///< "CN22", "CN23", "CP72", "receipt", "evidence"
    std::vector<std::string_view> sizes; ///< none: it has but one, which nobody names
    std::string_view file;               ///< of the declaration, where it is read
};
/// nullptr: there is no such paper.
const PaperForm* paper_form(std::string_view name);
/// Those of a declaration of that form and mail class, the one that it is of first.
std::vector<const PaperForm*> papers_of(std::string_view form, std::string_view mail_class);

struct Print {
    std::uint32_t number = 0; ///< of the declaration's prints of that form
    std::string size;
    bool repeat = false; ///< the same request again
};

/// Thread-safe. Every call takes who is at the counter: only what is of his post and mode is known.
class Journal {
public:
    Journal(ports::Ledger& ledger, ports::CounterActReader& acts, const ports::Clock& clock,
            std::shared_ptr<const crypto::IdCipher> ids)
        : ledger_(ledger), acts_(acts), clock_(clock), ids_(std::move(ids)) {}

    /// A print as it was asked for; size empty: the form's first.
    struct Wanted {
        std::string_view declaration_id;
        std::string form;
        std::string size;
        std::string reason; ///< a code, or empty
        std::string request_key;
        std::string request_id;
    };
    /// Numbers a print; durable when this returns. Refusals: bad_parameter (form, size), not_found,
    /// declaration_cancelled.
    core::Result<Print> print(const core::Principal& who, Wanted wanted);
    /// What was kept at the counter cannot be declared, and why.
    void refuse_late(const core::Principal& who, const ports::CounterTake& take, std::string item_id,
                     core::RefusalCode why);
    /// Of an office, of acts from then until then.
    DayTotals totals(const core::Principal& who, std::string_view office, core::Instant from, core::Instant to);
    /// In the order of writing, those behind a place; office empty: all.
    std::vector<ports::CounterAct> page(const core::Principal& who, std::string_view office, std::int64_t after,
                                        std::uint32_t limit);

private:
    ports::Ledger& ledger_;
    ports::CounterActReader& acts_;
    const ports::Clock& clock_;
    std::shared_ptr<const crypto::IdCipher> ids_;
};

} // namespace postern::counter

// SqliteEngine: a group of deeds as one transaction.
#include "store/sqlite/engine.hpp"

#include "core/failure.hpp"
#include "store/sqlite/rows.hpp"

#include <new>

namespace postern::store::sqlite {

void SqliteEngine::begin() {
    connection_.run("BEGIN IMMEDIATE");
}

ports::Outcome SqliteEngine::apply(const ports::Deed& deed) {
    Session session{connection_, names_, offers_, quality_, declarations_added_};
    auto outcome = std::visit([&](const auto& body) { return sqlite::apply(session, body); }, deed.body);
    if (outcome.done())
        for (const auto& row : deed.audit)
            write_audit(session, row);
    return outcome;
}

void SqliteEngine::note(const ports::AuditRow& row) {
    Session session{connection_, names_, offers_, quality_, declarations_added_};
    write_audit(session, row);
}

void SqliteEngine::commit() {
    if (declarations_added_ != 0)
        connection_.run("UPDATE tallies SET declarations = declarations + ?", {declarations_added_});
    quality_.write();
    auto raised = offers_.write(connection_);
    const auto event = newest_event(connection_);
    if (event > newest_event_) raised.emplace_back(kEventsBell, event);
    connection_.run("COMMIT");
    declarations_added_ = 0;
    newest_event_ = event;
    try {
        for (const auto& [feed, newest] : raised)
            bell_.ring(feed, newest);
    } catch (const std::bad_alloc&) {
        // it is committed, so nothing may be thrown any more: who waits looks for himself soon
    }
}

void SqliteEngine::rollback() noexcept {
    offers_.forget();
    quality_.forget();
    declarations_added_ = 0;
    names_.forget();
    try {
        // a full disk may have rolled back already
        if (connection_.in_transaction()) connection_.execute("ROLLBACK");
    } catch (const core::Failure&) {
        // the next BEGIN says it again, and there somebody waits for the word
    }
}

} // namespace postern::store::sqlite

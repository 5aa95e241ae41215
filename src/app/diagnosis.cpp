// Gateway::diagnose: everything a gateway needs, looked at one by one.
#include "app/evidence_keys.hpp"
#include "app/gateway.hpp"
#include "core/failure.hpp"
#include "counter/item_ids.hpp"

#include <functional>
#include <sys/resource.h>

namespace postern::app {

namespace {

using cli::Diagnosis;
using Kind = Diagnosis::Kind;

/// Runs one look; what it throws is the diagnosis.
void look(std::vector<Diagnosis>& out, const std::string& what, const std::function<std::string()>& how) {
    try {
        out.push_back({Kind::good, what + ": " + how()});
    } catch (const std::exception& wrong) {
        out.push_back({Kind::bad, what + ": " + wrong.what()});
    }
}

void look_at_lists(std::vector<Diagnosis>& out, const codelists::Codelists& lists, core::Date today) {
    for (const auto& edition : lists.editions()) {
        if (!edition.valid_to || !(*edition.valid_to < today)) continue;
        out.push_back({Kind::warning, "code list " + edition.name + ": its validity ended on " +
                                          core::to_string(*edition.valid_to) + "; load a newer one"});
    }
}

/// "en, fr; ne lacks 331 of 333 texts (finding.CITY-MISSING …)": what a language lacks is told in English.
std::string coverage_of(const text::Catalogue& texts) {
    std::string whole;
    std::string wanting;
    for (const auto& lang : texts.languages()) {
        const auto missing = texts.missing(lang);
        if (missing.empty())
            whole += (whole.empty() ? "" : ", ") + lang;
        else
            wanting += "; " + lang + " lacks " + std::to_string(missing.size()) + " of " +
                       std::to_string(texts.keys().size()) + " texts (" + missing.front() + " …)";
    }
    return whole + wanting;
}

void look_at_item_ids(std::vector<Diagnosis>& out, cli::World& world) {
    std::vector<ports::ItemIdStock> stocks;
    look(out, "item ids", [&] {
        stocks = world.store().item_ids().stocks();
        return std::to_string(stocks.size()) + " services of posts have ranges";
    });
    for (const auto& stock : stocks)
        if (counter::runs_low(stock.remaining, stock.of_standing))
            out.push_back({Kind::warning, "item ids " + stock.service + " of " + stock.post + " (" +
                                              std::string(core::to_string(stock.mode)) + ") run low: " +
                                              std::to_string(stock.remaining) + " left; postern item-ids give"});
}

std::string file_limit() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return "at most " + std::to_string(limit.rlim_max) + " open files";
}

} // namespace

std::vector<Diagnosis> Gateway::diagnose() {
    std::vector<Diagnosis> out;
    out.push_back({Kind::good, "settings: home " + settings_.home_folder + ", data " + settings_.data_folder});
    look(out, "texts", [&] { return coverage_of(*own_texts()); });
    look(out, "sources, profiles, routes, policy, code lists", [&] {
        const auto parts = chain();
        return std::to_string(parts->library->sources().size()) + " sources, " +
               std::to_string(parts->library->profiles().size()) + " profiles, " +
               std::to_string(parts->checker->routes().all().size()) + " routes, " +
               std::to_string(parts->lists->current()->editions().size()) + " lists";
    });
    if (chain_) {
        look_at_lists(out, *chain_->lists->current(), core::date_of(clock_.now()));
        for (const auto& profile : chain_->library->profiles()) {
            if (profile->status == "approved") continue;
            out.push_back({Kind::warning, "profile " + profile->name + ": " + profile->notice});
        }
    }
    look(out, "files for posts", [&] {
        event_codes();
        return std::to_string(posts().all().size()) + " posts";
    });
    look(out, "database", [&] {
        const auto health = store().health();
        if (!health.writable) throw core::Failure("cannot be written: " + health.trouble);
        return health.engine + ", schema " + std::to_string(health.schema) + ", " +
               std::to_string(health.declarations) + " declarations";
    });
    look_at_item_ids(out, *this);
    look(out, "installation key", [&] {
        ids();
        return std::string(settings_.installation_key.empty() ? "in the data folder" : "from the setting");
    });
    look(out, "evidence key", [&] {
        return (settings_.evidence_key_file.empty() ? "in the data folder, " : "from the setting, ") +
               signing_keys().signer.public_key().thumbprint();
    });
    look(out, "system", file_limit);
    if (settings_.sandbox_demo_keys) {
        out.push_back({Kind::warning, "sandbox.demo-keys is on: everybody knows these keys"});
    }
    return out;
}

} // namespace postern::app

// The parts of a national mapping, each over the whole set; then whole mappings one by one, for the median.
#include "national_mapping.hpp"

#include "map/filing_tree.hpp"
#include "profiles/documents.hpp"
#include "profiles/national_rules.hpp"
#include "profiles/pack_functions.hpp"
#include "stopwatch.hpp"

#include <chrono>
#include <iostream>

namespace postern::bench {

namespace {

/// Every amount has a rate, so that a mapping that converts does so.
profiles::PackFunctions functions_of(const profiles::Profile& profile) {
    return {profile, [](std::string_view) { return std::string("Country"); },
            [](const core::Money& money, std::string_view to) {
                return core::Money{(money.amount * core::Decimal(75, 2)).rounded(2, core::Rounding::half_up),
                                   std::string(to)};
            }};
}

} // namespace

std::string document_of(const profiles::Profile& profile, const xml::Document& filing) {
    auto functions = functions_of(profile);
    return profile.written(profiles::item_document(profile, filing, functions).document);
}

void time_profile(const std::shared_ptr<const profiles::Profile>& profile, const std::vector<steps::Read>& reads,
                  const std::vector<steps::Occasion>& occasions, const codelists::Codelists& lists) {
    const auto route = std::make_shared<steps::Route>();
    std::vector<xml::Document> filings;
    Table table(reads.size());
    table.row("3 " + profile->name + ": filing tree", [&] {
        const steps::RouteChoice choice{route, profile, {}};
        for (std::size_t i = 0; i < reads.size(); ++i) {
            const map::Enrichment enrichment(reads[i]->declaration, lists, choice, occasions[i]);
            filings.push_back(map::filing_tree(*reads[i], choice, occasions[i], enrichment, occasions[i].item_id, 1));
        }
    });
    std::size_t findings = 0;
    if (profile->rules) {
        table.row("  rules.sch", [&] {
            for (const auto& filing : filings) {
                auto functions = functions_of(*profile);
                findings += profiles::national_findings(*profile, filing, functions, {}).size();
            }
        });
    }
    std::vector<xml::Document> documents;
    table.row("  transform", [&] {
        for (const auto& filing : filings) {
            auto functions = functions_of(*profile);
            documents.push_back(profiles::item_document(*profile, filing, functions).document);
        }
    });
    std::size_t faults = 0;
    table.row("  check against its schema", [&] {
        for (const auto& document : documents)
            faults += profile->schema->check(document).empty() ? 0 : 1;
    });
    std::size_t bytes = 0;
    table.row("  serialise", [&] {
        for (const auto& document : documents)
            bytes += profile->written(document).size();
    });
    table.print();
    using Clock = std::chrono::steady_clock;
    std::vector<double> whole;
    for (const auto& filing : filings) {
        const auto begin = Clock::now();
        auto functions = functions_of(*profile);
        const auto document = profiles::item_document(*profile, filing, functions).document;
        const auto fine = profile->schema->check(document).empty();
        const auto text = profile->written(document);
        const std::chrono::duration<double, std::micro> took = Clock::now() - begin;
        if (fine && !text.empty()) whole.push_back(took.count());
    }
    if (whole.empty()) {
        std::cout << "  " << profile->name << ": no median, because no document is valid: "
                  << profile->schema->check(documents.front()).front().path << "\n\n";
        return;
    }
    std::cout << "  " << profile->name << ": median " << median(whole) << " us (transform, check, serialise), "
              << bytes / documents.size() << " bytes a document, " << faults << " not valid, " << findings
              << " findings of its own rules\n\n";
}

} // namespace postern::bench

// postern map: the national document of one item, to look at.
#include "cli/command.hpp"
#include "cli/input.hpp"
#include "map/filing_tree.hpp"

#include "pipeline/item_reports.hpp"
#include "pipeline/steps_in_order.hpp"
#include "profiles/neutral.hpp"
#include "xml/reader_pool.hpp"

#include <iostream>
#include <optional>

namespace postern::cli {

namespace {

/// The first item, or the one with that S10.
core::Result<std::optional<steps::Judged>> judge_one(const pipeline::Parts& chain, std::string_view bytes,
                                                     ingest::Wording wording, const std::string& item_id,
                                                     core::Instant now) {
    std::optional<steps::Judged> found;
    const auto take = [&](steps::Received received) {
        if (found) return;
        auto judged = pipeline::judge_only(chain, std::move(received), core::Principal(), now);
        if (!item_id.empty() && judged->mapped->checked->read->declaration.item_id != item_id) return;
        found = std::move(judged);
    };
    xml::ReaderPool readers;
    auto reader = readers.borrow();
    const auto read = chain.intake->read(*reader, bytes, chain.limits, take, wording);
    if (!read) return read.refusal();
    return found;
}

/// What declaration.xsl would be given, whether or not a route takes the item.
std::string filing_of(const pipeline::Parts& chain, const steps::JudgedContent& judged, const std::string& profile,
                      core::Instant now) {
    const auto& read = judged.mapped->checked->read;
    const auto route = std::make_shared<steps::Route>();
    const auto occasion = dispatch::dry_occasion(read, {}, now);
    const std::string reference = occasion.item_id.empty() ? read->declaration.sender_reference : occasion.item_id;
    const steps::RouteChoice choice{route, chain.library->profile(profile), {}};
    const map::Enrichment enrichment(read->declaration, *judged.mapped->checked->lists, choice, occasion);
    return map::filing_tree(*read, choice, occasion, enrichment, reference, 1).serialise_document();
}

int map(World& world, const Arguments& arguments) {
    if (arguments.operands.size() != 1) throw UsageError("map takes one FILE");
    const std::string profile = arguments.get("to");
    if (profile.empty()) throw UsageError("--to PROFILE is missing (postern profiles lists them)");
    const auto chain = world.chain();
    // a neutral document has no folder, and nothing is enriched for it
    const bool is_neutral = profile == profiles::kNeutralProfile && !arguments.has("filing");
    if (!is_neutral && !chain->library->profile(profile)) throw UsageError("there is no profile '" + profile + "'");
    const auto texts = world.texts();
    const std::string lang = texts->negotiate(arguments.get("lang", "en"));
    const pipeline::Telling telling{*texts, lang, chain->lists->current()};
    const std::string& file = arguments.operands.front();
    const auto bytes = read_input(file, chain->limits.message_bytes);
    const auto judged = judge_one(*chain, bytes, wording_of(file), arguments.get("item"), world.clock().now());
    if (!judged) {
        print_refusal(std::cerr, file, judged.refusal(), telling);
        return exit_rejected;
    }
    if (!judged.value()) throw UsageError("no item '" + arguments.get("item") + "' in " + file);
    const auto& content = **judged.value();
    if (arguments.has("filing")) {
        std::cout << filing_of(*chain, content, profile, world.clock().now()) << "\n";
        return exit_ok;
    }
    pipeline::SubmissionReport report;
    const auto& read = *content.mapped->checked->read;
    report.source = read.received->source->name;
    report.items.push_back(pipeline::report_of(content, {}));
    if (!report.items.front().findings.empty()) print_report(std::cerr, file, report, telling);
    for (const auto& filing : content.mapped->filings) {
        if (!filing.choice.profile || filing.choice.profile->name != profile || filing.document.empty()) continue;
        std::cout << filing.document << "\n";
        return content.verdict == core::Verdict::rejected ? exit_rejected : exit_ok;
    }
    std::cerr << file << ": no document for " << profile
              << ": no route files this item with it, it waits for an S10, or it could not be mapped\n";
    return exit_rejected;
}

} // namespace

Command map_command() {
    return {"map",
            "FILE",
            "Prints the national document of an item",
            "The document goes to standard output, findings to standard error. The item takes the routes of\n"
            "config/routes.xml; only what a route files with PROFILE has a document.\n\n"
            "  postern map --to np-asycuda samples/messages/cn23-good-parcel-np-us.xml",
            {{"to", "PROFILE", "which national system (postern profiles), or neutral: what a route lets be read"},
             {"filing", "", "the filing that the profile's declaration.xsl is given, not the document"},
             {"item", "S10", "which item of a batch; without it the first"},
             {"lang", "LANGUAGE", "language of the findings"},
             {"on", "DATE", "judge by the dated lists of that day, not of today"}},
            map};
}

} // namespace postern::cli

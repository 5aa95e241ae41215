// postern check: judges messages without keeping anything.
#include "cli/command.hpp"
#include "cli/input.hpp"

#include <iostream>

namespace postern::cli {

namespace {

/// Nobody's principal: nothing is kept, so nobody owns it.
core::Principal nobody() {
    return core::Principal();
}

int check(World& world, const Arguments& arguments) {
    if (arguments.operands.empty()) throw UsageError("which FILE is to be checked?");
    const auto chain = world.chain();
    const auto texts = world.texts();
    const std::string lang = texts->negotiate(arguments.get("lang", "en"));
    const bool as_json = arguments.has("json");
    pipeline::Submissions submissions(chain);
    json::Writer out;
    int worst = exit_ok;
    if (as_json) out.begin_array();
    for (const auto& file : arguments.operands) {
        const auto bytes = read_input(file, chain->limits.message_bytes);
        pipeline::SubmitOptions options;
        options.wording = wording_of(file);
        const auto report = submissions.validate(bytes, nobody(), options);
        const bool rejected = !report || report.value().count(core::Verdict::rejected) > 0;
        if (rejected) worst = exit_rejected;
        if (as_json) {
            out.begin_object();
            out.member("file", file);
            out.key("report");
            if (report)
                pipeline::write_submission(out, report.value(), *texts, lang);
            else
                write_refusal(out, report.refusal(), *texts, lang);
            out.end_object();
        } else if (report) {
            print_report(std::cout, file, report.value(), *texts, lang);
        } else {
            print_refusal(std::cout, file, report.refusal(), *texts, lang);
        }
    }
    if (as_json) {
        out.end_array();
        std::cout << out.text() << "\n";
    }
    return worst;
}

} // namespace

Command check_command() {
    return {"check",
            "FILE…",
            "Says what is wrong with messages, where and how to mend it",
            "The same chain as a submission, with nothing kept. FILE is a CN 22, CN 23, ITMATT or JSON message, - is\n"
            "standard input. Findings go to standard output. Exit code 1 where an item would be rejected.\n\n"
            "  postern check --lang fr samples/messages/cn23-bad-check-digit.xml",
            {{"json", "", "the report as JSON, as the HTTP API gives it"},
             {"lang", "LANGUAGE", "one of the languages of config/texts"},
             {"on", "DATE", "judge by the dated lists of that day, not of today"}},
            check};
}

} // namespace postern::cli

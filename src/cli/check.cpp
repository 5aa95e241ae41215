// postern check: judges messages without keeping anything.
#include "cli/check_summary.hpp"
#include "cli/command.hpp"
#include "cli/input.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"

#include <iostream>

namespace postern::cli {

namespace {

/// Nobody's principal: nothing is kept, so nobody owns it.
core::Principal nobody() {
    return core::Principal();
}

/// How the reports of many messages leave, one after the other.
class Outlet {
public:
    virtual ~Outlet() = default;
    virtual void put(const std::string& file, const core::Result<pipeline::SubmissionReport>& report) = 0;
    virtual void end(const CheckSummary& summary, bool is_whole) = 0;
};

class AsText : public Outlet {
public:
    AsText(pipeline::Telling telling, bool only_summary) : telling_(std::move(telling)), only_summary_(only_summary) {}
    void put(const std::string& file, const core::Result<pipeline::SubmissionReport>& report) override {
        if (only_summary_) return;
        if (report)
            print_report(std::cout, file, report.value(), telling_);
        else
            print_refusal(std::cout, file, report.refusal(), telling_);
    }
    void end(const CheckSummary& summary, bool is_whole) override {
        if (summary.messages() > 1 || only_summary_ || !is_whole) summary.print(std::cout);
    }

private:
    pipeline::Telling telling_;
    bool only_summary_;
};

class AsJson : public Outlet {
public:
    AsJson(pipeline::Telling telling, bool only_summary) : telling_(std::move(telling)), only_summary_(only_summary) {
        std::cout << (only_summary_ ? "{" : "{\"reports\":[");
    }
    void put(const std::string& file, const core::Result<pipeline::SubmissionReport>& report) override {
        if (only_summary_) return;
        json::Writer out;
        out.begin_object();
        out.member("file", file);
        out.key("report");
        if (report)
            pipeline::write_submission(out, report.value(), telling_);
        else
            write_refusal(out, report.refusal(), telling_);
        out.end_object();
        std::cout << (is_first_ ? "\n" : ",\n") << out.text();
        is_first_ = false;
    }
    void end(const CheckSummary& summary, bool is_whole) override {
        json::Writer out;
        summary.write(out);
        std::cout << (only_summary_ ? "" : "\n],\n") << "\"complete\":" << (is_whole ? "true" : "false")
                  << ",\"summary\":" << out.text() << "}\n";
    }

private:
    pipeline::Telling telling_;
    bool only_summary_;
    bool is_first_ = true;
};

class AsCsv : public Outlet {
public:
    explicit AsCsv(const pipeline::Telling& telling) : csv_(telling, true) {}
    void put(const std::string& file, const core::Result<pipeline::SubmissionReport>& report) override {
        if (report)
            csv_.add(report.value(), file);
        else
            csv_.add(report.refusal(), file);
        std::cout << csv_.take();
    }
    void end(const CheckSummary&, bool) override { std::cout << csv_.take(); }

private:
    pipeline::ReportCsv csv_;
};

std::unique_ptr<Outlet> outlet_for(const Arguments& arguments, const pipeline::Telling& telling) {
    const bool only_summary = arguments.has("summary");
    if (arguments.has("csv") && (arguments.has("json") || only_summary))
        throw UsageError("--csv stands alone: --json and --summary are other forms");
    if (arguments.has("csv")) return std::make_unique<AsCsv>(telling);
    if (arguments.has("json")) return std::make_unique<AsJson>(telling, only_summary);
    return std::make_unique<AsText>(telling, only_summary);
}

int check(World& world, const Arguments& arguments) {
    if (arguments.operands.empty()) throw UsageError("which FILE is to be checked?");
    wait_for_interrupt(); // from the beginning: also while profiles are read it ends with a summary
    const auto files = message_files(arguments.operands);
    const auto chain = world.chain();
    const auto texts = world.texts();
    const std::string lang = texts->negotiate(arguments.get("lang", "en"));
    const pipeline::Telling telling{*texts, lang, chain->lists->current()};
    const auto outlet = outlet_for(arguments, telling);
    pipeline::Submissions submissions(chain);
    CheckSummary summary(telling);
    {
        Progress progress(files.size(), "messages");
        for (const auto& file : files) {
            if (is_interrupted() || !std::cout) break;
            pipeline::SubmitOptions options;
            options.wording = wording_of(file);
            const auto report = submissions.validate(read_input(file, chain->limits.message_bytes), nobody(), options);
            if (report)
                summary.add(report.value());
            else
                summary.add(report.refusal());
            outlet->put(file, report);
            progress.show(summary.messages(), summary.counts());
        }
    }
    const bool is_whole = summary.messages() == files.size();
    outlet->end(summary, is_whole);
    std::cout.flush();
    if (!std::cout) throw core::Failure("standard output cannot be written");
    if (!is_whole) {
        std::cerr << "interrupted after " << summary.messages() << " of " << files.size() << " messages\n";
        return kExitInterrupted;
    }
    return summary.is_any_rejected() ? exit_rejected : exit_ok;
}

} // namespace

Command check_command() {
    return {"check",
            "FILE…",
            "Says what is wrong with messages, where and how to mend it",
            "The same chain as a submission, with nothing kept. FILE is a CN 22, CN 23, ITMATT or JSON message, - is\n"
            "standard input, and of a folder every NAME.xml and NAME.json in it and below it is checked (but no\n"
            "NAME.findings.json or NAME.result.json). Findings go to standard output; of several messages a summary\n"
            "by rule follows, and how far it is goes to standard error. Exit code 1 where an item would be rejected;\n"
            "130 after Ctrl-C, with the summary of what was checked so far.\n\n"
            "  postern check --lang fr samples/messages/cn23-bad-check-digit.xml\n"
            "  postern check --summary samples/messages",
            {{"json", "", "the reports as JSON, as the HTTP API gives them, and the summary"},
             {"csv", "", "the reports as CSV, a row a finding, for a spreadsheet"},
             {"summary", "", "only what all messages together have: counts, and findings by rule"},
             {"lang", "LANGUAGE", "one of the languages of config/texts"},
             {"on", "DATE", "judge by the dated lists of that day, not of today"}},
            check};
}

} // namespace postern::cli

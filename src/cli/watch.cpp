// postern watch: an intake folder, as mail systems hand over files.
#include "cli/command.hpp"
#include "cli/input.hpp"
#include "cli/interrupt.hpp"
#include "core/durable_file.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <thread>

namespace postern::cli {

namespace {

namespace fs = std::filesystem;

/// One pass over a folder. A file is done in this order: judged and recorded (durable), its result written beside it
/// (durable, atomic), moved. Killed anywhere, the next pass does it again: the store knows the repeat.
class Intake {
public:
    Intake(World& world, fs::path folder, std::string lang)
        : world_(world), folder_(std::move(folder)), lang_(std::move(lang)), who_(world.watch_principal()) {
        fs::create_directories(folder_ / "done");
        fs::create_directories(folder_ / "error");
    }

    /// Number of files handled.
    std::size_t pass() {
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(folder_)) {
            const std::string name = entry.path().filename().string();
            if (entry.is_regular_file() && is_message_name(name)) files.push_back(entry.path());
        }
        std::sort(files.begin(), files.end());
        for (const auto& file : files) {
            if (is_interrupted()) break;
            handle(file);
        }
        return files.size();
    }

private:
    /// Of NAME.xml NAME.result.json; of NAME.json, which may lie beside it, NAME.json.result.json.
    static std::string result_name(const fs::path& file) {
        return (file.extension() == ".json" ? file.filename() : file.stem()).string() + ".result.json";
    }

    void handle(const fs::path& file) {
        const auto bytes = read_input(file.string(), world_.chain()->limits.message_bytes);
        pipeline::SubmitOptions options;
        options.wording = wording_of(file.string());
        options.request_id = "watch:" + file.filename().string().substr(0, 100);
        const auto report = world_.submissions().submit(bytes, who_, options);
        const pipeline::Telling telling{*world_.texts(), lang_, world_.chain()->lists->current()};
        json::Writer out;
        if (report)
            pipeline::write_submission(out, report.value(), telling);
        else
            write_refusal(out, report.refusal(), telling);
        const auto result = folder_ / result_name(file);
        core::write_durably(result.string(), out.text() + "\n");
        const bool good = report && report.value().count(core::Verdict::rejected) == 0 && report.value().refused() == 0;
        fs::rename(file, free_name(folder_ / (good ? "done" : "error") / file.filename()));
        std::cout << file.filename().string() << ": "
                  << (!report ? std::string(core::refusal_kind(report.refusal().code).slug)
                              : std::to_string(report.value().count(core::Verdict::accepted)) + " accepted, " +
                                    std::to_string(report.value().count(core::Verdict::rejected)) + " rejected")
                  << std::endl;
    }

    /// A file of the same name that was handed over before is not overwritten.
    static fs::path free_name(const fs::path& wanted) {
        fs::path name = wanted;
        for (int n = 2; fs::exists(name); ++n) {
            name =
                wanted.parent_path() / (wanted.stem().string() + "." + std::to_string(n) + wanted.extension().string());
        }
        return name;
    }

    World& world_;
    fs::path folder_;
    std::string lang_;
    core::Principal who_;
};

int watch(World& world, const Arguments& arguments) {
    if (arguments.operands.size() != 1) throw UsageError("which DIR is to be watched?");
    const fs::path folder = arguments.operands.front();
    if (!fs::is_directory(folder)) throw UsageError(folder.string() + " is no folder");
    wait_for_interrupt();
    Intake intake(world, folder, world.texts()->negotiate(arguments.get("lang", "en")));
    if (arguments.has("once")) {
        std::cout << intake.pass() << " files handled\n";
        return exit_ok;
    }
    std::cout << "watching " << folder.string() << std::endl;
    while (!is_interrupted()) {
        intake.pass();
        std::this_thread::sleep_for(std::chrono::milliseconds(world.watch_interval_ms()));
    }
    return exit_ok;
}

} // namespace

Command watch_command() {
    return {"watch",
            "DIR",
            "Takes in files from a folder and answers beside them",
            "Each DIR/NAME.xml is submitted for the post of watch.post; the report becomes DIR/NAME.result.json (of a\n"
            "DIR/NAME.json, which is JSON, DIR/NAME.json.result.json), then\n"
            "the file moves to DIR/done, or to DIR/error where something was rejected or refused. Hand files over by\n"
            "renaming them into DIR. Killed at any moment and started again, nothing is taken twice or lost. May run\n"
            "beside a gateway on the same database.\n\n"
            "  postern watch --set watch.post=np-post --data var/postern intake/",
            {{"once", "", "handles what is there and stops"}, {"lang", "LANGUAGE", "language of the reports"}},
            watch};
}

} // namespace postern::cli

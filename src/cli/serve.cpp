// postern serve: the gateway, until it is told to stop.
#include "cli/command.hpp"

#include <csignal>
#include <iostream>

namespace postern::cli {

namespace {

/// Blocks the signals that steer a service in this thread and all that it starts; wait() takes one.
class Signals {
public:
    Signals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGHUP);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    }
    /// True: it is a wish to read the lists again, and not to stop.
    bool wait() const {
        int signal = 0;
        sigwait(&set_, &signal);
        return signal == SIGHUP;
    }

private:
    sigset_t set_{};
};

/// What is wrong with a file must not stop the gateway: what is in force stays.
void reload(World& world) {
    try {
        const std::string editions = world.reload();
        std::cerr << "in force: " << editions << std::endl;
    } catch (const core::Failure& wrong) {
        std::cerr << "not reloaded, what is in force stays:\n" << wrong.what() << std::endl;
    }
}

int serve(World& world, const Arguments& arguments) {
    if (!arguments.operands.empty()) throw UsageError("serve takes no operands");
    if (arguments.has("print-config")) {
        std::cout << world.print_settings();
        return exit_ok;
    }
    const Signals signals;
    const auto ready = [](const std::string& address) { std::cout << "postern listening on " << address << std::endl; };
    world.serve(ready, [&] {
        while (signals.wait())
            reload(world);
    });
    return exit_ok;
}

} // namespace

Command serve_command() {
    return {"serve",
            "",
            "Starts the gateway",
            "Listens, prints the address when it is ready, and runs until SIGTERM or Ctrl-C; then it stops accepting,\n"
            "answers what runs, drains the writer and exits 0. SIGHUP reads lists, routes, policies, texts and\n"
            "the folders of mappings again: whole, or what is in force stays and the log says why.\n\n"
            "  postern serve --config config/sandbox/postern.properties --listen 127.0.0.1:8080",
            {{"listen", "ADDRESS:PORT", "stands above listen.address and listen.port; port 0 takes a free one"},
             {"print-config", "", "prints every setting with its value in force, and stops"}},
            serve};
}

} // namespace postern::cli

// postern: the program.
#include "app/gateway.hpp"
#include "cli/command.hpp"

int main(int argc, char** argv) {
    return postern::cli::run(argc, argv, [](const postern::cli::WorldOptions& options) {
        return std::make_unique<postern::app::Gateway>(options);
    });
}

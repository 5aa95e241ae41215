// postern doctor: looks at everything a gateway needs and says what is wrong with it.
#include "cli/command.hpp"

#include <iostream>

namespace postern::cli {

namespace {

int doctor(World& world, const Arguments& arguments) {
    if (!arguments.operands.empty()) throw UsageError("doctor takes no operands");
    bool bad = false;
    for (const auto& diagnosis : world.diagnose()) {
        const char* mark = diagnosis.kind == Diagnosis::Kind::good      ? "ok       "
                           : diagnosis.kind == Diagnosis::Kind::warning ? "warning  "
                                                                        : "bad      ";
        bad |= diagnosis.kind == Diagnosis::Kind::bad;
        std::cout << mark << diagnosis.what << "\n";
    }
    return bad ? exit_broken : exit_ok;
}

} // namespace

Command doctor_command() {
    return {"doctor",
            "",
            "Looks at settings, lists, profiles and the database",
            "One line for each thing that a gateway needs. Exit code 3 where one of them is bad.\n\n"
            "  postern doctor --config config/sandbox/postern.properties",
            {},
            doctor};
}

} // namespace postern::cli

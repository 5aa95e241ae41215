// World: what a command may ask of the program around it; app implements it, commands know no adapter.
#pragma once

#include "access/keys.hpp"
#include "core/failure.hpp"
#include "pipeline/parts.hpp"
#include "pipeline/submissions.hpp"
#include "text/catalogue.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postern::cli {

/// One fact that `postern doctor` tells.
struct Diagnosis {
    enum class Kind { good, warning, bad };
    Kind kind = Kind::good;
    std::string what;
};

/// Parts are built when they are first asked for, so that `--help` needs no database. Everything throws core::Failure
/// where the world is broken. Used by one thread, but for what it hands out.
class World {
public:
    virtual ~World() = default;
    /// The chain without a store: nothing is kept or looked up.
    virtual std::shared_ptr<const pipeline::Parts> chain() = 0;
    virtual std::shared_ptr<const text::Catalogue> texts() = 0;
    virtual ports::Store& store() = 0;
    virtual ports::Clock& clock() = 0;
    virtual ports::KeySource& keys() = 0;
    virtual pipeline::Submissions& submissions() = 0;
    /// Which post `watch` hands files in for, and live or test.
    virtual core::Principal watch_principal() = 0;
    virtual std::int64_t watch_interval_ms() = 0;
    virtual std::vector<Diagnosis> diagnose() = 0;
    /// Reads the code lists again and puts them in force, whole or not at all (core::Failure names every fault, and
    /// those in force stay). Their editions, for the operator. Thread-safe once the chain is there.
    virtual std::string reload() = 0;
    /// The code lists as they would be in force, those kept in the store in place of files where the store is open.
    /// changes: kept lists with other contents; nullopt: as if it was not kept. Throws core::Failure that names every
    /// fault.
    using ListChanges = std::map<std::string, std::optional<std::string>>;
    virtual std::shared_ptr<const codelists::Codelists> load_lists(const ListChanges& changes) = 0;
    /// Where the code lists lie, and the folders of sources and profiles.
    virtual std::string lists_folder() = 0;
    virtual std::string mappings_folder() = 0;
    virtual std::string schemas_folder() = 0;
    /// Runs the gateway until stop says so; tells ready the address it listens on.
    virtual void serve(const std::function<void(const std::string&)>& ready, const std::function<void()>& wait) = 0;
    /// The public keys of this installation's evidence as a JWK set; makes none. Throws ConfigurationError.
    virtual std::string evidence_jwks() = 0;
    /// Every setting with its value in force.
    virtual std::string print_settings() = 0;
    /// The reference pages made from tables in the code: file name, content.
    virtual std::vector<std::pair<std::string, std::string>> reference_pages() = 0;
};

/// Settings or configuration files are wrong; the text names file and key of every fault. Exit code 2.
class ConfigurationError : public core::Failure {
public:
    using core::Failure::Failure;
};

/// How the command line wants the world: file of settings, and settings that stand above it.
struct WorldOptions {
    std::string config_file;
    std::vector<std::pair<std::string, std::string>> overrides;
    std::optional<core::Date> on_day; ///< judge by the lists of this day; none: today
};
using WorldMaker = std::function<std::unique_ptr<World>(const WorldOptions&)>;

} // namespace postern::cli

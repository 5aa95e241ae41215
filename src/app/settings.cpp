// Settings: reading them (all faults at once), where the program's home is, and how secrets are fetched.
#include "app/settings.hpp"

#include "app/properties.hpp"
#include "core/failure.hpp"

#include <charconv>
#include <cstdlib> // secure_getenv: unlike getenv it gives a privileged program nothing
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace postern::app {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kSecretBytes = 64u << 10;

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in || fs::is_directory(path)) throw core::Failure(path + ": cannot be read");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

const Setting* find_setting(std::string_view key) {
    for (const auto& setting : all_settings()) {
        if (setting.key == key) return &setting;
    }
    return nullptr;
}

bool is_one_of(std::string_view value, std::string_view allowed) {
    while (true) {
        const auto bar = allowed.find('|');
        if (allowed.substr(0, bar) == value) return true;
        if (bar == std::string_view::npos) return false;
        allowed.remove_prefix(bar + 1);
    }
}

std::string set_number(Settings& out, const Setting& setting, std::string_view value) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size()) return "must be a whole number";
    if (number < setting.least || number > setting.greatest) {
        return "must be from " + std::to_string(setting.least) + " to " + std::to_string(setting.greatest);
    }
    out.*std::get<std::int64_t Settings::*>(setting.member) = number;
    return {};
}

/// Why the value will not do; empty: it was taken. Values are not repeated: a secret may have been put in by mistake.
std::string set_value(Settings& out, const Setting& setting, std::string_view value, const fs::path& base) {
    switch (setting.type) {
    case SettingType::number: return set_number(out, setting, value);
    case SettingType::flag:
        if (value != "true" && value != "false") return "must be true or false";
        out.*std::get<bool Settings::*>(setting.member) = value == "true";
        return {};
    case SettingType::file:
        out.*std::get<std::string Settings::*>(setting.member) =
            value.empty() ? std::string() : (base / value).lexically_normal().string();
        return {};
    case SettingType::secret:
        if (!value.empty() && !value.starts_with("file:") && !value.starts_with("env:")) {
            return "must be file:PATH or env:NAME, never the secret itself";
        }
        if (value.starts_with("file:")) {
            out.*std::get<std::string Settings::*>(setting.member) =
                "file:" + (base / value.substr(5)).lexically_normal().string();
            return {};
        }
        break;
    case SettingType::text:
        if (!setting.unit.empty() && !is_one_of(value, setting.unit)) {
            return "must be one of " + std::string(setting.unit);
        }
        break;
    }
    out.*std::get<std::string Settings::*>(setting.member) = value;
    return {};
}

/// The folder above the program that holds our schemas: so a build tree and an unpacked release both run as they are.
std::string found_home() {
    if (const char* told = ::secure_getenv("POSTERN_HOME")) return fs::absolute(told).lexically_normal().string();
    std::error_code ignored;
    for (fs::path at = fs::read_symlink("/proc/self/exe", ignored).parent_path(); at.has_relative_path();
         at = at.parent_path()) {
        if (fs::is_directory(at / "schemas", ignored) && fs::is_directory(at / "mappings", ignored)) return at.string();
    }
    return fs::current_path().string();
}

void complete_folders(Settings& settings) {
    if (settings.home_folder.empty()) settings.home_folder = found_home();
    const fs::path home = settings.home_folder;
    if (settings.config_folder.empty()) settings.config_folder = (home / "config").string();
    if (settings.agencies_file.empty())
        settings.agencies_file = (fs::path(settings.config_folder) / "agencies.xml").string();
    if (settings.posts_file.empty()) settings.posts_file = (fs::path(settings.config_folder) / "posts.xml").string();
    if (settings.schemas_folder.empty()) settings.schemas_folder = (home / "schemas").string();
    if (settings.mappings_folder.empty()) settings.mappings_folder = (home / "mappings").string();
    if (settings.web_folder.empty()) settings.web_folder = (home / "web" / "dist").string();
}

/// Bounds between two settings, told only where each alone is right.
void check_pairs(const Settings& settings, std::vector<std::string>& faults) {
    if (settings.feed_page_default > settings.feed_page_limit) {
        faults.emplace_back("feed.page-default must not pass feed.page-limit");
    }
    if (settings.lease_seconds > settings.lease_seconds_limit) {
        faults.emplace_back("lease.seconds must not pass lease.seconds-limit");
    }
}

class Collector {
public:
    Collector(Settings& settings, std::string origin) : settings_(settings), origin_(std::move(origin)) {}

    void take(const Property& property, const fs::path& base, const std::string& where) {
        const Setting* setting = find_setting(property.key);
        if (setting == nullptr) {
            faults.push_back(where + property.key + ": no such setting");
            return;
        }
        if (const auto [seen, fresh] = lines_.emplace(property.key, where); !fresh) {
            faults.push_back(where + property.key + ": said twice");
            return;
        }
        if (auto fault = set_value(settings_, *setting, property.value, base); !fault.empty()) {
            faults.emplace_back(where).append(property.key).append(": ").append(fault);
        }
    }

    void take_file(const std::string& path) {
        const auto properties = read_properties(read_file(path));
        for (const auto& fault : properties.faults)
            faults.emplace_back(path).append(": ").append(fault);
        const auto base = fs::absolute(path).parent_path();
        for (const auto& property : properties.entries) {
            take(property, base, path + ":" + std::to_string(property.line) + ": ");
        }
        lines_.clear(); // the command line may say again what the file says
    }

    void refuse_faults() const {
        if (faults.empty()) return;
        std::string all = origin_;
        for (const auto& fault : faults)
            all.append("\n  ").append(fault);
        throw core::Failure(all);
    }

    std::vector<std::string> faults;

private:
    Settings& settings_;
    std::string origin_;
    std::map<std::string, std::string, std::less<>> lines_;
};

} // namespace

Settings load_settings(const std::string& path, const std::vector<std::pair<std::string, std::string>>& overrides) {
    Settings settings;
    const auto here = fs::current_path();
    const auto base = path.empty() ? here : fs::absolute(path).parent_path();
    for (const auto& setting : all_settings()) {
        if (const auto fault = set_value(settings, setting, setting.default_value, base); !fault.empty()) {
            throw core::Failure("the default of " + std::string(setting.key) + " " + fault);
        }
    }
    Collector collector(settings, "the configuration cannot be used:");
    if (!path.empty()) collector.take_file(path);
    for (const auto& [key, value] : overrides)
        collector.take({key, value, 0}, here, "command line: ");
    if (collector.faults.empty()) check_pairs(settings, collector.faults);
    collector.refuse_faults();
    complete_folders(settings);
    return settings;
}

std::string read_secret(std::string_view key, std::string_view reference) {
    const std::string name(key);
    std::string secret;
    if (reference.starts_with("env:")) {
        const char* value = ::secure_getenv(std::string(reference.substr(4)).c_str());
        if (value == nullptr) throw core::Failure(name + ": the environment does not hold it");
        secret = value;
    } else if (reference.starts_with("file:")) {
        const std::string path(reference.substr(5));
        std::error_code error;
        const auto bytes = fs::file_size(path, error);
        if (error || bytes > kSecretBytes) throw core::Failure(name + ": " + path + " is not a file of a secret");
        secret = read_file(path);
    } else {
        throw core::Failure(name + ": must be file:PATH or env:NAME");
    }
    while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r'))
        secret.pop_back();
    if (secret.empty()) throw core::Failure(name + ": is empty");
    return secret;
}

} // namespace postern::app

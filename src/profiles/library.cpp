// Library: loads everything, or says everything that is wrong.
#include "profiles/library.hpp"

#include "profiles/profile_folder.hpp"
#include "profiles/source_folder.hpp"

#include <algorithm>
#include <filesystem>

namespace postern::profiles {

namespace {

namespace fs = std::filesystem;

template <class Part>
std::shared_ptr<const Part> named(const std::vector<std::shared_ptr<const Part>>& parts, std::string_view name) {
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part->name == name; });
    return found == parts.end() ? nullptr : *found;
}

/// Two profiles of a country may share a rule, and then its words too: a text is looked up by its code alone.
void refuse_two_texts_of_a_code(const std::vector<std::shared_ptr<const Profile>>& profiles, Faults& faults) {
    std::map<std::string_view, const Profile*> known;
    for (const auto& profile : profiles) {
        for (const auto& [code, texts] : profile->rule_texts) {
            const auto [first, fresh] = known.emplace(code, profile.get());
            if (!fresh && first->second->rule_texts.at(code) != texts)
                faults.note("profiles " + first->second->name + " and " + profile->name + " tell " + code +
                            " in different words");
        }
    }
}

} // namespace

std::shared_ptr<const Library> Library::load(const std::string& mappings_folder, const std::string& schemas_folder) {
    auto library = std::make_shared<Library>();
    Faults faults;
    const auto mappings = fs::path(mappings_folder);
    const auto families = mappings / "families";
    const auto forms = Forms::load(schemas_folder, fs::is_directory(families) ? families.string() : std::string());
    const auto schema = [&](const char* name, std::shared_ptr<const xml::Schema>& to) {
        faults.attempt([&] { to = xml::Schema::load((fs::path(schemas_folder) / name).string()); });
    };
    schema("declaration.xsd", library->declaration_schema_);
    schema("answer.xsd", library->answer_schema_);
    faults.attempt([&] {
        for (const auto& name : folders_in((mappings / "sources").string())) {
            faults.attempt(
                [&] { library->sources_.push_back(load_source((mappings / "sources" / name).string(), forms)); });
        }
    });
    faults.attempt([&] {
        for (const auto& name : folders_in(mappings_folder)) {
            if (name == "sources" || name == "families") continue;
            faults.attempt([&] { library->profiles_.push_back(load_profile((mappings / name).string(), forms)); });
        }
    });
    refuse_two_texts_of_a_code(library->profiles_, faults);
    faults.raise(mappings_folder + " cannot be used:");
    return library;
}

core::Result<std::shared_ptr<const Source>> Library::source_of(std::string_view namespace_uri, std::string_view root,
                                                               const Envelope** envelope) const {
    std::shared_ptr<const Source> found;
    for (const auto& source : sources_) {
        for (const auto& candidate : source->envelopes) {
            if (candidate.namespace_uri != namespace_uri || candidate.root != root) continue;
            if (found) return core::Refusal{core::RefusalCode::source_ambiguous, {}, 0, 0, {}};
            found = source;
            if (envelope != nullptr) *envelope = &candidate;
        }
    }
    if (!found) return core::Refusal{core::RefusalCode::source_unknown, {}, 0, 0, {}};
    return found;
}

std::shared_ptr<const Source> Library::source(std::string_view name) const {
    return named(sources_, name);
}

std::shared_ptr<const Profile> Library::profile(std::string_view name) const {
    return named(profiles_, name);
}

} // namespace postern::profiles

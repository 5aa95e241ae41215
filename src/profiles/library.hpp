// Library: all sources and profiles that are loaded, as one immutable snapshot.
#pragma once

#include "core/result.hpp"
#include "profiles/profile.hpp"
#include "profiles/source.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::profiles {

class Library {
public:
    /// Loads every folder of mappings/ (sources/*, <country>-<system>/*; families/ only by import), checks source.xml,
    /// profile.xml and policy.xml against schemas/, compiles all. Throws core::Failure that lists all faults at once.
    static std::shared_ptr<const Library> load(const std::string& mappings_folder, const std::string& schemas_folder);

    const std::vector<std::shared_ptr<const Source>>& sources() const { return sources_; }
    const std::vector<std::shared_ptr<const Profile>>& profiles() const { return profiles_; }
    /// Exactly one source must know the root; none: source_unknown, two: source_ambiguous.
    core::Result<std::shared_ptr<const Source>> source_of(std::string_view namespace_uri, std::string_view root,
                                                          const Envelope** envelope) const;
    std::shared_ptr<const Source> source(std::string_view name) const;   ///< null: none
    std::shared_ptr<const Profile> profile(std::string_view name) const; ///< null: none
    const xml::Schema& declaration_schema() const { return *declaration_schema_; }
    const xml::Schema& answer_schema() const { return *answer_schema_; }

private:
    std::vector<std::shared_ptr<const Source>> sources_;
    std::vector<std::shared_ptr<const Profile>> profiles_;
    std::shared_ptr<const xml::Schema> declaration_schema_;
    std::shared_ptr<const xml::Schema> answer_schema_;
};

} // namespace postern::profiles

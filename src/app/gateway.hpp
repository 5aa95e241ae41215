// Gateway: everything wired together, each part built when it is first needed.
#pragma once

#include "app/key_slot.hpp"
#include "app/settings.hpp"
#include "app/system.hpp"
#include "clearance/agency_desk.hpp"
#include "clearance/agency_table.hpp"
#include "clearance/attachments.hpp"
#include "cli/world.hpp"
#include "http/page_folder.hpp"
#include "postal/event_codes.hpp"
#include "postal/post_table.hpp"
#include "xml/runtime.hpp"

#include <memory>
#include <mutex>
#include <vector>

namespace postern::exchange {
class EvidenceDesk;
}

namespace postern::app {

class PostFiles;
struct EvidenceKeys;

class Gateway : public cli::World {
public:
    /// Throws cli::ConfigurationError where the settings are wrong.
    explicit Gateway(const cli::WorldOptions& options);
    ~Gateway() override;

    std::shared_ptr<const pipeline::Parts> chain() override;
    std::shared_ptr<const text::Catalogue> texts() override;
    ports::Store& store() override;
    ports::Clock& clock() override { return clock_; }
    ports::KeySource& keys() override;
    pipeline::Submissions& submissions() override;
    core::Principal watch_principal() override;
    std::int64_t watch_interval_ms() override { return settings_.watch_interval_ms; }
    std::vector<cli::Diagnosis> diagnose() override;
    std::string reload() override;
    std::string lists_folder() override;
    std::shared_ptr<const codelists::Codelists> load_lists(const ListChanges& changes) override;
    std::string mappings_folder() override { return settings_.mappings_folder; }
    std::string schemas_folder() override { return settings_.schemas_folder; }
    void serve(const std::function<void(const std::string&)>& ready, const std::function<void()>& wait) override;
    std::string evidence_jwks() override;
    std::string print_settings() override;
    std::vector<std::pair<std::string, std::string>> reference_pages() override;

    const Settings& settings() const { return settings_; }
    /// By the routes in force when it is asked. The gateway must outlive it.
    clearance::AgencyDesk::RegularizationDays regularization_days();
    clearance::Attachments::MayRead may_read_attachments();

private:
    std::shared_ptr<pipeline::Parts> make_chain();
    /// The chain with its store.
    std::unique_ptr<pipeline::Submissions> make_submissions();
    std::shared_ptr<const profiles::Library> library();
    std::shared_ptr<const clearance::AgencyTable> agencies();
    postal::PostTable posts() const;
    postal::EventCodes event_codes() const;
    std::unique_ptr<PostFiles> make_post_files(const std::function<void(std::string_view)>& say);
    /// Throws cli::ConfigurationError.
    EvidenceKeys signing_keys();
    std::unique_ptr<exchange::EvidenceDesk> make_evidence_desk();
    /// Keeps the folders of the editions in force with the data.
    void keep_folders();
    /// Loads the editions of earlier runs that open filings still need; gives those that do not load any more, with the
    /// reason.
    std::vector<std::string> load_earlier_editions();
    /// Those of config/texts alone; texts() has the profiles' own beside them.
    std::shared_ptr<const text::Catalogue> own_texts() const;
    std::shared_ptr<const crypto::IdCipher> ids();
    /// And the ranges of item ids of the sandbox.
    void add_demo_keys();

    xml::Runtime runtime_; ///< first in, last out
    Settings settings_;
    SystemClock clock_;
    std::shared_ptr<const profiles::Library> library_;
    std::shared_ptr<profiles::Editions> editions_;
    std::shared_ptr<codelists::Shelf> lists_;
    std::shared_ptr<core::Shelf<const text::Catalogue>> texts_;
    std::vector<std::shared_ptr<const text::Catalogue>> texts_before_; ///< who holds a reference goes on with it
    std::shared_ptr<const pipeline::Parts> chain_;
    core::Shelf<const http::PageFolder> counter_pages_{std::make_shared<const http::PageFolder>()};
    std::mutex reloading_;
    std::unique_ptr<ports::Store> store_;
    std::unique_ptr<KeySlot> key_slot_;
    std::unique_ptr<SystemKeySource> keys_;
    std::shared_ptr<const crypto::IdCipher> ids_;
    std::unique_ptr<core::Shelf<pipeline::Submissions>> submissions_;
};

} // namespace postern::app

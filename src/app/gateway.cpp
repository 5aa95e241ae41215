// Gateway: builds the parts in the order in which they stand on each other.
#include "app/gateway.hpp"

#include "app/demo_item_ids.hpp"
#include "app/demo_keys.hpp"
#include "app/installation.hpp"
#include "cli/input.hpp"
#include "core/failure.hpp"
#include "profiles/folder_copy.hpp"
#include "store/sqlite_store.hpp"
#include "vault/vault.hpp"

#include <algorithm>
#include <filesystem>
#include <span>

namespace postern::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTableBytes = 1u << 20;

Settings settings_of(const cli::WorldOptions& options) {
    try {
        return load_settings(options.config_file, options.overrides);
    } catch (const core::Failure& wrong) {
        throw cli::ConfigurationError(wrong.what());
    }
}

std::string in(const std::string& folder, const char* name) {
    return (fs::path(folder) / name).string();
}

xml::ReadLimits read_limits(const Settings& s) {
    xml::ReadLimits limits;
    limits.message_bytes = static_cast<std::size_t>(s.xml_message_bytes);
    limits.tag_bytes = static_cast<std::size_t>(s.xml_tag_bytes);
    limits.depth = static_cast<std::uint32_t>(s.xml_depth);
    limits.attributes = static_cast<std::uint32_t>(s.xml_attributes);
    limits.elements = static_cast<std::uint64_t>(s.xml_elements);
    limits.item_elements = static_cast<std::uint32_t>(s.xml_item_elements);
    limits.items = static_cast<std::uint32_t>(s.xml_items);
    return limits;
}

std::map<std::string, judge::Policy, std::less<>> policies_of(const profiles::Library& library) {
    std::map<std::string, judge::Policy, std::less<>> policies;
    for (const auto& profile : library.profiles())
        policies.emplace(profile->name, judge::Policy(profile->policy));
    return policies;
}

/// A policy for a route that nobody has is a slip of the pen that would let findings pass.
void check_routes_of(const judge::Policies& policies, const validate::RouteTable& routes, const std::string& path) {
    for (const auto& [name, policy] : policies.by_route) {
        const bool is_there = std::ranges::any_of(
            routes.all(), [&](const steps::RouteChoice& choice) { return choice.route->name == name; });
        if (!is_there) throw core::Failure((path + ": there is no route '").append(name).append("' in routes.xml"));
    }
}

/// A filing for an agency that nobody has described would wait for ever.
void check_agencies_of(const validate::RouteTable& routes, const clearance::AgencyTable& agencies,
                       const std::string& path) {
    for (const auto& choice : routes.all()) {
        const auto& route = *choice.route;
        if (!route.agency.empty() && agencies.named(route.agency) == nullptr)
            throw core::Failure(path + ": route " + route.name + ": there is no agency '" + route.agency +
                                "' in agencies.xml");
    }
}

/// A field that is not there would be left out of every document, and nobody would know.
void check_fields_of(const validate::RouteTable& routes, const text::Catalogue& texts, const std::string& path) {
    for (const auto& choice : routes.all())
        for (const auto& field : choice.route->reads)
            if (!texts.has("field." + field, "en"))
                throw core::Failure(std::string(path)
                                        .append(": route ")
                                        .append(choice.route->name)
                                        .append(": there is no field '")
                                        .append(field)
                                        .append("'"));
}

/// A sandbox comes with tables that an operator would import; one that is imported takes the place of its own.
codelists::StoredLists sandbox_lists(const Settings& settings) {
    codelists::StoredLists lists;
    const auto folder = fs::path(settings.config_folder) / "sandbox" / "tables";
    if (!settings.sandbox_demo_keys || !fs::is_directory(folder)) return lists;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".csv")
            lists.emplace(entry.path().stem().string(), cli::read_input(entry.path().string(), kTableBytes));
    return lists;
}

text::Catalogue::Additions national_texts(const profiles::Library& library) {
    text::Catalogue::Additions additions;
    for (const auto& profile : library.profiles())
        for (const auto& [code, texts] : profile->rule_texts)
            additions.emplace("finding." + code, texts);
    return additions;
}

} // namespace

Gateway::Gateway(const cli::WorldOptions& options) : settings_(settings_of(options)) {
    if (options.on_day) clock_.stand_still(*options.on_day);
}
Gateway::~Gateway() = default;

std::shared_ptr<const text::Catalogue> Gateway::own_texts() const {
    return text::Catalogue::load(in(settings_.config_folder, "texts"));
}

std::shared_ptr<const profiles::Library> Gateway::library() {
    try {
        if (!library_) library_ = profiles::Library::load(settings_.mappings_folder, settings_.schemas_folder);
    } catch (const core::Failure& wrong) {
        throw cli::ConfigurationError(wrong.what());
    }
    return library_;
}

std::shared_ptr<const clearance::AgencyTable> Gateway::agencies() {
    return std::make_shared<const clearance::AgencyTable>(
        clearance::AgencyTable::load(settings_.agencies_file, in(settings_.schemas_folder, "agencies.xsd")));
}

postal::PostTable Gateway::posts() const {
    return postal::PostTable::load(settings_.posts_file, in(settings_.schemas_folder, "posts.xsd"));
}

postal::EventCodes Gateway::event_codes() const {
    return postal::EventCodes::load(in(settings_.config_folder, "postal_events.csv"));
}

std::shared_ptr<const text::Catalogue> Gateway::texts() {
    if (!texts_)
        texts_ = std::make_shared<core::Shelf<const text::Catalogue>>(own_texts()->with(national_texts(*library())));
    return texts_->current();
}

std::shared_ptr<pipeline::Parts> Gateway::make_chain() {
    const auto& s = settings_;
    auto parts = std::make_shared<pipeline::Parts>();
    try {
        parts->library = library();
        if (!editions_) editions_ = std::make_shared<profiles::Editions>(parts->library);
        parts->editions = editions_;
        if (!lists_) lists_ = std::make_shared<codelists::Shelf>(load_lists({}));
        parts->lists = lists_;
        auto routes = validate::RouteTable::load(in(s.config_folder, "routes.xml"), in(s.schemas_folder, "routes.xsd"),
                                                 *parts->library);
        parts->agencies = agencies();
        check_agencies_of(routes, *parts->agencies, in(s.config_folder, "routes.xml"));
        check_fields_of(routes, *own_texts(), in(s.config_folder, "routes.xml"));
        parts->checker = std::make_unique<validate::Checker>(parts->lists, std::move(routes));
        auto policy = judge::Policies::load(in(s.config_folder, "policy.xml"), in(s.schemas_folder, "policy.xsd"));
        check_routes_of(policy, parts->checker->routes(), in(s.config_folder, "policy.xml"));
        parts->judge = std::make_unique<judge::Judge>(std::move(policy), policies_of(*parts->library));
    } catch (const core::Failure& wrong) {
        throw cli::ConfigurationError(wrong.what());
    }
    parts->clock = &clock_;
    parts->limits = read_limits(s);
    parts->intake = std::make_unique<ingest::Intake>(parts->library);
    parts->item_reader = std::make_unique<ingest::ItemReader>(*parts->library);
    const xml::TransformLimits limits{static_cast<std::uint32_t>(s.xslt_templates),
                                      static_cast<std::uint32_t>(s.xslt_xpath_steps)};
    parts->mapper = std::make_unique<map::Mapper>(limits);
    return parts;
}

std::shared_ptr<const pipeline::Parts> Gateway::chain() {
    if (submissions_) return submissions_->current()->parts();
    if (!chain_) chain_ = make_chain();
    return chain_;
}

ports::Store& Gateway::store() {
    if (!store_) {
        const auto& s = settings_;
        fs::create_directories(s.data_folder);
        store::SqliteSettings sqlite;
        sqlite.path = in(s.data_folder, "postern.db");
        sqlite.queue_bound = static_cast<std::size_t>(s.store_queue_deeds);
        sqlite.group_deeds = static_cast<std::size_t>(s.store_group_deeds);
        sqlite.group_bytes = static_cast<std::size_t>(s.store_group_bytes);
        store_ = store::open_sqlite_store(sqlite, clock_);
    }
    return *store_;
}

ports::KeySource& Gateway::keys() {
    if (!keys_) {
        const auto newest = store().newest_key();
        key_slot_ = std::make_unique<KeySlot>(settings_.data_folder);
        keys_ = std::make_unique<SystemKeySource>(clock_, settings_.node_number * KeySlot::kSlots + key_slot_->number(),
                                                  newest);
    }
    return *keys_;
}

std::shared_ptr<const crypto::IdCipher> Gateway::ids() {
    if (!ids_) {
        fs::create_directories(settings_.data_folder);
        ids_ = std::make_shared<const crypto::IdCipher>(installation_secret(settings_));
    }
    return ids_;
}

std::unique_ptr<pipeline::Submissions> Gateway::make_submissions() {
    store(); // the operator's own lists are in it
    if (lists_ && !submissions_) lists_->replace(load_lists({}));
    auto parts = make_chain();
    parts->ids = ids();
    parts->store = &store();
    parts->keys = &keys();
    const auto pseudonyms = std::make_shared<const crypto::Pseudonyms>(installation_secret(settings_));
    parts->pseudonyms = pseudonyms;
    parts->registrar = std::make_unique<dispatch::Registrar>(store().declarations(), store().filings(), keys(),
                                                             parts->ids, static_cast<int>(settings_.s10_window_months),
                                                             store().uses(), pseudonyms);
    parts->offerer = std::make_unique<dispatch::Offerer>(keys(), pseudonyms);
    return std::make_unique<pipeline::Submissions>(std::move(parts));
}

pipeline::Submissions& Gateway::submissions() {
    if (!submissions_) {
        submissions_ = std::make_unique<core::Shelf<pipeline::Submissions>>(make_submissions());
        keep_folders();
    }
    return *submissions_->current();
}

void Gateway::keep_folders() {
    for (const auto& profile : library_->profiles()) {
        if (store().lists().has_folder(profile->hash)) continue;
        ports::Deed deed;
        deed.body =
            ports::FolderKept{profile->name, profile->hash,
                              vault::seal(profiles::copy_of_folder(*profile, settings_.mappings_folder)), clock_.now()};
        store().ledger().record(std::span(&deed, 1));
    }
}

std::vector<std::string> Gateway::load_earlier_editions() {
    std::vector<std::string> lost;
    for (const auto& folder : store().lists().folders_in_use()) {
        const auto now = library_->profile(folder.profile);
        if (now && now->hash == folder.hash) continue;
        try {
            editions_->add_earlier(profiles::profile_of_copy(vault::open(folder.sealed), folder.profile, folder.hash,
                                                             in(settings_.data_folder, "editions"),
                                                             settings_.schemas_folder));
        } catch (const core::Failure& failure) {
            // the gateway starts all the same: until the folder is put right, answers to what it made are refused
            lost.push_back(folder.profile + " (" + folder.hash.substr(0, 12) + "): " + failure.what());
        }
    }
    return lost;
}

clearance::AgencyDesk::RegularizationDays Gateway::regularization_days() {
    submissions();
    return [this](std::string_view name) -> std::optional<std::uint32_t> {
        const auto route = submissions_->current()->parts()->checker->routes().named(name);
        return route ? route->regularization_days : std::nullopt;
    };
}

clearance::Attachments::MayRead Gateway::may_read_attachments() {
    submissions();
    return [this](std::string_view name) {
        const auto route = submissions_->current()->parts()->checker->routes().named(name);
        return route && route->documents;
    };
}

std::string Gateway::lists_folder() {
    return in(settings_.config_folder, "codelists");
}

std::shared_ptr<const codelists::Codelists> Gateway::load_lists(const ListChanges& changes) {
    codelists::StoredLists stored = sandbox_lists(settings_);
    if (store_)
        for (auto& list : store_->lists().lists())
            stored[list.name] = std::move(list.content);
    for (const auto& [name, content] : changes) {
        stored.erase(name);
        if (content) stored.emplace(name, *content);
    }
    return codelists::Codelists::load(lists_folder(), settings_.iso_codes_folder, stored);
}

std::string Gateway::reload() {
    const std::lock_guard lock(reloading_);
    submissions();
    const auto lists = load_lists({});
    const auto before = library_;
    library_.reset();
    std::unique_ptr<pipeline::Submissions> fresh;
    std::shared_ptr<const text::Catalogue> words;
    const auto pages = http::PageFolder::load(settings_.web_folder);
    try {
        fresh = make_submissions(); // of everything but the lists, which all chains share
        words = own_texts()->with(national_texts(*library_));
        keep_folders();
    } catch (...) {
        library_ = before;
        throw;
    }
    // from here on nothing can fail
    std::string in_force = lists->editions_text();
    for (const auto& profile : library_->profiles())
        in_force += ", " + profile->name + " " + profile->version;
    texts_before_.push_back(texts());
    texts_->replace(std::move(words));
    lists_->replace(lists);
    editions_->replace(library_);
    submissions_->replace(std::move(fresh));
    counter_pages_.replace(pages);
    return in_force;
}

core::Principal Gateway::watch_principal() {
    if (settings_.watch_post.empty()) {
        throw cli::ConfigurationError("watch.post is not set: for which post are the files handed in?");
    }
    core::Principal who;
    who.role = core::Role::post;
    who.mode = settings_.watch_mode == "live" ? core::Mode::live : core::Mode::test;
    who.post = settings_.watch_post;
    who.tenant = store().tenant(who.post);
    who.label = "watch";
    return who;
}

void Gateway::add_demo_keys() {
    if (!settings_.sandbox_demo_keys) return;
    const auto known = store().keys().keys();
    for (auto& deed : demo_key_deeds(settings_.sandbox_keys_file, known, keys(), clock_.now())) {
        if (!store().ledger().record(std::span(&deed, 1)).front().done()) {
            throw core::Failure("a demo key could not be added");
        }
    }
    if (settings_.sandbox_item_ids_file.empty()) return;
    // ranges_overlap: somebody was faster, or has these numbers already; then there is nothing to give
    for (auto& deed : demo_item_id_deeds(settings_.sandbox_item_ids_file, store().item_ids().stocks(), clock_.now()))
        store().ledger().record(std::span(&deed, 1));
}

std::string Gateway::print_settings() {
    return app::print_settings(settings_);
}

} // namespace postern::app

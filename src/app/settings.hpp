// Settings: everything an operator can set; one table gives names, types, units, bounds, defaults and text.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace postern::app {

/// The values in force. A member stands beside its key in settings_table.cpp, and nowhere else. Folders and files are
/// absolute once load_settings has made the object.
struct Settings {
    std::string listen_address;
    std::int64_t listen_port = 0;
    std::string data_folder;
    std::string home_folder, config_folder, schemas_folder, mappings_folder, iso_codes_folder, web_folder;
    std::string agencies_file, posts_file;
    std::int64_t node_number = 0;
    std::string installation_key; ///< "file:…", "env:…" or empty: a file of the data folder, made at first start

    std::int64_t http_threads = 0, http_queue = 0, http_keep_alive_seconds = 0;
    std::int64_t http_head_bytes = 0, http_head_seconds = 0, http_body_bytes = 0, http_body_seconds = 0;
    std::int64_t http_bodies_in_flight_bytes = 0, http_long_polls = 0, http_long_poll_seconds = 0;

    std::int64_t xml_message_bytes = 0, xml_tag_bytes = 0, xml_depth = 0, xml_attributes = 0, xml_elements = 0;
    std::int64_t xml_item_elements = 0, xml_items = 0;
    std::int64_t xslt_templates = 0, xslt_xpath_steps = 0;

    std::int64_t lanes_workers = 0, lanes_interactive = 0, lanes_submit = 0, lanes_bulk = 0;
    std::int64_t store_queue_deeds = 0, store_group_deeds = 0, store_group_bytes = 0;

    std::int64_t s10_window_months = 0;
    std::int64_t feed_page_default = 0, feed_page_limit = 0, feed_batch_bytes = 0;
    std::int64_t lease_seconds = 0, lease_seconds_limit = 0, lease_offers_limit = 0, lease_tries = 0;

    std::int64_t retention_offers_days = 0, retention_events_days = 0;
    std::int64_t prefill_days = 0, prefill_open = 0, prefill_templates = 0;

    std::int64_t webhooks_threads = 0, webhooks_look_ms = 0, webhooks_timeout_seconds = 0, webhooks_of_a_post = 0;
    std::int64_t webhooks_open_retries = 0, webhooks_log_days = 0;
    bool webhooks_allow_http = false, webhooks_allow_private_addresses = false;

    std::string evidence_key_file, evidence_old_keys; ///< empty: in the data folder
    std::string public_url;                           ///< empty: http://listen.address:port
    std::string evidence_issuer;                      ///< empty: a name made of the installation's secret

    std::string watch_post;
    std::int64_t registers_look_ms = 0;
    std::string watch_mode;
    std::int64_t watch_interval_ms = 0;

    bool sandbox_demo_keys = false;
    std::string sandbox_keys_file;
    std::string sandbox_item_ids_file;
};

/// text: any; file: a path, relative ones stand from the configuration file's folder; secret: "file:PATH" or
/// "env:NAME", never the secret itself.
enum class SettingType : std::uint8_t { text, file, number, flag, secret };

/// One row of the table.
struct Setting {
    std::string_view key;
    SettingType type;
    std::variant<std::string Settings::*, std::int64_t Settings::*, bool Settings::*> member;
    std::string_view unit; ///< "bytes", "seconds"…; for text the values allowed, split by '|'
    std::string_view default_value;
    std::int64_t least = 0, greatest = 0; ///< of numbers
    std::string_view text;                ///< one sentence for the reference
};
std::span<const Setting> all_settings();

/// The settings of a file (empty path: defaults alone, from the working folder), then the overrides of the command line
/// (key, value). Throws core::Failure that names the file, the line and the key of every fault at once.
Settings load_settings(const std::string& path, const std::vector<std::pair<std::string, std::string>>& overrides = {});

/// What a secret setting points to, its last line end dropped. Throws core::Failure naming the key, never the content.
std::string read_secret(std::string_view key, std::string_view reference);

/// Every key with the value in force, as a file that load_settings reads; secrets as the references they are.
std::string print_settings(const Settings& settings);
/// docs/reference/settings.md.
std::string settings_reference();

} // namespace postern::app

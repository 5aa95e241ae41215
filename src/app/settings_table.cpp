// The table of settings: the one place where a key, its member, bounds, default and text stand together.
#include "app/settings.hpp"

#include <array>

namespace postern::app {

namespace {

using S = Settings;
using T = SettingType;

constexpr std::int64_t kMega = 1 << 20;
constexpr std::int64_t kGiga = std::int64_t{1} << 30;

constexpr auto kSettings = std::to_array<Setting>({
    {"listen.address", T::text, &S::listen_address, "", "127.0.0.1", 0, 0,
     "Address the gateway listens on. It speaks plain HTTP: leave it on the loop-back address behind a proxy."},
    {"listen.port", T::number, &S::listen_port, "port", "8080", 0, 65535, "Port; 0 takes a free one and says which."},
    {"data.folder", T::file, &S::data_folder, "", "var/postern", 0, 0,
     "Folder of the database and of the installation's key; made where it is missing."},
    {"home.folder", T::file, &S::home_folder, "", "", 0, 0,
     "Folder that holds config, schemas and mappings; empty: POSTERN_HOME, else found above the program."},
    {"home.config", T::file, &S::config_folder, "", "", 0, 0,
     "Folder of routes, agencies, code lists and texts; empty: config under home.folder."},
    {"home.agencies", T::file, &S::agencies_file, "", "", 0, 0,
     "The agencies and the channels to them; empty: agencies.xml in home.config."},
    {"home.posts", T::file, &S::posts_file, "", "", 0, 0,
     "The posts whose mail systems take files from folders; empty: posts.xml in home.config."},
    {"home.schemas", T::file, &S::schemas_folder, "", "", 0, 0, "Folder of schemas; empty: schemas under home.folder."},
    {"home.mappings", T::file, &S::mappings_folder, "", "", 0, 0,
     "Folder of sources and profiles; empty: mappings under home.folder."},
    {"home.web", T::file, &S::web_folder, "", "", 0, 0,
     "Folder of the counter page as scripts/build-web makes it; empty: web/dist under home.folder."},
    {"home.iso-codes", T::file, &S::iso_codes_folder, "", "/usr/share/iso-codes/json", 0, 0,
     "Folder with iso_3166-1.json and iso_4217.json, as the package iso-codes installs them."},
    {"node.number", T::number, &S::node_number, "", "0", 0, 63,
     "Number of this node; part of every key it draws, so no two nodes of an installation may share it."},
    {"installation.key", T::secret, &S::installation_key, "", "", 0, 0,
     "Secret that public ids are enciphered with; empty: installation.key in data.folder, made at first start."},

    {"http.public-url", T::text, &S::public_url, "", "", 0, 0,
     "Where people reach this gateway, for links and QR codes on paper, such as https://customs.post.example; empty: "
     "http:// with listen.address and the port."},
    {"http.threads", T::number, &S::http_threads, "connections", "128", 2, 4096,
     "Connections served at once; each has its thread, which mostly waits."},
    {"http.queue", T::number, &S::http_queue, "connections", "1000", 1, 10000,
     "Connections that may wait for a thread; beyond it the answer is 503."},
    {"http.keep-alive-seconds", T::number, &S::http_keep_alive_seconds, "seconds", "15", 1, 300,
     "How long an idle connection keeps its thread."},
    {"http.head-bytes", T::number, &S::http_head_bytes, "bytes", "16384", 1024, kMega,
     "Greatest request line with headers."},
    {"http.head-seconds", T::number, &S::http_head_seconds, "seconds", "10", 1, 120,
     "Time in which the whole head of a request must be there."},
    {"http.body-bytes", T::number, &S::http_body_bytes, "bytes", "8388608", 1024, kGiga, "Greatest request body."},
    {"http.body-seconds", T::number, &S::http_body_seconds, "seconds", "60", 1, 3600,
     "Time in which the whole body must be there."},
    {"http.bodies-in-flight-bytes", T::number, &S::http_bodies_in_flight_bytes, "bytes", "268435456", kMega, 64 * kGiga,
     "Bodies held in memory at once, of all requests together; beyond it the answer is 503."},
    {"http.long-polls", T::number, &S::http_long_polls, "requests", "128", 0, 4096,
     "Requests that may wait for news at once; the next ones are answered without waiting."},
    {"http.long-poll-seconds", T::number, &S::http_long_poll_seconds, "seconds", "30", 0, 120,
     "Longest wait that a client may ask for."},

    {"xml.message-bytes", T::number, &S::xml_message_bytes, "bytes", "8388608", 1024, kGiga,
     "Greatest message; no greater than http.body-bytes makes sense over HTTP."},
    {"xml.tag-bytes", T::number, &S::xml_tag_bytes, "bytes", "65536", 1024, kMega,
     "Greatest single tag, checked before the parser sees it."},
    {"xml.depth", T::number, &S::xml_depth, "elements", "64", 8, 1000, "Deepest nesting."},
    {"xml.attributes", T::number, &S::xml_attributes, "attributes", "32", 4, 1000, "Attributes of one element."},
    {"xml.elements", T::number, &S::xml_elements, "elements", "2000000", 100, 1000000000, "Elements of one message."},
    {"xml.item-elements", T::number, &S::xml_item_elements, "elements", "5000", 100, 1000000, "Elements of one item."},
    {"xml.items", T::number, &S::xml_items, "items", "10000", 1, 1000000, "Items of one message."},
    {"xslt.templates", T::number, &S::xslt_templates, "operations", "200000", 1000, 100000000,
     "Templates that one run of a stylesheet may apply, and 500 more for each element of its input."},
    {"xslt.xpath-steps", T::number, &S::xslt_xpath_steps, "operations", "200000", 1000, 100000000,
     "XPath operations that one run of a stylesheet may take, and 500 more for each element of its input."},

    {"lanes.workers", T::number, &S::lanes_workers, "threads", "0", 0, 256,
     "Threads that read, check and map; 0: as many as cores."},
    {"lanes.interactive", T::number, &S::lanes_interactive, "jobs", "512", 1, 100000,
     "Jobs that may wait in the lane of validations and look-ups."},
    {"lanes.submit", T::number, &S::lanes_submit, "jobs", "1024", 1, 100000, "Jobs that may wait to be submitted."},
    {"lanes.bulk", T::number, &S::lanes_bulk, "jobs", "64", 1, 100000, "Batches that may wait."},
    {"store.queue-deeds", T::number, &S::store_queue_deeds, "deeds", "8192", 64, 1000000,
     "Deeds that may wait for the writer; beyond it the answer is 503."},
    {"store.group-deeds", T::number, &S::store_group_deeds, "deeds", "512", 1, 10000,
     "Deeds that one commit takes together."},
    {"store.group-bytes", T::number, &S::store_group_bytes, "bytes", "4194304", 4096, kGiga,
     "Bytes that one commit takes together."},

    {"s10.window-months", T::number, &S::s10_window_months, "months", "12", 1, 60,
     "How long an item id names the same item after its first receipt (UPU S10-12: no re-use within 12 months)."},
    {"feed.page-default", T::number, &S::feed_page_default, "offers", "50", 1, 10000,
     "Offers on a page where the client asks for no number."},
    {"feed.page-limit", T::number, &S::feed_page_limit, "offers", "1000", 1, 10000, "Most offers on a page."},
    {"feed.batch-bytes", T::number, &S::feed_batch_bytes, "bytes", "67108864", 1024, kGiga,
     "Most plain bytes of a page as CSV or ZIP; beyond them it ends earlier, but not before its first offer."},
    {"lease.seconds", T::number, &S::lease_seconds, "seconds", "60", 1, 86400,
     "Time of a lease where the client asks for none."},
    {"lease.seconds-limit", T::number, &S::lease_seconds_limit, "seconds", "3600", 1, 86400, "Longest lease."},
    {"lease.tries", T::number, &S::lease_tries, "leases", "5", 1, 100,
     "So often an offer is taken and not done before it is set aside. From the third time it is handed out alone."},
    {"lease.offers-limit", T::number, &S::lease_offers_limit, "offers", "100", 1, 10000, "Most offers of one lease."},

    {"retention.offers-days", T::number, &S::retention_offers_days, "days", "400", 0, 36500,
     "How long the entries of an agency's feed can be read again; 0: for ever. An offer that waits stays, and what "
     "came "
     "after it."},
    {"retention.events-days", T::number, &S::retention_events_days, "days", "400", 0, 36500,
     "How far back a cursor in a post's events may lead; 0: to the beginning. Timelines and figures are whole in any "
     "case."},

    {"prefill.days", T::number, &S::prefill_days, "days", "14", 1, 365,
     "How long a draft waits for its counter; then its content goes. What took place with it is known a month longer."},
    {"prefill.open", T::number, &S::prefill_open, "drafts", "20000", 1, 10000000,
     "Most drafts of a post that wait at a time, live and test apart."},
    {"prefill.templates", T::number, &S::prefill_templates, "templates", "10000", 1, 1000000,
     "Most templates of a post, live and test apart."},

    {"webhooks.threads", T::number, &S::webhooks_threads, "threads", "8", 1, 256,
     "Webhooks that are called at the same time; each has one call at a time."},
    {"webhooks.look-ms", T::number, &S::webhooks_look_ms, "ms", "500", 10, 60000,
     "How often it is looked whether there is something to tell."},
    {"webhooks.timeout-seconds", T::number, &S::webhooks_timeout_seconds, "seconds", "15", 1, 60,
     "Time in which a webhook must have answered."},
    {"webhooks.of-a-post", T::number, &S::webhooks_of_a_post, "webhooks", "20", 1, 1000,
     "Most webhooks of a post, live and test apart."},
    {"webhooks.open-retries", T::number, &S::webhooks_open_retries, "messages", "500", 1, 100000,
     "Messages of one webhook that wait to be tried again; with so many the next ones wait until it takes one."},
    {"webhooks.log-days", T::number, &S::webhooks_log_days, "days", "7", 1, 400,
     "How long it is remembered what became of a message."},
    {"webhooks.allow-http", T::flag, &S::webhooks_allow_http, "", "false", 0, 0,
     "Takes webhooks without TLS. For trying things out."},
    {"webhooks.allow-private-addresses", T::flag, &S::webhooks_allow_private_addresses, "", "false", 0, 0,
     "Calls webhooks at addresses of this machine and its networks too. Whoever has a post's key may then have them "
     "called: for trying things out, or where the network itself forbids it."},

    {"evidence.key-file", T::file, &S::evidence_key_file, "", "", 0, 0,
     "PEM (PKCS#8, P-256, mode 0600) of the key that evidence of export is signed with; empty: evidence.key in "
     "data.folder, made at first start."},
    {"evidence.old-keys", T::file, &S::evidence_old_keys, "", "", 0, 0,
     "Folder of keys (*.pem) that signed before and stay known; empty: evidence-old-keys in data.folder, where it is "
     "there."},
    {"evidence.issuer", T::text, &S::evidence_issuer, "", "", 0, 0,
     "What this installation calls itself in evidence of export, as a URL or URN that its readers know; empty: a URN "
     "made of the installation's key."},

    {"watch.post", T::text, &S::watch_post, "", "", 0, 0,
     "Post on whose behalf `postern watch` hands in files; empty: it must be given on the command line."},
    {"registers.look-ms", T::number, &S::registers_look_ms, "ms", "1000", 50, 3600000,
     "How often it is looked whether a register is full, due or to be told anew."},
    {"watch.mode", T::text, &S::watch_mode, "test|live", "test", 0, 0, "Whether watched files are live or test."},
    {"watch.interval-milliseconds", T::number, &S::watch_interval_ms, "milliseconds", "500", 50, 60000,
     "How often the watched folder is looked at."},

    {"sandbox.demo-keys", T::flag, &S::sandbox_demo_keys, "", "false", 0, 0,
     "Adds the demo keys of sandbox.keys-file, whose secrets everybody knows. Never on a gateway that others reach."},
    {"sandbox.keys-file", T::file, &S::sandbox_keys_file, "", "keys.csv", 0, 0,
     "File of the demo keys; read only where sandbox.demo-keys is true."},
    {"sandbox.item-ids-file", T::file, &S::sandbox_item_ids_file, "", "", 0, 0,
     "File of the ranges of item ids that demo posts are given at start, where they have none; read only where "
     "sandbox.demo-keys is true. Empty: none."},
});

} // namespace

std::span<const Setting> all_settings() {
    return kSettings;
}

} // namespace postern::app

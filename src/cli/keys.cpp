// postern keys: API keys, made, listed and revoked.
#include "cli/command.hpp"

#include <iostream>
#include <span>

namespace postern::cli {

namespace {

core::Role role_named(const std::string& name) {
    for (const auto role : {core::Role::post, core::Role::agency, core::Role::counter, core::Role::admin}) {
        if (core::to_string(role) == name) return role;
    }
    throw UsageError("--role is one of post, agency, counter, admin");
}

core::Mode mode_named(const std::string& name) {
    if (name == "live") return core::Mode::live;
    if (name == "test") return core::Mode::test;
    throw UsageError("--mode is live or test; every key is one of them, and so is all that it touches");
}

int add(World& world, const Arguments& arguments) {
    ports::KeyAdded body;
    body.role = role_named(arguments.get("role"));
    body.mode = mode_named(arguments.get("mode"));
    body.label = arguments.get("label");
    const bool for_post = body.role == core::Role::post || body.role == core::Role::counter;
    if (for_post) body.post = arguments.get("post");
    if (body.role == core::Role::agency) body.agency = arguments.get("agency");
    if (body.role == core::Role::counter) {
        body.office = arguments.get("office");
        body.clerk = arguments.get("clerk");
    } else if (!arguments.get("office").empty() || !arguments.get("clerk").empty()) {
        throw UsageError("--office and --clerk are for a counter's key");
    }
    if (!body.clerk.empty() && body.office.empty()) throw UsageError("--clerk wants the --office where the clerk sits");
    if (for_post && body.post.empty()) throw UsageError("a key of this role wants --post NAME");
    if (body.role == core::Role::agency && body.agency.empty()) throw UsageError("an agency's key wants --agency NAME");
    const auto key = access::make_key(body.mode);
    body.client = {world.keys().next()};
    body.prefix = key.prefix;
    body.hash = key.hash;
    body.at = world.clock().now();
    ports::Deed deed;
    deed.audit.push_back({body.at, {}, core::Role::admin, "admin.keys", key.prefix, 0, {}, "cli"});
    deed.body = std::move(body);
    if (!world.store().ledger().record(std::span(&deed, 1)).front().done()) {
        std::cerr << "the key could not be added; try again\n";
        return exit_broken;
    }
    std::cout << key.text << "\n";
    std::cerr << "This is shown once. Only its hash is kept.\n";
    return exit_ok;
}

int list_keys(World& world) {
    for (const auto& key : world.store().keys().keys()) {
        const auto& who = key.principal;
        std::cout << key.prefix << "\t" << core::to_string(who.role) << "\t" << core::to_string(who.mode) << "\t"
                  << (who.post.empty() ? who.agency_name : who.post) << "\t" << core::to_rfc3339(key.added) << "\t"
                  << (key.revoked ? "revoked " + core::to_rfc3339(*key.revoked) : "active") << "\t" << who.label
                  << (who.office.empty() ? "" : "\t" + who.office + (who.clerk.empty() ? "" : "/" + who.clerk)) << "\n";
    }
    return exit_ok;
}

int revoke(World& world, const std::string& prefix) {
    const auto now = world.clock().now();
    ports::Deed deed;
    deed.audit.push_back({now, {}, core::Role::admin, "admin.keys", prefix.substr(0, 64), 0, {}, "cli"});
    deed.body = ports::KeyRevoked{prefix, now};
    if (!world.store().ledger().record(std::span(&deed, 1)).front().done()) {
        std::cerr << "postern keys: no active key begins with '" << prefix << "'\n";
        return exit_rejected;
    }
    std::cout << prefix << " revoked; a running gateway forgets it within seconds\n";
    return exit_ok;
}

int keys(World& world, const Arguments& arguments) {
    const auto& words = arguments.operands;
    if (words == std::vector<std::string>{"add"}) return add(world, arguments);
    if (words == std::vector<std::string>{"list"}) return list_keys(world);
    if (words.size() == 2 && words[0] == "revoke") return revoke(world, words[1]);
    throw UsageError("keys takes: add, list, or revoke PREFIX");
}

} // namespace

Command keys_command() {
    return {
        "keys",
        "add | list | revoke PREFIX",
        "Makes, lists and revokes API keys",
        "Opens the database directly, and is safe beside a running gateway. A key is shown once, when it is made.\n\n"
        "  postern keys add --role post --post np-post --mode test --label 'counter software' --data var/postern\n"
        "  postern keys add --role agency --agency np-customs --mode test --label 'customs poller'\n"
        "  postern keys add --role counter --post np-post --office NPKTM01 --clerk c017 --mode test --label 'window "
        "3'\n"
        "  postern keys revoke pk_test_ab12cd34",
        {{"office", "CODE", "the post office of a counter's key, by the post's own code"},
         {"clerk", "CODE", "the clerk of a counter's key, by the post's own code"},
         {"role", "ROLE", "post, agency, counter or admin"},
         {"mode", "MODE", "live or test"},
         {"post", "NAME", "the post (tenant) of a post's or counter's key"},
         {"agency", "NAME", "the agency of an agency's key, as in agencies.xml"},
         {"label", "TEXT", "what the key is for; shown in lists and the audit"}},
        keys};
}

} // namespace postern::cli

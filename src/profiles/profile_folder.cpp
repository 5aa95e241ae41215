// A profile's folder: profile.xml, its schema, both stylesheets, policy.xml, codes, fields.csv, and the hash of all.
#include "profiles/profile_folder.hpp"

#include "core/date_pattern.hpp"
#include "crypto/digest.hpp"
#include "profiles/render.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>

namespace postern::profiles {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCodesEnding = ".csv";

/// "np-asycuda" is of country NP; the United Kingdom is called so by everybody, and the UPU is no country.
bool is_of_country(const std::string& name, const std::string& country) {
    if (name.starts_with("upu-")) return true;
    if (name.starts_with("uk-")) return country == "GB";
    return name.size() > 2 && name[2] == '-' && std::toupper(name[0]) == country[0] &&
           std::toupper(name[1]) == country[1];
}

RegisterForm read_register_form(const xml::Element& form) {
    const auto number = [&](std::string_view name) {
        return static_cast<std::uint32_t>(std::stoul(attribute_of(form, name))); // the schema bounds it
    };
    RegisterForm out;
    const std::string together = attribute_of(form, "together");
    if (together == "sender") out.together = Together::sender;
    if (together == "sender-addressee") out.together = Together::sender_addressee;
    if (together == "destination") out.together = Together::destination;
    const std::string reissue = attribute_of(form, "reissue");
    if (reissue == "whole") out.reissue = Reissue::whole;
    if (reissue == "changes") out.reissue = Reissue::changes;
    out.max_rows = number("max-rows");
    out.max_minutes = number("max-minutes");
    out.reference = attribute_of(form, "reference");
    return out;
}

void read_profile_form(const xml::Element& form, const std::string& folder, Profile& profile, Faults& faults) {
    profile.name = attribute_of(form, "name");
    profile.title = attribute_of(form, "title");
    profile.family = attribute_of(form, "family");
    profile.country = attribute_of(form, "country");
    profile.version = attribute_of(form, "version");
    profile.status = attribute_of(form, "status");
    profile.notice = one_line(form.child("notice").text());
    profile.media_type = attribute_of(form, "media-type");
    profile.date_pattern = attribute_of(form, "date-pattern");
    profile.needs_item_id = attribute_of(form, "needs-item-id") == "true";
    profile.amended_reference = attribute_of(form, "amended-reference");
    profile.prefixes = read_prefixes(form);
    if (profile.name != last_name_of(folder)) faults.note("profile.xml: its name is not its folder's");
    if (!is_of_country(profile.name, profile.country)) faults.note("profile.xml: its name is not of its country");
    faults.attempt([&] {
        const core::Date day{2026, 1, 12}; // without separators "1" and "12" run into each other
        if (core::parse_date_as(core::format_date(day, profile.date_pattern), profile.date_pattern) != day) {
            faults.note("profile.xml: a date written by the date pattern cannot be read by it");
        }
    });
    if (const auto pattern = attribute_of(form, "characters"); !pattern.empty()) {
        profile.characters = text::CharacterSet::of(pattern);
        if (!profile.characters) faults.note("profile.xml: the characters are no set pattern of ICU");
    }
    for (const auto& parameter : form.children("parameter")) {
        const auto name = attribute_of(parameter, "name");
        if (!profile.parameters.emplace(name, attribute_of(parameter, "value")).second || name == "date_pattern") {
            faults.note("profile.xml: the parameter " + name + " is given twice");
        }
    }
    for (const auto& root : form.children("answer-root"))
        profile.answer_roots.emplace_back(attribute_of(root, "namespace"), attribute_of(root, "root"));
    const std::string empty_values = attribute_of(form, "empty-values");
    if (empty_values == "omit") profile.empty_values = xml::EmptyValues::omit;
    if (empty_values == "null") profile.empty_values = xml::EmptyValues::null;
    profile.needs_mandate = attribute_of(form, "needs-mandate") == "true";
    profile.reads_dispatch = attribute_of(form, "reads-dispatch") == "true";
    if (const auto code = form.child("national-code"))
        profile.national_code = NationalCodeRule{std::stoul(attribute_of(code, "digits"))}; // the schema bounds it
    if (const auto number = form.child("exporter-number")) {
        ExporterNumberRule rule;
        rule.table = attribute_of(number, "table");
        if (const auto occasional = attribute_of(number, "occasional"); !occasional.empty())
            rule.occasional = occasional == "none" ? std::string() : occasional;
        rule.occasional_may_sell = attribute_of(number, "occasional-may-sell") == "true";
        profile.exporter_number = std::move(rule);
    }
    if (const auto gathered = form.child("register")) profile.register_form = read_register_form(gathered);
    if (profile.register_form && profile.reads_dispatch)
        faults.note("profile.xml: rows of a register are gathered as they were accepted, and cannot read the dispatch");
}

/// What is not XML is written by render.xml.
void look_for_writer(const Profile& profile, Faults& faults) {
    const auto types = profile.render ? profile.render->media_types() : std::vector<std::string>();
    if (std::find(types.begin(), types.end(), profile.media_type) == types.end())
        faults.note("profile.xml: nothing in render.xml writes the media type " + profile.media_type);
}

core::Severity severity_named(const std::string& name) {
    for (const auto severity : {core::Severity::off, core::Severity::info, core::Severity::warning}) {
        if (name == core::to_string(severity)) return severity;
    }
    return core::Severity::error;
}

void read_policy(const std::string& path, const Forms& forms, Profile& profile, Faults& faults) {
    const auto form = read_form(path, *forms.policy, faults);
    if (form.empty()) return;
    for (const auto& finding : form.root().children("finding")) {
        PolicyRow row{attribute_of(finding, "code"), severity_named(attribute_of(finding, "severity")),
                      attribute_of(finding, "hold") == "true"};
        const bool twice = std::any_of(profile.policy.begin(), profile.policy.end(),
                                       [&](const PolicyRow& known) { return known.code == row.code; });
        if (twice) faults.note(path + ": the code " + row.code + " is there twice");
        profile.policy.push_back(std::move(row));
    }
}

void read_codes(const std::string& folder, Profile& profile, Faults& faults) {
    if (!fs::is_directory(folder)) return;
    for (const auto& file : files_in(folder, kCodesEnding)) {
        faults.attempt([&] {
            profile.codes.emplace(file.substr(0, file.size() - kCodesEnding.size()),
                                  CodeTable::load((fs::path(folder) / file).string()));
        });
    }
}

/// The table of schemes must be there, with a rank for each.
void check_exporter_numbers(const Profile& profile, Faults& faults) {
    const auto found = profile.codes.find(profile.exporter_number->table);
    if (found == profile.codes.end()) {
        faults.note("profile.xml: there is no codes/" + profile.exporter_number->table + ".csv");
        return;
    }
    for (const auto& scheme : found->second.keys()) {
        const auto& rank = *found->second.find(scheme, "rank");
        if (rank.size() != 1 || rank[0] < '1' || rank[0] > '9')
            faults.note("codes/" + found->first + ".csv: the rank of " + scheme + " is no digit from 1 to 9");
    }
}

/// codes/<table>.csv as names of elements.
std::shared_ptr<const ElementNames> element_names(const Profile& profile, const std::string& table, Faults& faults) {
    const auto found = profile.codes.find(table);
    if (found == profile.codes.end()) {
        faults.note("profile.xml: there is no codes/" + table + ".csv");
        return nullptr;
    }
    auto names = std::make_shared<ElementNames>();
    names->table = table;
    const std::string where = "codes/" + table + ".csv: ";
    for (const auto& key : found->second.keys()) {
        const std::string name = *found->second.find(key, "name");
        if (key == "namespace") {
            names->namespace_uri = name;
            continue;
        }
        const std::string order = *found->second.find(key, "order");
        int number = 0;
        const auto [end, error] = std::from_chars(order.data(), order.data() + order.size(), number);
        if (error != std::errc() || end != order.data() + order.size() || !xml::is_name(name))
            faults.note(where + key + " needs the name of an element, and a number as order");
        names->names.emplace(key, xml::PartName{name, number});
    }
    return names;
}

/// After profile.xml: the rules may name its parameters, and their codes begin with its country.
void read_rules(const std::string& path, const Forms& forms, Profile& profile, Faults& faults) {
    if (!fs::exists(path)) return;
    const auto form = read_form(path, *forms.rules, faults);
    if (form.empty()) return;
    profile.rule_texts = read_rule_texts(form, path, profile.country, faults);
    std::vector<std::string> parameters;
    for (const auto& [name, value] : profile.stylesheet_parameters())
        parameters.push_back(name);
    faults.attempt([&] { profile.rules = xml::Schematron::compile(form, path, *forms.rules_compiler, parameters); });
}

} // namespace

std::shared_ptr<const Profile> load_profile(const std::string& folder, const Forms& forms) {
    auto profile = std::make_shared<Profile>();
    Faults faults;
    const auto in = [&](std::string_view name) { return (fs::path(folder) / name).string(); };
    std::string family; // nothing else may be imported: the hash would not know it
    const auto form = read_form(in("profile.xml"), *forms.profile, faults);
    if (!form.empty()) {
        read_profile_form(form.root(), folder, *profile, faults);
        if (!profile->family.empty()) family = (fs::path(forms.families_folder) / profile->family).string();
        const auto schema = in(attribute_of(form.root(), "schema"));
        faults.attempt([&] { profile->schema = xml::Schema::load(schema, family); });
        read_rules(in("rules.sch"), forms, *profile, faults);
    }
    if (auto& gathered = profile->register_form) {
        faults.attempt([&] { gathered->to_row = xml::Stylesheet::load(in("row.xsl"), family); });
        faults.attempt([&] { gathered->to_register = xml::Stylesheet::load(in("register.xsl"), family); });
    } else {
        faults.attempt([&] { profile->to_document = xml::Stylesheet::load(in("declaration.xsl"), family); });
    }
    if (!profile->answer_roots.empty()) {
        faults.attempt([&] { profile->to_answer = xml::Stylesheet::load(in("answer.xsl"), family); });
    }
    read_policy(in("policy.xml"), forms, *profile, faults);
    faults.attempt([&] { read_codes(in("codes"), *profile, faults); });
    if (const auto table = form.empty() ? std::string() : attribute_of(form.root(), "elements"); !table.empty())
        faults.attempt([&] { profile->elements = element_names(*profile, table, faults); });
    if (profile->exporter_number) faults.attempt([&] { check_exporter_numbers(*profile, faults); });
    if (fs::exists(in("render.xml"))) faults.attempt([&] { profile->render = Render::load(in("render.xml"), forms); });
    if (!profile->media_type.ends_with("xml")) look_for_writer(*profile, faults);
    faults.attempt([&] { profile->fields = FieldTable::load(in("fields.csv")); });
    faults.attempt([&] {
        profile->hash = hash_of_folder(folder);
        if (!family.empty()) profile->hash = crypto::sha256(profile->hash + hash_of_folder(family)).hex();
    });
    faults.raise("profile " + last_name_of(folder) + ":");
    return profile;
}

} // namespace postern::profiles

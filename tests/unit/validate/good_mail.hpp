// Good mail to spoil in tests: a commercial CN 23 from Nepal, and what the rules say of a declaration.
#pragma once

#include "codelists/codelists.hpp"
#include "core/declaration.hpp"
#include "validate/rule_set.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace postern::validate::test {

inline const std::shared_ptr<const codelists::Codelists>& lists() {
    static const auto loaded =
        codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json");
    return loaded;
}

inline core::Decimal decimal(const char* text) {
    return core::Decimal::parse(text).value();
}
inline core::Money money(const char* amount, const char* currency) {
    return {decimal(amount), currency};
}
inline core::Weight kg(const char* text) {
    return {decimal(text)};
}

inline core::ContentLine line(const char* description, const char* quantity, const char* net, const char* value,
                              const char* hs) {
    core::ContentLine made;
    made.descriptions = {{description, "en"}};
    made.quantity = decimal(quantity);
    made.net_weight_kg = kg(net);
    made.line_value = decimal(value);
    made.currency = "USD";
    made.hs_code = hs;
    made.origin_country = "NP";
    return made;
}

/// A sale by EMS with three lines, of which nothing is to be said.
inline core::Declaration sale() {
    core::Declaration d;
    d.form = "CN23";
    d.item_id = "EE123456785NP";
    d.sender_reference = "T-2026-1";
    d.mail_class = "E";
    d.natures = {"11"};
    d.gross_weight_kg = kg("2.450");
    d.total_value = money("214.50", "USD");
    d.postage = money("3950.00", "NPR");
    d.sender.name = "Sita Rai";
    d.sender.address_lines = {"Jhamsikhel 3"};
    d.sender.postcode = "44700";
    d.sender.city = "Lalitpur";
    d.sender.country = "NP";
    d.addressee.name = "Jörg Weiß";
    d.addressee.address_lines = {"Am Markt 5"};
    d.addressee.postcode = "28195";
    d.addressee.city = "Bremen";
    d.addressee.country = "DE";
    d.addressee.email = "joerg.weiss@example.org";
    d.lines = {line("Hand-woven pashmina shawl", "2", "0.600", "120.00", "621420"),
               line("Singing bowl, hammered brass", "1", "1.100", "64.50", "741819"),
               line("Lokta paper notebook", "5", "0.500", "30.00", "482010")};
    d.documents = {{core::DocumentKind::invoice, "2026-118", ""}};
    return d;
}

/// A gift by letter post on a CN 22, without HS code and origin, which the form asks of commercial items only.
inline core::Declaration gift() {
    core::Declaration d = sale();
    d.form = "CN22";
    d.item_id = "UA123456785NP";
    d.mail_class = "U";
    d.natures = {"31"};
    d.gross_weight_kg = kg("0.850");
    d.total_value = money("30.00", "USD");
    d.postage.reset();
    d.documents.clear();
    d.lines = {line("Lokta paper notebook", "5", "0.500", "30.00", "")};
    d.lines.front().origin_country.clear();
    return d;
}

/// The sender lives where the item is posted.
inline void posted_in(core::Declaration& d, std::string_view country) {
    d.sender.country = country;
    const auto* form = lists()->postcodes().of(country);
    d.sender.postcode = form == nullptr ? "" : form->example;
}

/// Every finding as "CODE severity field" with "#line" behind the field of a line and "(a, b)" for its arguments.
inline std::vector<std::string> said_of(const core::Declaration& declaration,
                                        core::Date today = core::Date{2026, 11, 23}) {
    std::vector<core::Finding> findings;
    RuleSet(lists()).check(declaration, {today, "cn23"}, findings);
    std::vector<std::string> said;
    for (const auto& finding : findings) {
        std::string text = finding.code + " " + std::string(core::to_string(finding.severity)) + " " + finding.field;
        if (finding.line_no != 0) text += "#" + std::to_string(finding.line_no);
        std::string args;
        for (const auto& arg : finding.args)
            args += (args.empty() ? "" : ", ") + arg;
        said.push_back(args.empty() ? text : text + " (" + args + ")");
    }
    return said;
}

/// One way to change good mail, and all that the rules then say.
struct Case {
    const char* name;
    std::function<void(core::Declaration&)> change;
    std::vector<std::string> said;
};

} // namespace postern::validate::test

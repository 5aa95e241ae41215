// Rules about telephone numbers and e-mail addresses.
#include "core/finding_codes.hpp"
#include "validate/rules.hpp"

#include <algorithm>

namespace postern::validate {

namespace codes = core::codes;

namespace {

/// Five digits reach somebody somewhere; digits of other scripts are not counted, but not refused either.
bool may_be_telephone(std::string_view text) {
    constexpr std::ptrdiff_t kFewestDigits = 5;
    const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    if (std::any_of(text.begin(), text.end(), beyond_ascii)) return true;
    return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >= kFewestDigits;
}

bool may_be_email(std::string_view text) {
    const std::size_t at = text.rfind('@');
    return at != std::string_view::npos && at != 0 && at + 1 < text.size() && text[at + 1] != ' ';
}

void check_form(Inspection& item, const core::Party& party, std::string_view telephone, std::string_view email) {
    if (!is_blank(party.telephone) && !may_be_telephone(party.telephone)) item.report(codes::kContactForm, telephone);
    if (!is_blank(party.email) && !may_be_email(party.email)) item.report(codes::kContactForm, email);
}

} // namespace

void addressee_can_be_reached(Inspection& item) {
    const auto need = item.requirement.contact;
    const auto& addressee = item.declaration.addressee;
    if (need == codelists::Need::none || item.category.documents_only) return;
    if (!is_blank(addressee.telephone) || !is_blank(addressee.email)) return;
    item.report_at_most(Inspection::cap_of(need), codes::kContactMissing, "addressee.telephone",
                        {std::string(item.destination())});
}

void contacts_reach_somebody(Inspection& item) {
    check_form(item, item.declaration.sender, "sender.telephone", "sender.email");
    check_form(item, item.declaration.addressee, "addressee.telephone", "addressee.email");
}

} // namespace postern::validate

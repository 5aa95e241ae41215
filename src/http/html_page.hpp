// What our HTML pages have in common: a policy under which nothing runs, and links to the other languages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::http {

/// The Content-Security-Policy of a page that loads nothing and runs nothing; its one style is known by its hash.
/// form_action: 'none', or 'self' where the page has a form.
std::string policy_for_style(std::string_view style, std::string_view form_action);

/// The languages, that of the page in bold, the others as links to the same address with lang=. more: what stands
/// behind that in each link, escaped already.
std::string language_links(const std::vector<std::string>& languages, std::string_view shown,
                           std::string_view more = {});

} // namespace postern::http

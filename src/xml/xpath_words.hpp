// XPathWords: what an XPath 1.0 expression refers to. libxslt asks for a variable, a function or a prefix only when it
// comes to it, which may be years after the file was loaded; so we ask at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::xml {

/// In order of appearance; a name that comes twice stands here twice.
struct XPathWords {
    std::vector<std::string> variables; ///< without the $
    std::vector<std::string> functions; ///< as written, with a prefix if there is one; no kinds of nodes
    std::vector<std::string> prefixes;  ///< of names of all kinds
};

/// The expression must be one that compiles.
XPathWords words_of_xpath(std::string_view expression);

/// Whether it compiles as XPath 1.0; as a pattern of XSLT it may be wrong all the same.
bool is_xpath(const std::string& expression);

/// The expression for all nodes of a tree that a pattern of XSLT fits: "a[b | c] | /d" is "//a[b | c] | /d".
std::string nodes_of_pattern(std::string_view pattern);

} // namespace postern::xml

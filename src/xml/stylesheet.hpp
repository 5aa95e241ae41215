// Stylesheet: XSLT 1.0 on trees, bounded and shut off from the world; and the extension functions it may call.
#pragma once

#include "core/decimal.hpp"
#include "core/result.hpp"
#include "xml/document.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::xml {

/// What a stylesheet may ask of us, in namespace "urn:postern:functions:1" (prefix p by custom). `map` implements it.
/// One set of C functions is registered per process and hands each call to the object given to transform().
/// An implementation keeps what went wrong (unknown code…) and returns an empty string.
class ExtensionFunctions {
public:
    virtual ~ExtensionFunctions() = default;
    /// p:code(table, key [, column]): the row of codes/<table>.csv with that key; column defaults to the second one.
    virtual std::string code(std::string_view table, std::string_view key, std::string_view column) = 0;
    /// p:has-code(table, key): whether there is such a row, without a finding.
    virtual bool has_code(std::string_view table, std::string_view key) = 0;
    /// p:date(iso-date, pattern): pattern of yyyy yy MM M dd d HH mm ss and literal signs.
    virtual std::string date(std::string_view iso, std::string_view pattern) = 0;
    /// p:country-name(alpha2): English short name of ISO 3166-1.
    virtual std::string country_name(std::string_view alpha2) = 0;
    /// p:latin(text), p:ascii(text): names and addresses in Latin letters, in those of ASCII. Never a description.
    virtual std::string latin(std::string_view text) = 0;
    virtual std::string ascii(std::string_view text) = 0;
    /// p:convert(amount, currency, to): at the authority's own rates of the day that counts, with two digits; a rate
    /// that is missing is a finding and gives "".
    virtual std::string convert(std::string_view amount, std::string_view currency, std::string_view to) = 0;
    /// p:finding(code, field, line-no): reports a finding of the profile.
    virtual void finding(std::string_view code, std::string_view field, std::uint32_t line_no) = 0;
};
// Without the object, because they are pure: p:decimal(text, scale [, mode]) rounds to exactly scale digits, by mode
// half-up (where none is said), half-even, down or up; p:sum(node-set) exact decimal sum; p:multiply(a, b);
// p:divide(a, b, scale [, mode]); p:subtract(a, b);
// p:iso-date(text, pattern): yyyy-mm-dd of a date written by the pattern; p:local-time(rfc3339, offset):
// yyyy-mm-ddThh:mm:ss at an offset as "+08:00"; p:compare(a, b) -1|0|1; p:plain(text) drops trailing zeros. A text that
// is no decimal gives "".

/// What one run may take; more for each element of its input, so that a parcel of many lines is no attack.
struct TransformLimits {
    std::uint32_t template_operations = 200'000;
    std::uint32_t xpath_operations = 200'000;
    std::uint32_t per_element = 500; ///< of either
};

/// A compiled stylesheet; immutable, shared by all threads.
class Stylesheet {
public:
    /// Compiles path. xsl:import / xsl:include may name files in the same folder or in `also_allowed`; document() opens
    /// nothing. Any error or warning of the compiler refuses it: throws core::Failure naming file, line and reason.
    static std::shared_ptr<const Stylesheet> load(const std::string& path, const std::string& also_allowed = "");
    /// Compiles a tree that we made of the file at path, as load does; what is wrong with it, and where a run stops, is
    /// told by that file and by the lines that the tree's elements carry.
    static std::shared_ptr<const Stylesheet> compile(const Document& made, const std::string& path);
    ~Stylesheet();

    /// Runs it on the input. Parameters are plain strings (quoted for XPath by us). functions may be null where the
    /// stylesheet calls none of them. Reading, writing and network are forbidden. A stylesheet that stops
    /// (xsl:message terminate), passes a limit or fails is the profile's bug: throws core::Failure naming the file.
    Document transform(const Document& input, const std::vector<std::pair<std::string, std::string>>& parameters,
                       ExtensionFunctions* functions, const TransformLimits& limits = {}) const;

private:
    Stylesheet();
    struct Compiled;
    std::unique_ptr<Compiled> compiled_;
};

} // namespace postern::xml

// Schematron: rules in XPath over a tree, written by others; compiled once to a stylesheet by our own
// schemas/schematron.xsl and run like every stylesheet of a profile, bounded and shut off from the world.
#pragma once

#include "xml/stylesheet.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace postern::xml {

/// One step from the root to a node: an element with its number among siblings of that name, or an attribute at last.
struct PathStep {
    std::string name;     ///< local name
    std::uint32_t no = 1; ///< 0: it is not there
    bool operator==(const PathStep&) const = default;
};

/// An assertion that spoke about one node.
struct RuleHit {
    std::string id;
    std::string role;                ///< as written; empty: left out
    std::vector<PathStep> steps;     ///< to the node at fault, which need not be there; empty: the root itself
    std::vector<std::string> values; ///< of the text's value-of, in their order
};

/// Immutable, shared by all threads.
class Schematron {
public:
    /// rules: a rules.sch as schemas/schematron.xsd wants it, read from path; compiler: schemas/schematron.xsl;
    /// parameters: names of what is given to every run. Throws core::Failure that lists, by line, what is twice, what
    /// is no XPath, and what no expression may name: tests see the tree, these parameters, their own lets, and the
    /// functions of XPath 1.0 and of urn:postern:functions:1; nothing that opens, reports or evaluates.
    static std::shared_ptr<const Schematron> compile(const Document& rules, const std::string& path,
                                                     const Stylesheet& compiler,
                                                     const std::vector<std::string>& parameters);

    /// What the rules say of a tree, pattern by pattern as they stand, each in document order; at most 100 of one
    /// assertion. A rule that passes a limit or fails is the profile's bug: throws core::Failure naming the file and
    /// the line.
    std::vector<RuleHit> run(const Document& tree, const std::vector<std::pair<std::string, std::string>>& parameters,
                             ExtensionFunctions* functions, const TransformLimits& limits = {}) const;

private:
    explicit Schematron(std::shared_ptr<const Stylesheet> rules) : rules_(std::move(rules)) {}
    std::shared_ptr<const Stylesheet> rules_;
};

} // namespace postern::xml

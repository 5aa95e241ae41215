// Nomenclature: the Harmonized System by edition: which chapters, headings and six-digit codes there are.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

class ListFile;

/// Digits of a subheading, the last level that all countries share.
constexpr std::size_t kHsDigits = 6;

/// One edition. Headings come with the program; the six-digit list is imported by the operator.
class HsEdition {
public:
    /// hs_headings_<edition>.csv: heading,title.
    void read_headings(ListFile& file);
    /// hs_codes_<edition>.csv: code,title.
    void read_codes(ListFile& file);

    bool has_headings() const { return !titles_.empty(); }
    bool has_heading(std::string_view four_digits) const;
    bool has_codes() const { return !codes_.empty(); }
    bool has_code(std::string_view six_digits) const;
    /// Title of a heading or six-digit code in the language of the list; empty: not listed.
    std::string_view title(std::string_view digits) const;
    /// Of all headings and codes, by their digits.
    const std::map<std::string, std::string, std::less<>>& titles() const { return titles_; }

private:
    std::bitset<10'000> headings_;
    std::vector<std::uint32_t> codes_; ///< sorted
    std::map<std::string, std::string, std::less<>> titles_;
};

class Nomenclature {
public:
    HsEdition& edition_to_fill(const std::string& name) { return editions_[name]; }
    /// nullptr: that edition is not loaded.
    const HsEdition* edition(std::string_view name) const {
        const auto found = editions_.find(name);
        return found == editions_.end() ? nullptr : &found->second;
    }

private:
    std::map<std::string, HsEdition, std::less<>> editions_;
};

} // namespace postern::codelists

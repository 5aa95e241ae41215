// CharacterSet: the characters that a system takes, as an ICU set pattern says ("[[:Latin:][:Common:]]").
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::text {

/// Immutable, thread-safe.
class CharacterSet {
public:
    /// nullptr: the pattern is no set.
    static std::shared_ptr<const CharacterSet> of(const std::string& pattern);
    ~CharacterSet();
    CharacterSet(const CharacterSet&) = delete;
    CharacterSet& operator=(const CharacterSet&) = delete;

    /// The characters of a UTF-8 text that are not in it, each once, in order of appearance, at most `most`.
    std::vector<std::int32_t> foreign(std::string_view utf8, std::size_t most) const;

private:
    CharacterSet() = default;
    void* set_ = nullptr; ///< USet*, frozen
};

/// "U+0142"
std::string code_point_name(std::int32_t character);

} // namespace postern::text

// Post offices: the particulars of a post's own counters, for forms, receipts and the day that they count by.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::codelists {

class ListFile;

struct PostOffice {
    std::string code; ///< the post's own
    std::string name;
    std::vector<std::string> address; ///< lines, none empty
    std::string postcode;
    std::string city;
    std::string time_zone;              ///< name in the tz database
    std::vector<std::string> languages; ///< that are spoken there, as the catalogue names them
};

/// post_offices.csv: post, code, name, address_1, address_2, postcode, city, time_zone, languages (with blanks between
/// them). An operator's own list, which may be missing; an office that is not in it is known by its code alone.
class PostOffices {
public:
    void read(ListFile& file);
    /// nullptr: not listed.
    const PostOffice* of(std::string_view post, std::string_view code) const;

private:
    std::map<std::string, PostOffice, std::less<>> offices_; ///< by "post/code"
};

} // namespace postern::codelists

// Post offices: reading the list.
#include "codelists/post_offices.hpp"

#include "codelists/list_file.hpp"
#include "core/failure.hpp"
#include "text/zone.hpp"

#include <algorithm>

namespace postern::codelists {

namespace {

std::string office_key(std::string_view post, std::string_view code) {
    return std::string(post).append("/").append(code);
}

bool is_zone(const std::string& name) {
    try {
        return !text::Zone(name).local_time({}).empty();
    } catch (const core::Failure&) {
        return false;
    }
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end != 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

} // namespace

void PostOffices::read(ListFile& file) {
    while (file.next()) {
        PostOffice office;
        office.code = file.cell("code");
        office.name = file.cell("name");
        for (const char* line : {"address_1", "address_2"})
            if (!file.cell(line).empty()) office.address.push_back(file.cell(line));
        office.postcode = file.cell("postcode");
        office.city = file.cell("city");
        office.time_zone = file.cell("time_zone");
        office.languages = words_in(file.cell("languages"));
        file.expect(!file.cell("post").empty(), "post is empty");
        file.expect(!office.code.empty(), "code is empty");
        file.expect(!office.name.empty(), "name is empty");
        file.expect(is_zone(office.time_zone), "time_zone is none of the tz database");
        const auto key = office_key(file.cell("post"), office.code);
        file.expect(offices_.emplace(key, std::move(office)).second, "the office is listed twice");
    }
}

const PostOffice* PostOffices::of(std::string_view post, std::string_view code) const {
    const auto found = offices_.find(office_key(post, code));
    return found == offices_.end() ? nullptr : &found->second;
}

} // namespace postern::codelists

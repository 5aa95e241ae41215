// PostTable: reads config/posts.xml.
#include "postal/post_table.hpp"

#include "core/failure.hpp"
#include "text/zone.hpp"
#include "xml/reader.hpp"
#include "xml/schema.hpp"

#include <filesystem>
#include <string_view>
#include <utility>

namespace postern::postal {

namespace {

namespace fs = std::filesystem;

std::string said(xml::Element element, std::string_view name) {
    return element.attribute(name).value_or("");
}

/// The schema bounds it.
void read_count(xml::Element element, std::string_view name, std::uint32_t& count) {
    if (const auto text = element.attribute(name)) count = static_cast<std::uint32_t>(std::stoul(*text));
}

PostFolder read_folder(xml::Element element, const fs::path& base) {
    PostFolder folder;
    folder.mode = said(element, "mode") == "live" ? core::Mode::live : core::Mode::test;
    folder.folder = fs::absolute(base / said(element, "folder")).lexically_normal().string();
    const auto kinds = said(element, "kinds");
    for (const auto kind : {ports::PostFileKind::cusrsp, ports::PostFileKind::emsevt})
        if (kinds.find(ports::to_string(kind)) != std::string::npos) folder.kinds.insert(kind);
    read_count(element, "seconds", folder.seconds);
    read_count(element, "events", folder.events);
    return folder;
}

Post read_post(xml::Element element, const fs::path& base) {
    Post post{said(element, "name"), said(element, "time-zone"), said(element, "office"), {}};
    for (const auto& files : element.children("files"))
        post.folders.push_back(read_folder(files, base));
    return post;
}

/// What of all the file is there once: a post, a mode of it, a folder, since two streams would write the same names.
class Once {
public:
    std::string faults_of(const Post& post) {
        std::string wrong;
        if (!posts_.insert(post.name).second) wrong += "a second post of the name " + post.name + "; ";
        std::set<core::Mode> modes;
        for (const auto& folder : post.folders) {
            if (!modes.insert(folder.mode).second)
                wrong.append("post ")
                    .append(post.name)
                    .append(" has two folders of mode ")
                    .append(core::to_string(folder.mode))
                    .append("; ");
            if (!folders_.insert(folder.folder).second) wrong += "folder " + folder.folder + " is used twice; ";
        }
        try {
            const text::Zone zone(post.time_zone);
        } catch (const core::Failure& failure) {
            wrong.append("post ").append(post.name).append(": ").append(failure.what()).append("; ");
        }
        return wrong;
    }

private:
    std::set<std::string> posts_, folders_;
};

} // namespace

PostTable PostTable::load(const std::string& path, const std::string& schema_path) {
    const auto document = xml::read_own_file(path);
    auto wrong = xml::listed(xml::Schema::load(schema_path)->check(document));
    PostTable table;
    Once once;
    const auto base = fs::absolute(path).parent_path();
    for (const auto& element : wrong.empty() ? document.root().children("post") : std::vector<xml::Element>()) {
        table.posts_.push_back(read_post(element, base));
        if (const auto faults = once.faults_of(table.posts_.back()); !faults.empty())
            wrong += "\n  line " + std::to_string(element.line()) + ": " + faults;
    }
    if (!wrong.empty()) throw core::Failure(path + ":" + wrong);
    return table;
}

} // namespace postern::postal

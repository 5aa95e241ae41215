// The closed loader: which files libxml2 and libxslt may open, for how long, and what they complained of meanwhile.
#pragma once

#include <filesystem>
#include <string>

namespace postern::xml {

/// While it lives, this thread may load files below the folder of `path` and below `also_allowed`; outside of any such
/// scope nothing is ever opened: no file, no network. It also gathers what the compilers of libxml2 and libxslt report.
class LoadScope {
public:
    LoadScope(const std::string& path, const std::string& also_allowed);
    ~LoadScope();
    LoadScope(const LoadScope&) = delete;
    LoadScope& operator=(const LoadScope&) = delete;

    /// The absolute form of `path`; engines get this, so relative references resolve.
    const std::string& path() const { return path_; }
    bool allows(const std::filesystem::path& file) const;
    void report(const std::string& text);
    bool has_reports() const { return !reports_.empty(); }
    /// Throws core::Failure: the file and the first report, which names file and line.
    [[noreturn]] void fail(const std::string& otherwise) const;

    static LoadScope* current();

private:
    std::string path_;
    std::filesystem::path folder_;
    std::filesystem::path also_allowed_;
    std::string reports_;
    LoadScope* outer_;
};

/// Closes libxml2 and libxslt for good; once per process.
void install_closed_loader();

} // namespace postern::xml

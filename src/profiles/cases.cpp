// Running the cases of a profile.
#include "profiles/cases.hpp"

#include "core/failure.hpp"
#include "csv/reader.hpp"
#include "profiles/documents.hpp"
#include "profiles/folder.hpp"
#include "profiles/national_rules.hpp"
#include "profiles/render.hpp"
#include "xml/reader.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace postern::profiles {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFiling = ".filing.xml";
constexpr std::string_view kFilings = ".filings.xml";
constexpr std::string_view kMessage = ".message.xml";
constexpr std::size_t kLinesCompared = 4'000; // by more lines only the first difference is told
constexpr int kIndent = 4;

std::string text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush()) throw core::Failure(path + ": cannot be written");
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

void outline(const xml::Element& element, std::string_view namespace_above, int depth,
             std::string& to) { // NOLINT(misc-no-recursion)
    to.append(static_cast<std::size_t>(depth) * 2, ' ').append(element.name());
    if (element.namespace_uri() != namespace_above) to.append(" {").append(element.namespace_uri()).append("}");
    auto attributes = element.attributes();
    std::sort(attributes.begin(), attributes.end());
    for (const auto& [name, value] : attributes)
        to.append(" ").append(name).append("=").append(value);
    const auto children = element.children();
    to += (children.empty() ? " '" + element.text() + "'" : "") + "\n";
    for (const auto& child : children)
        outline(child, element.namespace_uri(), depth + 1, to);
}

/// A document with each element on a line of its own, but for a leaf with its text.
std::string indented(const std::string& xml) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    int depth = 0;
    bool after_text = false;
    for (std::size_t at = 0; at < xml.size();) {
        if (xml[at] != '<') {
            const std::size_t end = std::min(xml.find('<', at), xml.size());
            const std::string text = xml.substr(at, end - at);
            if (text.find_first_not_of(" \n\t") != std::string::npos) {
                out.pop_back(); // the text stands beside its tag
                out += text;
                after_text = true;
            }
            at = end;
            continue;
        }
        const std::size_t end = xml.find('>', at) + 1;
        const std::string tag = xml.substr(at, end - at);
        at = end;
        const bool closes = tag.starts_with("</");
        if (closes) --depth;
        if (!after_text) out.append(static_cast<std::size_t>(depth * kIndent), ' ');
        after_text = false;
        out += tag + "\n";
        if (!closes && !tag.ends_with("/>")) ++depth;
    }
    return out;
}

std::string in_words(const std::vector<xml::SchemaFault>& faults) {
    std::string text;
    for (const auto& fault : faults)
        text += fault.path + " " + std::string(xml::to_string(fault.kind)) + "\n";
    return text;
}

std::string in_words(const std::vector<core::Finding>& findings) {
    std::string text;
    for (const auto& finding : findings) {
        text += finding.code + "," + finding.field + "," + std::to_string(finding.line_no);
        for (const auto& arg : finding.args)
            text += "," + arg;
        text += "\n";
    }
    return text;
}

std::uint32_t number_of(const xml::Element& element, std::string_view name) {
    const std::string text = attribute_of(element, name);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        throw core::Failure("the attribute " + std::string(name) + " is no number");
    return number;
}

RowWhy why_named(const std::string& name) {
    for (const auto why : {RowWhy::fresh, RowWhy::amended, RowWhy::unchanged, RowWhy::cancelled})
        if (name == to_string(why)) return why;
    throw core::Failure("why=\"" + name + "\": new, amended, unchanged or cancelled");
}

/// An element as a tree of its own.
xml::Document document_of(const xml::Element& element) {
    if (!element) throw core::Failure("a row has no filing");
    auto document = xml::Document::create(element.name(), element.namespace_uri());
    for (const auto& [name, value] : element.attributes())
        document.root().set_attribute(name, value);
    for (const auto& child : element.children())
        document.root().add_copy(child);
    return document;
}

class Runner {
public:
    Runner(const Profile& profile, std::string folder, const CaseWorld& world, Cases what)
        : profile_(profile), folder_(std::move(folder)), world_(world), what_(what) {
        const auto rates = fs::path(folder_) / "cases/rates.csv";
        if (!fs::exists(rates)) return;
        const auto table = csv::read_file(rates.string());
        const auto currency = table.column("currency"), to = table.column("to"), per_unit = table.column("per_unit");
        for (const auto& row : table.rows) {
            const auto rate = core::Decimal::parse(row.cells[per_unit]);
            if (!rate)
                throw core::Failure(rates.string() + ":" + std::to_string(row.line) + ": per_unit is no decimal");
            rates_.emplace(std::pair(row.cells[currency], row.cells[to]), *rate);
        }
    }

    std::vector<CaseResult> run() {
        std::vector<CaseResult> results;
        for (const auto& [kind, ending] :
             {std::pair("declaration", kFiling), std::pair("register", kFilings), std::pair("answer", kMessage)}) {
            const auto in = fs::path(folder_) / "cases" / kind;
            if (!fs::is_directory(in)) continue;
            for (const auto& file : files_in(in.string(), ending)) {
                const std::string name = file.substr(0, file.size() - ending.size());
                CaseResult result{std::string(kind) + "/" + name, {}, {}};
                try {
                    const std::string path = (in / name).string();
                    if (ending == kFiling)
                        declaration(path, result);
                    else if (ending == kFilings)
                        gathered(path, result);
                    else
                        answer(path, result);
                } catch (const core::Failure& failure) {
                    result.fault = failure.what();
                }
                results.push_back(std::move(result));
            }
        }
        return results;
    }

private:
    std::optional<core::Money> converted(const core::Money& money, std::string_view to) const {
        if (money.currency == to) return core::Money{money.amount.rounded(2, core::Rounding::half_up), money.currency};
        const auto rate = rates_.find({money.currency, std::string(to)});
        if (rate == rates_.end()) return std::nullopt;
        return core::Money{(money.amount * rate->second).rounded(2, core::Rounding::half_up), std::string(to)};
    }
    PackFunctions functions() const {
        return {profile_, world_.country_names,
                [this](const core::Money& money, std::string_view to) { return converted(money, to); }};
    }

    void declaration(const std::string& path, CaseResult& result) const {
        const auto filing = xml::read_own_file(path + std::string(kFiling));
        if (const auto wrong = in_words(world_.filing.check(filing)); !wrong.empty()) {
            result.fault = "the filing itself is not valid:\n" + wrong;
            return;
        }
        auto functions = this->functions();
        result.findings = national_findings(profile_, filing, functions, {});
        const auto document = item_document(profile_, filing, functions).document;
        for (auto& finding : functions.take_findings())
            result.findings.push_back(std::move(finding));
        look_at(document, path, result);
    }

    /// cases/register: filings as the rows of one register.
    void gathered(const std::string& path, CaseResult& result) const {
        if (!profile_.register_form) throw core::Failure("the profile gathers no rows");
        const auto filings = xml::read_own_file(path + std::string(kFilings));
        const auto root = filings.root();
        RegisterHead head;
        head.reference = attribute_of(root, "reference");
        head.version = number_of(root, "version");
        head.number = number_of(root, "number");
        head.lodged_on = attribute_of(root, "lodged-on");
        head.closed_at = attribute_of(root, "closed-at");
        head.post = attribute_of(root, "post");
        head.mode = attribute_of(root, "mode");
        head.together = attribute_of(root, "together");
        auto functions = this->functions();
        std::vector<RegisterRow> rows;
        for (const auto& element : root.children("row")) {
            const auto filing = document_of(element.child("filing"));
            if (const auto wrong = in_words(world_.filing.check(filing)); !wrong.empty()) {
                result.fault = "a filing itself is not valid:\n" + wrong;
                return;
            }
            head.leg = attribute_of(filing.root(), "leg");
            RegisterRow row;
            row.number = static_cast<std::uint32_t>(rows.size() + 1);
            row.reference = attribute_of(filing.root(), "reference");
            row.version = number_of(element, "version");
            row.why = why_named(attribute_of(element, "why"));
            row.row = profile_.register_form->to_row->transform(filing, profile_.stylesheet_parameters(), &functions);
            rows.push_back(std::move(row));
        }
        const auto document = register_document(profile_, head, rows, functions);
        result.findings = functions.take_findings();
        look_at(document, path, result);
    }

    /// What render.xml makes of the document.
    void look_at_texts(const xml::Document& document, const std::string& path, CaseResult& result) const {
        if (!profile_.render) return;
        for (const auto& type : profile_.render->media_types()) {
            const std::string file = path + (type.starts_with("text/csv") ? ".document.csv" : ".document.json");
            const auto text = *profile_.render->text(document, type);
            if (what_ == Cases::record) write(file, text);
            result.fault += difference(text_of(file), text);
        }
    }

    /// Whether the document and the findings are those of the case.
    void look_at(const xml::Document& document, const std::string& path, CaseResult& result) const {
        const auto faults = profile_.schema->check(document);
        if (what_ == Cases::record) {
            write(path + ".findings.csv", in_words(result.findings));
            if (faults.empty()) write(path + ".document.xml", indented(document.serialise()));
        }
        if (faults.empty()) look_at_texts(document, path, result);
        result.fault = difference(text_of(path + ".findings.csv"), in_words(result.findings));
        const bool is_document_expected = fs::exists(path + ".document.xml");
        if (is_document_expected && faults.empty())
            result.fault +=
                difference(profiles::outline(xml::read_own_file(path + ".document.xml")), profiles::outline(document));
        else if (is_document_expected)
            result.fault += "the document is not valid:\n" + in_words(faults);
        else if (faults.empty())
            result.fault += "no document is expected, and yet a valid one was made\n";
    }

    void answer(const std::string& path, CaseResult& result) const {
        if (!profile_.to_answer) throw core::Failure("the profile reads no answers");
        auto functions = this->functions();
        const auto given = profile_.to_answer->transform(xml::read_own_file(path + std::string(kMessage)),
                                                         profile_.stylesheet_parameters(), &functions);
        if (what_ == Cases::record) write(path + ".answer.xml", indented(given.serialise()));
        result.fault =
            difference(profiles::outline(xml::read_own_file(path + ".answer.xml")), profiles::outline(given));
        const bool says_something = !given.root().children("event").empty();
        const auto faults = world_.answer.check(given);
        if (says_something) result.fault += in_words(faults);
        result.findings = functions.take_findings();
        if (!result.findings.empty()) result.fault += "reading it has findings:\n" + in_words(result.findings);
    }

    const Profile& profile_;
    std::string folder_;
    const CaseWorld& world_;
    Cases what_;
    std::map<std::pair<std::string, std::string>, core::Decimal> rates_;
};

} // namespace

std::string outline(const xml::Document& document) {
    std::string text;
    outline(document.root(), {}, 0, text);
    return text;
}

std::string difference(const std::string& expected, const std::string& given) {
    if (expected == given) return {};
    const auto a = lines_of(expected);
    const auto b = lines_of(given);
    std::string out;
    if (a.size() > kLinesCompared || b.size() > kLinesCompared) {
        const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
        if (left != a.end()) out += "- " + *left + "\n";
        if (right != b.end()) out += "+ " + *right + "\n";
        return out;
    }
    // longest common subsequence, from the end
    std::vector<std::vector<std::uint32_t>> common(a.size() + 1, std::vector<std::uint32_t>(b.size() + 1));
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            ++i;
            ++j;
        } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
            out += "- " + a[i++] + "\n";
        } else {
            out += "+ " + b[j++] + "\n";
        }
    }
    return out;
}

std::vector<CaseResult> run_cases(const Profile& profile, const std::string& folder, const CaseWorld& world,
                                  Cases what) {
    return Runner(profile, folder, world, what).run();
}

} // namespace postern::profiles

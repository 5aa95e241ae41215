// Render: through a stylesheet made of render.xml to rows or members, and those to text.
#include "profiles/render.hpp"

#include "core/decimal.hpp"
#include "core/failure.hpp"
#include "csv/writer.hpp"
#include "json/writer.hpp"

namespace postern::profiles {

namespace {

/// Quoted only where it must be: some authorities' readers know no other way.
std::string csv_cell(const std::string& text, char separator, bool guards_formulas) {
    const std::string cell = guards_formulas && csv::is_formula(text) ? "'" + text : text;
    const bool plain = cell.find_first_of("\"\r\n") == std::string::npos && cell.find(separator) == std::string::npos;
    return plain ? cell : csv::quoted(cell);
}

void write_member(const xml::Element& member, json::Writer& out, const std::string& path) {
    const std::string name = attribute_of(member, "name");
    const std::string text = member.text();
    const std::string type = attribute_of(member, "type");
    const std::string empty = attribute_of(member, "empty");
    if (text.empty() && empty == "omit") return;
    out.key(name);
    if (text.empty() && empty == "null") return out.null();
    if (type == "number") {
        const auto number = core::Decimal::parse(text);
        if (!number) throw core::Failure(path + ": the member " + name + " is no number");
        return out.number(number->to_string());
    }
    if (type != "boolean") return out.value(text);
    if (text != "true" && text != "false") throw core::Failure(path + ": the member " + name + " is not true or false");
    out.value(text == "true");
}

void write_object(const xml::Element& object, json::Writer& out, const std::string& path) { // NOLINT(misc-no-recursion)
    out.begin_object();
    for (const auto& child : object.children()) {
        if (child.name() == "member") {
            write_member(child, out, path);
            continue;
        }
        out.key(attribute_of(child, "name"));
        if (child.name() == "object") {
            write_object(child, out, path);
            continue;
        }
        out.begin_array();
        for (const auto& item : child.children())
            write_object(item, out, path);
        out.end_array();
    }
    out.end_object();
}

} // namespace

std::shared_ptr<const Render> Render::load(const std::string& path, const Forms& forms) {
    Faults faults;
    const auto form = read_form(path, *forms.render, faults);
    faults.raise("the rendering:");
    auto render = std::make_shared<Render>();
    render->path_ = path;
    const auto compile = [&](const char* of) {
        return xml::Stylesheet::compile(forms.render_compiler->transform(form, {{"form", of}}, nullptr), path);
    };
    if (const auto csv = form.root().child("csv")) {
        Csv made;
        made.media_type = attribute_of(csv, "media-type");
        made.separator = attribute_of(csv, "separator").front();
        made.line_end = attribute_of(csv, "line-end") == "crlf" ? "\r\n" : "\n";
        made.header = attribute_of(csv, "header") == "true";
        made.guards_formulas = attribute_of(csv, "formulas") != "keep";
        for (const auto& column : csv.children("column"))
            made.columns.push_back(attribute_of(column, "name"));
        made.to_rows = compile("csv");
        render->csv_ = std::move(made);
    }
    if (const auto json = form.root().child("json"))
        render->json_ = Json{attribute_of(json, "media-type"), compile("json")};
    return render;
}

std::vector<std::string> Render::media_types() const {
    std::vector<std::string> types;
    if (csv_) types.push_back(csv_->media_type);
    if (json_) types.push_back(json_->media_type);
    return types;
}

std::string Render::csv_text(const xml::Document& document, const xml::TransformLimits& limits) const {
    std::string out;
    const auto write = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i != 0) out += csv_->separator;
            out += csv_cell(cells[i], csv_->separator, csv_->guards_formulas);
        }
        out += csv_->line_end;
    };
    if (csv_->header) write(csv_->columns);
    const auto rows = csv_->to_rows->transform(document, {}, nullptr, limits);
    for (const auto& row : rows.root().children()) {
        std::vector<std::string> cells;
        for (const auto& cell : row.children())
            cells.push_back(cell.text());
        write(cells);
    }
    return out;
}

std::optional<std::string> Render::text(const xml::Document& document, std::string_view media_type,
                                        const xml::TransformLimits& limits) const {
    if (csv_ && csv_->media_type == media_type) return csv_text(document, limits);
    if (!json_ || json_->media_type != media_type) return std::nullopt;
    json::Writer out;
    write_object(json_->to_members->transform(document, {}, nullptr, limits).root(), out, path_);
    return out.take();
}

} // namespace postern::profiles

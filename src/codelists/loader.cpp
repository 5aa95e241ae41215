// Loads every list of the folder; all faults of content are told at once.
#include "codelists/codelists.hpp"
#include "codelists/iso_list.hpp"
#include "codelists/list_file.hpp"
#include "core/failure.hpp"
#include "text/fold.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace postern::codelists {

namespace {

constexpr std::string_view kBaseCurrency = "XDR";

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

class Loader {
public:
    Loader(std::string folder, std::string iso_codes_folder, const StoredLists& stored)
        : folder_(std::move(folder)), iso_codes_folder_(std::move(iso_codes_folder)), stored_(stored) {}

    std::shared_ptr<const Codelists> load() {
        load_iso_countries();
        load_iso_currencies();
        load_currencies();
        load_postal_countries();
        load_countries_without_city();
        load_mail_classes();
        load_natures();
        load_hs_chapters();
        load_vague_descriptions();
        load_vague_party_names();
        load_ceilings();
        load_indicator_classes();
        load_weight_limits();
        load_rates();
        load_authority_rates();
        load_nomenclature();
        load_lists_about_parties();
        load_lists_about_goods();
        load_own_lists();
        load_goods();
        for (const auto& [name, text] : stored_)
            if (!opened_.contains(name)) faults_.add(name, 1, "there is no list of that name");
        load_findings();
        tell_faults();
        keep_texts();
        for (const auto& edition : lists_->editions_) {
            if (!lists_->editions_text_.empty()) lists_->editions_text_ += ' ';
            lists_->editions_text_ += edition.name + "@" + core::to_string(edition.date);
        }
        return lists_;
    }

private:
    ListFile open(const std::string& name) {
        opened_.insert(name);
        const auto stored = stored_.find(name);
        if (stored == stored_.end()) return open_in(folder_, name);
        return opened(ListFile(name, name, csv::read(stored->second, name), faults_));
    }
    ListFile open_in(const std::string& folder, const std::string& name) {
        const std::string path = folder + "/" + name + ".csv";
        return opened(ListFile(name, path, csv::read_file(path), faults_));
    }
    ListFile opened(ListFile file) {
        lists_->editions_.push_back(file.edition());
        return file;
    }
    /// A list that may be missing.
    template <class Read>
    void read_if_there(const std::string& name, Read read) {
        opened_.insert(name);
        if (!stored_.contains(name) && !std::filesystem::exists(folder_ + "/" + name + ".csv")) return;
        auto file = open(name);
        read(file);
    }

    void tell_faults() const {
        std::string all;
        for (const auto& text : faults_.texts)
            all += (all.empty() ? "" : "\n") + text;
        if (!all.empty()) throw core::Failure(all);
    }

    void keep_texts() {
        for (const auto* name : {"natures", "mail_classes", "indicator_classes", "vague_descriptions", "restrictions",
                                 "exchange_rates", "goods"}) {
            const auto stored = stored_.find(name);
            if (stored != stored_.end()) {
                lists_->texts_[name] = stored->second;
                continue;
            }
            std::ifstream file(folder_ + "/" + name + ".csv", std::ios::binary);
            if (file) lists_->texts_[name].assign(std::istreambuf_iterator<char>(file), {});
        }
    }

    std::vector<json::Value> iso_list(const std::string& name, const std::string& member) {
        auto list = read_iso_list(iso_codes_folder_, name, member);
        lists_->editions_.push_back(std::move(list.edition));
        return std::move(list.entries);
    }

    void load_iso_countries() {
        std::size_t number = 0;
        for (const auto& country : iso_list("iso_3166-1", "3166-1")) {
            ++number;
            const auto code = country.string("alpha_2");
            const auto name = country.string("name");
            if (!code || !name || !lists_->countries_.add(*code)) {
                faults_.add(iso_codes_folder_ + "/iso_3166-1.json", 1, "entry " + std::to_string(number) + " is bad");
                continue;
            }
            const auto common_name = country.string("common_name");
            lists_->country_names_[*code] = common_name.value_or(*name);
        }
        lists_->postal_countries_ = lists_->countries_;
        lists_->address_countries_ = lists_->countries_;
        lists_->origin_countries_ = lists_->countries_;
    }

    void load_iso_currencies() {
        std::size_t number = 0;
        for (const auto& currency : iso_list("iso_4217", "4217")) {
            ++number;
            const auto code = currency.string("alpha_3");
            if (!code || !lists_->currencies_.add(*code)) {
                faults_.add(iso_codes_folder_ + "/iso_4217.json", 1, "entry " + std::to_string(number) + " is bad");
            }
        }
    }

    void load_currencies() {
        for (auto file = open("currencies"); file.next();)
            file.expect(lists_->currencies_.add(file.cell("code")), "code is not three capital letters");
    }

    void load_postal_countries() {
        for (auto file = open("postal_countries"); file.next();) {
            const std::string& code = file.cell("code");
            file.expect(letter_index<2>(code).has_value(), "code is not two capital letters");
            file.expect(!lists_->countries_.has(code), "code is in ISO 3166-1 already");
            if (file.yes("item_id")) lists_->postal_countries_.add(code);
            if (file.yes("address")) lists_->address_countries_.add(code);
            if (file.yes("origin")) lists_->origin_countries_.add(code);
            lists_->country_names_.emplace(code, file.cell("name"));
        }
    }

    void load_countries_without_city() {
        for (auto file = open("countries_without_city"); file.next();)
            file.expect(lists_->countries_without_city_.add(file.cell("code")), "code is not two capital letters");
    }

    void load_mail_classes() {
        for (auto file = open("mail_classes"); file.next();)
            file.expect(lists_->mail_classes_.add(file.cell("code")), "code is not one capital letter");
        for (auto file = open("mail_categories"); file.next();)
            file.expect(lists_->mail_categories_.add(file.cell("code")), "code is not one capital letter");
        for (auto file = open("handling_classes"); file.next();) {
            file.expect(lists_->handling_classes_.add(file.cell("code")), "code is not one capital letter");
            if (file.yes("insured")) lists_->insured_handling_.add(file.cell("code"));
        }
    }

    void load_natures() {
        for (auto file = open("natures"); file.next();) {
            const std::string& code = file.cell("code");
            file.expect(is_digits(code), "code is not a number");
            file.expect(lists_->natures_.emplace(code, file.yes("commercial")).second, "code is listed twice");
        }
    }

    void load_hs_chapters() {
        for (auto file = open("hs_chapters"); file.next();) {
            const std::string& chapter = file.cell("chapter");
            const bool right = chapter.size() == 2 && is_digits(chapter);
            file.expect(right, "chapter is not two digits");
            if (right) lists_->hs_chapters_.set(std::stoul(chapter));
        }
    }

    /// Rows that are not enabled are kept in the file with their reason, and skipped.
    void load_vague_descriptions() {
        for (auto file = open("vague_descriptions"); file.next();) {
            const std::string& term = file.cell("term");
            file.expect(text::fold(term) == term, "term is not folded (lower case, single blanks)");
            if (file.yes("enabled")) file.expect(lists_->vague_.add(term), "term has no word");
        }
    }

    void load_vague_party_names() {
        for (auto file = open("vague_party_names"); file.next();) {
            const std::string& name = file.cell("name");
            file.expect(!name.empty() && text::fold(name) == name, "name is not folded (lower case, single blanks)");
            if (file.yes("enabled")) lists_->vague_names_.insert(name);
        }
    }

    void load_ceilings() {
        for (auto file = open("cn22_ceilings"); file.next();) {
            const auto amount = file.decimal("amount");
            const auto from = file.date("from");
            const std::string& post = file.cell("post");
            const std::string& product = file.cell("product");
            const std::string& currency = file.cell("currency");
            file.expect(post == "*" || lists_->postal_countries_.has(post), "post is no country");
            file.expect(product == "*" || lists_->mail_classes_.has(product), "product is no mail class");
            file.expect(lists_->currencies_.has(currency), "currency is not in ISO 4217");
            if (amount && from) lists_->cn22_ceilings_.push_back({post, product, {*amount, currency}, *from});
        }
    }

    void load_indicator_classes() {
        for (auto file = open("indicator_classes"); file.next();) {
            const auto first = letter_index<2>(file.cell("from"));
            const auto last = letter_index<2>(file.cell("to"));
            const std::string& mail_class = file.cell("class");
            const bool right = first && last && *first <= *last;
            file.expect(right, "from and to are no range of indicators");
            file.expect(lists_->mail_classes_.has(mail_class), "class is no mail class");
            if (!right) continue;
            const auto begin = lists_->indicator_classes_.begin();
            std::fill(begin + static_cast<std::ptrdiff_t>(*first), begin + static_cast<std::ptrdiff_t>(*last) + 1,
                      mail_class.empty() ? '\0' : mail_class.front());
        }
    }

    void load_weight_limits() {
        for (auto file = open("weight_limits"); file.next();) {
            const auto usual = file.decimal("usual_kg");
            const auto greatest = file.decimal("greatest_kg");
            const std::string& destination = file.cell("destination");
            const std::string product = file.cell("class") + file.cell("indicator");
            const std::string key = product + destination;
            file.expect(product.size() == 2 && lists_->mail_classes_.has(product.substr(0, 1)),
                        "class or indicator is wrong");
            file.expect(destination == "*" || lists_->address_countries_.has(destination), "destination is no country");
            if (!usual || !greatest) continue;
            file.expect(*usual <= *greatest, "usual_kg is above greatest_kg");
            const WeightLimit limit{{*usual}, {*greatest}};
            file.expect(lists_->weight_limits_.emplace(key, limit).second, "the product is listed twice");
        }
    }

    void load_rates() {
        auto file = open("exchange_rates");
        while (file.next()) {
            const auto per_unit = file.decimal("per_unit");
            const auto from = file.date("from");
            const auto to = file.date("to", true);
            const std::string& currency = file.cell("currency");
            file.expect(lists_->currencies_.has(currency), "currency is not in ISO 4217");
            file.expect(file.cell("base") == kBaseCurrency, "base is not XDR");
            if (!per_unit || !from) continue;
            const Rate rate{*from, to ? to : file.edition().valid_to, *per_unit};
            file.expect(lists_->rates_.add(currency, rate), "per_unit is not above zero, or has more than nine digits");
        }
    }

    /// What one unit of a currency costs in the authority's own.
    void load_authority_rates() {
        auto file = open("authority_rates");
        while (file.next()) {
            const auto per_unit = file.decimal("per_unit");
            const auto from = file.date("from");
            const auto to = file.date("to", true);
            const std::string& base = file.cell("base");
            for (const auto& currency : {file.cell("currency"), base})
                file.expect(lists_->currencies_.has(currency), "'" + currency + "' is not in ISO 4217");
            if (!per_unit || !from) continue;
            auto& table = lists_->authority_rates_[file.cell("authority")];
            const auto last = to ? to : file.edition().valid_to;
            file.expect(table.add(file.cell("currency"), {*from, last, *per_unit}),
                        "per_unit is not above zero, or has more than nine digits");
            table.add(base, {*from, last, core::Decimal(1, 0)});
        }
    }

    /// Every edition that lies in the folder: hs_headings_<edition>.csv, and hs_codes_<edition>.csv where imported.
    void load_nomenclature() {
        for (const std::string name : {"hs_headings_", "hs_codes_"}) {
            for (const auto& edition : editions_of(name)) {
                auto file = open(name + edition);
                auto& to = lists_->nomenclature_.edition_to_fill(edition);
                name == "hs_codes_" ? to.read_codes(file) : to.read_headings(file);
            }
        }
    }

    std::set<std::string> editions_of(const std::string& name) const {
        std::set<std::string> editions;
        for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
            const std::string stem = entry.path().stem().string();
            if (entry.path().extension() == ".csv" && stem.starts_with(name)) editions.insert(stem.substr(name.size()));
        }
        for (const auto& [stored, text] : stored_)
            if (stored.starts_with(name)) editions.insert(stored.substr(name.size()));
        return editions;
    }

    void load_lists_about_parties() {
        auto& lists = *lists_;
        const auto& countries = lists.address_countries_;
        for (auto file = open("posts_of_territories"); file.next();) {
            file.expect(countries.has(file.cell("post")), "post is no country");
            lists.posts_of_territories_.emplace(file.cell("territory"), file.cell("post"));
        }
        auto groups = open("country_groups");
        lists.groups_.read(groups, countries);
        auto requirements = open("requirements");
        lists.requirements_.read(requirements, lists.groups_, countries, lists.currencies_);
        auto easy_export = open("easy_export");
        lists.easy_export_.read(easy_export, countries, lists.currencies_);
        auto postcodes = open("postcodes");
        lists.postcodes_.read(postcodes, countries);
        auto schemes = open("number_schemes");
        lists.number_schemes_.read(schemes, lists.groups_, countries, lists.currencies_);
    }

    void load_lists_about_goods() {
        auto& lists = *lists_;
        auto restrictions = open("restrictions");
        lists.restrictions_.read(restrictions, lists.groups_, lists.address_countries_);
        auto dangerous = open("dangerous_goods");
        lists.dangerous_goods_.read(dangerous);
        auto excise = open("excise_headings");
        lists.excise_.read(excise);
        auto chapters = open("description_chapters");
        lists.description_chapters_.read(chapters);
        auto bounds = open("plausibility");
        lists.plausibility_.read(bounds);
        auto values = open("value_per_kilo");
        lists.plausibility_.read_values(values);
    }

    void load_own_lists() {
        auto& lists = *lists_;
        read_if_there("national_codes", [&](ListFile& file) { lists.national_tariffs_.read(file); });
        read_if_there("exporters", [&](ListFile& file) { lists.exporters_.read_numbers(file); });
        read_if_there("exporter_goods", [&](ListFile& file) { lists.exporters_.read_goods(file); });
        read_if_there("exporter_mandates", [&](ListFile& file) { lists.exporters_.read_mandates(file); });
        read_if_there("offices", [&](ListFile& file) { lists.offices_.read(file); });
        read_if_there("post_offices", [&](ListFile& file) { lists.post_offices_.read(file); });
        read_if_there("watch_names", [&](ListFile& file) { lists.watch_list_.read(file, lists.address_countries_); });
    }

    void load_goods() {
        const auto* edition = lists_->nomenclature_.edition(kGoodsEdition);
        GoodsList goods;
        auto file = open("goods");
        goods.read(file, edition);
        read_if_there("own_goods", [&](ListFile& own) { goods.read(own, edition); });
        lists_->goods_.build(goods, edition);
    }

    void load_findings() {
        auto file = open_in(folder_ + "/..", "findings");
        lists_->findings_.read(file);
    }

    std::string folder_;
    std::string iso_codes_folder_;
    const StoredLists& stored_;
    std::set<std::string> opened_;
    std::shared_ptr<Codelists> lists_ = std::make_shared<Codelists>();
    Faults faults_;
};

std::shared_ptr<const Codelists> Codelists::load(const std::string& folder, const std::string& iso_codes_folder,
                                                 const StoredLists& stored) {
    return Loader(folder, iso_codes_folder, stored).load();
}

} // namespace postern::codelists

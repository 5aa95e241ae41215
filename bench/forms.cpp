// What a form costs: content and PDF, by kind, in one thread and in two.
#include "forms.hpp"

#include "counter/form_content.hpp"
#include "forms/cairo_printer.hpp"
#include "stopwatch.hpp"
#include "support/generator/generator.hpp"

#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace postern::bench {

namespace {

using ports::FormKind;
using ports::PaperSize;

std::vector<ports::FormSheet> sheets(std::size_t count, FormKind form, PaperSize size) {
    const auto texts = text::Catalogue::load(POSTERN_SOURCE_DIR "/config/texts");
    const auto lists = codelists::Codelists::load(POSTERN_SOURCE_DIR "/config/codelists", "/usr/share/iso-codes/json");
    generator::Generator generator(20261128);
    std::vector<ports::FormSheet> all;
    while (all.size() < count) {
        auto declaration = generator.next();
        if (form == FormKind::cn22) declaration.mail_class = "U", declaration.total_value.reset();
        counter::FormOrder order;
        order.form = form;
        order.size = size;
        order.item_id = "CP000000015NP";
        order.status_link = "https://postern.example.org/status/CP000000015NP";
        order.made = {1'795'000'000'000};
        order.day = {2026, 11, 28};
        auto sheet = counter::form_content(declaration, order, *texts, *lists);
        if (sheet) all.push_back(std::move(sheet).value());
    }
    return all;
}

} // namespace

int run_forms(std::size_t forms) {
    const forms::CairoPrinter printer;
    Table first(1);
    const auto one = sheets(1, FormKind::cn23, PaperSize::a5).front();
    first.row("the first form of a thread", [&] { static_cast<void>(printer.pdf(one)); });
    first.row("the first of a second thread",
              [&] { std::thread([&] { static_cast<void>(printer.pdf(one)); }).join(); });
    first.print();
    Table table(forms);
    std::size_t bytes = 0;
    for (const auto form : {FormKind::cn22, FormKind::cn23, FormKind::cp72, FormKind::receipt})
        for (const auto size : ports::sizes_of(form)) {
            const auto all = sheets(forms, form, size);
            const auto name = std::string(ports::to_string(form)) + " " + std::string(ports::to_string(size));
            table.row(name, [&] {
                for (const auto& sheet : all)
                    bytes += printer.pdf(sheet).size();
            });
        }
    const auto all = sheets(forms, FormKind::cn23, PaperSize::a5);
    table.row("CN23 A5, two threads at once", [&] {
        const auto half = [&](std::size_t from) {
            for (std::size_t i = from; i < all.size(); i += 2)
                static_cast<void>(printer.pdf(all[i]));
        };
        std::thread other(half, 1);
        half(0);
        other.join();
    });
    table.print();
    std::cout << "  " << bytes / (forms * 6) << " bytes a document on average\n";
    return 0;
}

} // namespace postern::bench

// Sheets to draw: contents in several scripts, of any length, with the captions of the catalogue.
#pragma once

#include "counter/form_content.hpp"
#include "ports/form_sheet.hpp"
#include "text/catalogue.hpp"

#include <string>
#include <vector>

namespace postern::tests {

struct Script {
    std::string name;
    std::string lang; ///< of the captions
    std::string person;
    std::string street;
    std::string town;
    std::string goods;
};

inline const std::vector<Script>& scripts_drawn() {
    static const std::vector<Script> kScripts = {
        {"latin", "es", "Iñigo Peña-Muñoz Škvorecký", "Calle del Águila 7, 2.º B", "28005 Madrid\nSpain",
         "Bufanda de lana merina tejida a mano"},
        {"arabic", "ar", "ليلى عبد الرحمن الحداد", "شارع الجمهورية ١٢", "11511 القاهرة\nEgypt",
         "شال من صوف الكشمير منسوج يدوياً، مقاس ٧٠×٢٠٠ سم"},
        {"devanagari", "en", "श्रीमती क्षितिजा द्विवेदी", "१४, महात्मा गाँधी मार्ग", "221001 वाराणसी\nIndia",
         "हस्तनिर्मित लोक्ता कागज़ की पुस्तिका"},
        {"thai", "pt", "ณัฐธิดา ศรีสุวรรณ", "88/9 ถนนสุขุมวิท แขวงคลองเตย", "10110 กรุงเทพมหานคร\nThailand",
         "ผ้าพันคอขนแกะทอมือ ขนาด 70x180 ซม."},
        {"chinese", "fr", "王小明", "淮海中路1045号12楼", "200031 上海\nChina", "手工编织羊毛围巾样品"},
        {"cyrillic", "en", "Цветана Георгиева Йорданова", "ул. „Шипка“ № 34, вх. Б", "1504 София\nBulgaria",
         "Вълнен пуловер, ръчно плетен"},
    };
    return kScripts;
}

inline const text::Catalogue& all_texts() {
    static const auto kTexts = text::Catalogue::load(POSTERN_SOURCE_DIR "/config/texts");
    return *kTexts;
}

/// The text again and again up to so many bytes, whole characters only.
inline std::string lengthened(const std::string& text, std::size_t bytes) {
    std::string long_text = text;
    while (long_text.size() + text.size() + 1 <= bytes)
        long_text.append(" ").append(text);
    return long_text;
}

/// times: how often each text is repeated; 1 is what people write.
inline ports::FormSheet sheet_of(ports::FormKind form, ports::PaperSize size, const Script& script, std::size_t lines,
                                 std::size_t times = 1) {
    ports::FormSheet sheet;
    sheet.form = form;
    sheet.size = size;
    sheet.lang = script.lang;
    sheet.made = {1'795'000'000'000};
    sheet.item_id = "CP000000015NP";
    sheet.qr = "https://postern.example.org/status/CP000000015NP";
    sheet.captions = counter::captions_in(all_texts(), script.lang);
    const auto repeated = [&](const std::string& text) { return lengthened(text, text.size() * times); };
    const auto party = repeated(script.person) + "\n" + repeated(script.street) + "\n" + script.town;
    sheet.values = {{"operator", "NPA"},
                    {"from", party + "\nTel. +97715550142\nsomebody@example.org"},
                    {"to", party},
                    {"sender-reference", "PAN 301445890, EXIM 3021177450141NP"},
                    {"importer-reference", "VAT GB999999973"},
                    {"importer-contact", "Tel. +34915550114, somebody@example.org"},
                    {"gross-weight", "12.345"},
                    {"total-weight", "12.345"},
                    {"total-value", "123456.78 EUR"},
                    {"postage", "11850.00 NPR"},
                    {"office-date", "Kathmandu GPO, 2026-11-20"},
                    {"comments", repeated(script.goods)},
                    {"licences", "LIC-2026-0001"},
                    {"certificates", "DOA-2026-3381"},
                    {"invoice", "PFW-2026-0184"},
                    {"signature", "2026-11-20, Kathmandu GPO, " + script.person + ", electronic"},
                    {"insured-value", "952.00 CHF"},
                    {"service", "colis / parcel; par avion, prioritaire / by air, priority"},
                    {"parcels", "1"},
                    {"papers", "2"},
                    {"non-delivery", "15"},
                    {"form", "CN23"},
                    {"received-reference", "NPP-2026-004807"},
                    {"status-link", "https://postern.example.org/status/CP000000015NP?s=0123456789ABCDEF"}};
    sheet.ticks = {"nature-sale", "return-after"};
    for (std::size_t i = 0; i < lines; ++i)
        sheet.lines.push_back({repeated(script.goods) + " " + std::to_string(i + 1), std::to_string(i + 1) + " PR",
                               "0.123", "1234.50 EUR", "6214200000", "NP"});
    return sheet;
}

} // namespace postern::tests

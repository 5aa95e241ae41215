// The generator's words: what small exporters of Nepal send, and to whom. HS codes carry two made-up national digits.
#include "support/generator/vocabulary.hpp"

#include <array>

namespace postern::generator {

namespace {

using Words = std::string_view;

constexpr auto kGoods = std::to_array<Goods>({
    {"Cashmere shawl, hand woven, 200 x 70 cm", "62142000", "NP", 140, 320, 2400, 14500},
    {"Women's knitted woollen pullover", "61101110", "NP", 350, 900, 1800, 7200},
    {"Felt slippers with leather sole, pair", "64052090", "NP", 220, 480, 900, 2800},
    {"Hand knotted woollen carpet, 60 x 90 cm", "57011090", "NP", 1500, 4200, 6500, 32000},
    {"Brass singing bowl with wooden striker", "83062910", "NP", 300, 1400, 1200, 9800},
    {"Silver ring with turquoise", "71131190", "NP", 6, 18, 1500, 8900},
    {"Handmade lokta paper notebooks", "48201000", "NP", 90, 400, 250, 1400},
    {"Incense sticks, sandalwood", "33074100", "NP", 60, 250, 150, 900},
    {"Orthodox black tea, first flush", "09024000", "NP", 100, 500, 400, 2600},
    {"Roasted coffee beans, Arabica", "09012110", "NP", 250, 500, 500, 1600},
    {"Thangka painting on cotton, unframed", "97012190", "NP", 150, 900, 4000, 48000},
    {"Hemp backpack, woven", "42029210", "NP", 400, 900, 1400, 4800},
    {"Wooden mask, carved, painted", "44201990", "NP", 300, 1500, 1600, 9000},
    {"Men's cotton shirts", "62052000", "NP", 180, 320, 900, 3400},
    {"Children's cotton T-shirts", "61091090", "NP", 90, 170, 350, 1500},
    {"Felted wool balls for decoration, bag of 100", "56029010", "NP", 120, 420, 600, 2200},
    {"Yak cheese dog chews", "23091000", "NP", 120, 500, 500, 1900},
    {"Khukuri knife with sheath, ornamental", "82119110", "NP", 450, 1100, 2200, 9600},
    {"Glass bead necklace", "70181090", "NP", 40, 180, 300, 2500},
    {"Printed book, guide to trekking", "49019990", "NP", 250, 700, 700, 2600},
    {"Prayer flags, cotton, string of 25", "63079010", "NP", 80, 300, 200, 1100},
    {"Pashmina scarf, silk blend", "62149010", "NP", 90, 220, 1800, 7400},
    {"Dried cardamom, large", "09083100", "NP", 100, 500, 500, 2400},
    {"Himalayan honey in jar", "04090010", "NP", 250, 800, 700, 3600},
    {"Leather wallet", "42023100", "IN", 70, 160, 700, 3300},
    {"Cotton yarn, dyed, hank", "52052510", "IN", 100, 400, 300, 1700},
    {"Bamboo flute, six holes", "92059010", "NP", 60, 240, 400, 3100},
    {"Steel water bottle, 750 ml", "73239300", "CN", 180, 420, 600, 2200},
    {"Wool hat with fleece lining", "65050010", "NP", 70, 190, 400, 1900},
    {"Cushion cover, embroidered cotton", "63049200", "NP", 120, 380, 500, 2800},
    {"Copper water vessel, hammered", "74181000", "NP", 400, 1500, 1500, 6800},
    {"Ceramic tea cups", "69120000", "BT", 150, 450, 400, 2400},
});

constexpr Words kEnglishFirst[] = {"Alice", "Brian", "Claire", "Dennis", "Fiona", "George", "Hannah", "Oliver"};
constexpr Words kEnglishLast[] = {"Ashworth", "Bellamy", "Carrington", "Dunmore", "Fairweather", "O'Rourke"};
constexpr Words kGermanFirst[] = {"Jürgen", "Käthe", "Lukas", "Monika", "Renate", "Sören"};
constexpr Words kGermanLast[] = {"Böttcher", "Gröning", "Meißner", "Schäfer", "Wollweber", "Zielke"};
constexpr Words kFrenchFirst[] = {"Amélie", "Benoît", "Chloé", "Gérard", "Hélène", "Rémi"};
constexpr Words kFrenchLast[] = {"Beauchêne", "Delacroix", "Lefèvre", "Marchand", "Nuñez", "Thévenot"};
constexpr Words kJapaneseFirst[] = {"Haruto", "Keiko", "Misaki", "花子", "健太"};
constexpr Words kJapaneseLast[] = {"Fujimoto", "Kawaguchi", "Ōmura", "山本", "小林"};
constexpr Words kChineseFirst[] = {"Wei", "Xiaoming", "Yan", "芳", "建国"};
constexpr Words kChineseLast[] = {"Zhao", "Lü", "Qian", "王", "欧阳"};
constexpr Words kKoreanFirst[] = {"Ji-woo", "Min-jun", "Seo-yeon", "지우"};
constexpr Words kKoreanLast[] = {"Kim", "Park", "Hwang", "최"};
constexpr Words kNordicFirst[] = {"Åse", "Bjørn", "Freja", "Ingvar", "Sigrún"};
constexpr Words kNordicLast[] = {"Ångström", "Bakke", "Hammershøj", "Lindqvist", "Þorsteinsson"};
constexpr Words kLatinFirst[] = {"Beatriz", "Íñigo", "João", "Lucía", "Paolo", "Silvia"};
constexpr Words kLatinLast[] = {"Araújo", "Etxeberria", "Fontana", "Gonçalves", "Muñoz", "Ricci"};
constexpr Words kArabicFirst[] = {"Amina", "Karim", "Layla", "سارة", "يوسف"};
constexpr Words kArabicLast[] = {"Al Mansouri", "Haddad", "Nasser", "الهاشمي"};
constexpr Words kThaiFirst[] = {"Anong", "Somchai", "Niran", "กมลา"};
constexpr Words kThaiLast[] = {"Charoensuk", "Rattanakul", "ศรีสุข"};
constexpr Words kSlavicFirst[] = {"Agnieszka", "Mieczysław", "Zuzana", "Łukasz", "Ольга"};
constexpr Words kSlavicLast[] = {"Dvořák", "Grzegorczyk", "Wiśniewska", "Żukowski", "Петренко"};
constexpr Words kIndianFirst[] = {"Ananya", "Deepak", "Kavita", "Rohan"};
constexpr Words kIndianLast[] = {"Chatterjee", "Deshpande", "Iyer", "Malhotra"};

constexpr auto kDestinations = std::to_array<Destination>({
    {"US", "USA", "Portland", "OR", "97205", "SW Alder Street", true, "+1503555", kEnglishFirst, kEnglishLast},
    {"US", "USA", "Minneapolis", "MN", "55401", "Washington Avenue N", true, "+1612555", kEnglishFirst, kLatinLast},
    {"GB", "GBA", "Bristol", "", "BS1 4ND", "Corn Street", true, "+44117496", kEnglishFirst, kEnglishLast},
    {"DE", "DEA", "Leipzig", "", "04109", "Grimmaische Straße", false, "+49341990", kGermanFirst, kGermanLast},
    {"DE", "DEA", "Köln", "", "50667", "Hohe Straße", false, "+49221990", kGermanFirst, kSlavicLast},
    {"FR", "FRA", "Lyon", "", "69002", "rue de la République", true, "+33478990", kFrenchFirst, kFrenchLast},
    {"CH", "CHA", "Genève", "", "1204", "rue du Rhône", false, "+41225550", kFrenchFirst, kGermanLast},
    {"NL", "NLA", "Utrecht", "", "3511 CE", "Oudegracht", false, "+31302990", kGermanFirst, kNordicLast},
    {"JP", "JPA", "Kyoto", "", "604-8091", "Teramachi-dori", true, "+81755550", kJapaneseFirst, kJapaneseLast},
    {"CN", "CNA", "Chengdu", "Sichuan", "610021", "Chunxi Road", true, "+86285550", kChineseFirst, kChineseLast},
    {"KR", "KRA", "Busan", "", "48943", "Gwangbok-ro", true, "+82515550", kKoreanFirst, kKoreanLast},
    {"AU", "AUA", "Hobart", "TAS", "7000", "Elizabeth Street", true, "+61362550", kEnglishFirst, kEnglishLast},
    {"CA", "CAA", "Montréal", "QC", "H2Y 1C6", "rue Saint-Paul Ouest", true, "+1514555", kFrenchFirst, kEnglishLast},
    {"SE", "SEA", "Göteborg", "", "411 06", "Kungsgatan", false, "+46315550", kNordicFirst, kNordicLast},
    {"NO", "NOA", "Bergen", "", "5014", "Strandgaten", false, "+4755500", kNordicFirst, kNordicLast},
    {"IT", "ITA", "Torino", "TO", "10121", "via Roma", false, "+39011550", kLatinFirst, kLatinLast},
    {"ES", "ESA", "Bilbao", "", "48001", "calle Bidebarrieta", false, "+34944550", kLatinFirst, kLatinLast},
    {"PL", "PLA", "Kraków", "", "31-008", "ulica Grodzka", false, "+48125550", kSlavicFirst, kSlavicLast},
    {"AE", "AEA", "Sharjah", "", "", "Al Wahda Street", true, "+9716555", kArabicFirst, kArabicLast},
    {"TH", "THA", "Chiang Mai", "", "50200", "Thapae Road", true, "+6653555", kThaiFirst, kThaiLast},
    {"IN", "INA", "Pune", "Maharashtra", "411001", "Mahatma Gandhi Road", true, "+91205550", kIndianFirst, kIndianLast},
});

constexpr auto kOrigins = std::to_array<Origin>({
    {"Kathmandu", "44600", "Thamel Marg"},
    {"Kathmandu", "44600", "New Road"},
    {"Lalitpur", "44700", "Patan Dhoka"},
    {"Bhaktapur", "44800", "Taumadhi Tole"},
    {"Pokhara", "33700", "Lakeside Road"},
    {"Biratnagar", "56613", "Main Road"},
    {"Birgunj", "44300", "Adarsha Nagar"},
    {"Dharan", "56700", "Chata Chowk"},
    {"Ilam", "57300", "Bazaar Line"},
    {"Tansen", "32500", "Makhan Tole"},
    {"Nepalgunj", "21900", "Surkhet Road"},
    {"Dhangadhi", "10900", "Campus Road"},
});

constexpr auto kCurrencies = std::to_array<Currency>({
    {"USD", 100, 2},
    {"USD", 100, 2},
    {"USD", 100, 2},
    {"EUR", 92, 2},
    {"GBP", 79, 2},
    {"AUD", 152, 2},
    {"CHF", 88, 2},
});

constexpr Words kFirst[] = {"Anjali",  "Bikram", "Deepa",    "Gita",   "Hari",   "Kiran", "Laxmi",   "Mohan",
                            "Nirmala", "Pasang", "Rajendra", "Sabina", "Suresh", "Tashi", "Yangchen"};
constexpr Words kLast[] = {"Adhikari", "Bajracharya", "Chaudhary", "Gurung", "Lama",   "Maharjan",
                           "Pradhan",  "Rai",         "Shakya",    "Sherpa", "Tamang", "Thapa"};
constexpr Words kBusinesses[] = {"Annapurna Weaves",   "Bagmati Felt Cooperative", "Everest Paper Works",
                                 "Himal Tea Growers",  "Lumbini Handicraft",       "Machhapuchhre Woollens",
                                 "Patan Metal Crafts", "Sagarmatha Carpets",       "Women's Skills Circle of Pokhara"};

} // namespace

std::span<const Goods> goods() {
    return kGoods;
}
std::span<const Destination> destinations() {
    return kDestinations;
}
std::span<const Origin> origins() {
    return kOrigins;
}
std::span<const Currency> currencies() {
    return kCurrencies;
}
std::span<const std::string_view> sender_first_names() {
    return kFirst;
}
std::span<const std::string_view> sender_last_names() {
    return kLast;
}
std::span<const std::string_view> businesses() {
    return kBusinesses;
}

} // namespace postern::generator

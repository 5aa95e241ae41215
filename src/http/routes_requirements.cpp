// The route that tells a counter what is needed before anything is written, by the lists and routes that judge it
// later.
#include "http/refuse.hpp"
#include "http/replies.hpp"
#include "pipeline/requirements.hpp"

namespace postern::http {

using core::RefusalCode;
using core::Result;

namespace {

constexpr std::size_t kLangOfReader = 35; // RFC 5646 advises room for that many

std::string text_of(const Call& call, std::string_view name, std::string_view otherwise = {}) {
    return std::string(call.parameter(name).value_or(otherwise));
}

bool is_code(std::string_view text) {
    return text.size() >= 2 && text.size() <= 12 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// nullptr: all is well; else the name of the parameter that is not.
const char* read_question(const Call& call, const codelists::Codelists& lists, pipeline::RequirementsQuestion& to) {
    to.origin = text_of(call, "origin");
    to.destination = text_of(call, "destination");
    to.nature = text_of(call, "category", "11");
    to.mail_class = text_of(call, "mail_class", "C");
    if (!lists.is_address_country(to.origin)) return "origin";
    if (!lists.is_address_country(to.destination)) return "destination";
    if (!lists.is_nature(to.nature)) return "category";
    if (!lists.is_mail_class(to.mail_class)) return "mail_class";
    const std::string claim_text = text_of(call, "claim");
    const auto claim = core::claim_named(claim_text.empty() ? "none" : claim_text);
    if (!claim) return "claim";
    to.claim = *claim;
    to.hs = text_of(call, "hs");
    if (!to.hs.empty() && !is_code(to.hs)) return "hs";
    const std::string value = text_of(call, "value");
    const std::string currency = text_of(call, "currency");
    if (value.empty() && currency.empty()) return nullptr;
    const auto amount = core::Decimal::parse(value);
    if (!amount || amount->is_negative()) return "value";
    if (!lists.is_currency(currency)) return "currency";
    to.value = core::Money{*amount, currency};
    return nullptr;
}

Result<Reply> requirements(Context& context, const Call& call) {
    const auto& services = context.services;
    const auto lists = services.codelists->current();
    pipeline::RequirementsQuestion question;
    if (const char* wrong = read_question(call, *lists, question)) {
        return refuse(RefusalCode::bad_parameter, wrong);
    }
    const auto& texts = *services.texts.current();
    std::string lang = call.lang;
    if (const auto wanted = call.parameter("lang")) {
        if (wanted->size() > kLangOfReader) return refuse(RefusalCode::bad_parameter, "lang");
        lang = texts.negotiate(*wanted);
    }
    if (services.duty_quotes != nullptr) question.duty_provider = services.duty_quotes->provider();
    json::Writer out;
    pipeline::write_requirements(out, *services.submissions->parts(), *lists, question,
                                 core::date_of(services.clock.now()), texts, lang);
    Reply reply = json_reply(200, out);
    reply.headers.emplace_back("Content-Language", lang);
    reply.headers.emplace_back("Vary", "Accept-Language");
    return reply;
}

} // namespace

std::vector<Route> requirement_routes() {
    Route route;
    route.method = "GET";
    route.path = "/v1/requirements";
    route.action = "requirements.read";
    route.id = "getRequirements";
    route.summary = "What a declaration between two countries needs: form, boxes, simplified procedure, papers, "
                    "prepaid duty, filings.";
    route.handler = requirements;
    route.audit = Audit::none;
    route.parameters = {{"origin", false, false, "Country of the sender, ISO 3166-1 alpha-2."},
                        {"destination", false, false, "Country of the addressee."},
                        {"category", false, false, "Nature of the item, UPU list 136; without it 11, a sale."},
                        {"mail_class", false, false, "U letter post, C parcels (without it), E EMS."},
                        {"value", false, false, "What the goods are worth, a decimal; with currency."},
                        {"currency", false, false, "ISO 4217, of the value."},
                        {"hs", false, false, "Of the goods, 2 to 12 digits: only the papers that they need."},
                        {"lang", false, false, "The language; stands above Accept-Language."},
                        {"claim", false, false, "none, drawback, tax_refund or temporary_export."},
                        kLanguage};
    route.answers = {{200, kJson, "Requirements", "As the lists of today say."}};
    return {route};
}

} // namespace postern::http

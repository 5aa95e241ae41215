// The canonical declaration: the content of a CN 22 / CN 23 / ITMATT item as values. Schema: schemas/declaration.xsd;
// every member's name is the element's name there and the canonical field's name in findings and field tables.
#pragma once

#include "core/money.hpp"
#include "core/party.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::core {

/// One line of goods (content piece).
struct ContentLine {
    std::vector<Text> descriptions; ///< first: as the sender wrote it
    std::optional<Decimal> quantity;
    std::string quantity_unit; ///< UN/ECE rec 20 or as sent; empty: pieces
    std::optional<Weight> net_weight_kg;
    std::optional<Weight> unit_weight_kg; ///< of one, without packaging
    std::optional<Decimal> line_value;    ///< price of the goods of this line, without carriage
    std::optional<Decimal> unit_value;
    CurrencyCode currency;
    std::string hs_code; ///< as sent, digits; national digits kept
    std::string origin_country;
    std::string import_restrictions;
    std::string hs_chosen_by;    ///< "clerk", "exporter", "table"; empty: not said. Of no national document
    std::uint32_t sent_line = 0; ///< line of the message as sent
};

enum class DocumentKind : std::uint8_t { licence, certificate, invoice, other };
struct SupportingDocument {
    DocumentKind kind = DocumentKind::other;
    std::string number;
    std::string name;
};

/// The sender's signature in words: who certified the content, when, where and how (box 8 / 15).
struct Certification {
    std::string by;
    std::optional<Date> on;
    std::string at;
    std::string how; ///< "signature", "electronic", "counter"
};

struct Representation {
    std::string kind; ///< "self", "direct", "indirect"
    std::string representative;
    std::string mandate;
};

struct PrepaidAmount {
    std::string kind; ///< "duty", "vat", "fee", …
    Money money;
};
struct DutiesPrepaid {
    std::string terms; ///< "DDP", "DAP"
    std::vector<PrepaidAmount> amounts;
    std::string provider;
    std::string reference;
    std::optional<Instant> at;
};

struct NonDelivery {
    std::string instruction; ///< "return-at-once", "return-after", "redirect", "abandon"
    std::optional<std::uint32_t> after_days;
    std::string redirect_to;
};

/// What the exporter asks of customs.
enum class Claim : std::uint8_t { none, drawback, tax_refund, temporary_export };
/// As schemas, routes and parameters write it.
std::string_view to_string(Claim claim);
/// nullopt: there is no such claim.
std::optional<Claim> claim_named(std::string_view name);

struct ExtraField {
    std::string name;
    std::string value;
};

struct Declaration {
    std::string form;             ///< "CN22", "CN23", "CP72"
    std::string item_id;          ///< S10 as sent; empty: not yet bound
    std::string sender_reference; ///< the post's own id of the declaration, unique with that post
    std::string mail_class;       ///< U letter post, C parcels, E EMS (as sent)
    std::string mail_category;    ///< UPU list 115: A, B, C, D
    std::string mail_subclass;    ///< UPU list 117
    std::string handling_class;
    std::string origin_operator; ///< UPU operator code, 3 characters
    std::string destination_operator;
    std::string office_of_origin;
    std::optional<Date> posting_date; ///< often only intended; local; never part of a key
    std::vector<std::string> natures; ///< UPU list 136: 11, 21, 31, 32, 91, 991, 999
    std::string nature_explanation;
    std::optional<Weight> gross_weight_kg;
    std::optional<Money> total_value;
    std::optional<Money> postage;          ///< box 9: what the sender paid the post
    std::optional<Money> shipping_charged; ///< what the buyer paid; never from box 9
    std::optional<Money> insured_value;
    std::string transport_mode;
    std::string comments; ///< box 11: quarantine, sanitary, other restrictions
    Party sender;
    Party addressee;
    std::optional<Party> importer;
    std::vector<ContentLine> lines;
    std::vector<SupportingDocument> documents;
    std::optional<Certification> certification;
    std::optional<Representation> representation;
    Claim claim = Claim::none;
    std::optional<DutiesPrepaid> duties_prepaid;
    std::optional<NonDelivery> non_delivery;
    std::vector<ExtraField> extra_fields;
};

} // namespace postern::core

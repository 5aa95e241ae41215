// Finding codes: every code that a rule or a stage of ours may report. Severity and family: config/findings.csv; what
// people read: config/texts. A code never changes its meaning; a profile's own rules bring codes of their own.
#pragma once

#include <string_view>

namespace postern::core::codes {

// the item and its form
inline constexpr std::string_view kS10Pattern = "S10-PATTERN";
inline constexpr std::string_view kS10CheckDigit = "S10-CHECK-DIGIT";
inline constexpr std::string_view kS10Indicator = "S10-INDICATOR";
inline constexpr std::string_view kS10Country = "S10-COUNTRY";
inline constexpr std::string_view kMailClassMissing = "MAIL-CLASS-MISSING";
inline constexpr std::string_view kMailClassUnknown = "MAIL-CLASS-UNKNOWN";
inline constexpr std::string_view kClassIndicator = "CLASS-INDICATOR";
inline constexpr std::string_view kCn22Ceiling = "CN22-CEILING";
inline constexpr std::string_view kCn22Class = "CN22-CLASS";
inline constexpr std::string_view kIdentityMissing = "IDENTITY-MISSING";
inline constexpr std::string_view kItemIdAwaited = "ITEM-ID-AWAITED";
inline constexpr std::string_view kTestMessage = "TEST-MESSAGE";
inline constexpr std::string_view kMailCategoryUnknown = "MAIL-CATEGORY-UNKNOWN";
inline constexpr std::string_view kHandlingUnknown = "HANDLING-UNKNOWN";
inline constexpr std::string_view kHandlingNotInsured = "HANDLING-NOT-INSURED";
inline constexpr std::string_view kS10Reused = "S10-REUSED";
inline constexpr std::string_view kPostingDateAhead = "POSTING-DATE-AHEAD";
inline constexpr std::string_view kPostingDateOld = "POSTING-DATE-OLD";

// sender and addressee
inline constexpr std::string_view kNameMissing = "NAME-MISSING";
inline constexpr std::string_view kNameVague = "NAME-VAGUE";
inline constexpr std::string_view kAddressMissing = "ADDRESS-MISSING";
inline constexpr std::string_view kCityMissing = "CITY-MISSING";
inline constexpr std::string_view kCountryMissing = "COUNTRY-MISSING";
inline constexpr std::string_view kCountryUnknown = "COUNTRY-UNKNOWN";
inline constexpr std::string_view kReferenceUnknownScheme = "REFERENCE-UNKNOWN-SCHEME";
inline constexpr std::string_view kExporterNumberMissing = "EXPORTER-NUMBER-MISSING";
inline constexpr std::string_view kSenderCountry = "SENDER-COUNTRY";
inline constexpr std::string_view kSenderIsAddressee = "SENDER-IS-ADDRESSEE";
inline constexpr std::string_view kPostcodeMissing = "POSTCODE-MISSING";
inline constexpr std::string_view kPostcodePattern = "POSTCODE-PATTERN";
inline constexpr std::string_view kContactMissing = "CONTACT-MISSING";
inline constexpr std::string_view kContactForm = "CONTACT-FORM";
inline constexpr std::string_view kNumberForm = "NUMBER-FORM";
inline constexpr std::string_view kNumberTwice = "NUMBER-TWICE";
inline constexpr std::string_view kNumberDestination = "NUMBER-DESTINATION";
inline constexpr std::string_view kNumberCeiling = "NUMBER-CEILING";
inline constexpr std::string_view kNumberNature = "NUMBER-NATURE";
inline constexpr std::string_view kNumberExcise = "NUMBER-EXCISE";
inline constexpr std::string_view kReferenceMissing = "REFERENCE-MISSING";

// category of the item
inline constexpr std::string_view kNatureMissing = "NATURE-MISSING";
inline constexpr std::string_view kNatureUnknown = "NATURE-UNKNOWN";
inline constexpr std::string_view kNatureExplanationMissing = "NATURE-EXPLANATION-MISSING";
inline constexpr std::string_view kClaimOnGift = "CLAIM-ON-GIFT";
inline constexpr std::string_view kInvoiceMissing = "INVOICE-MISSING";
inline constexpr std::string_view kGiftBusiness = "GIFT-BUSINESS";

// goods
inline constexpr std::string_view kLinesMissing = "LINES-MISSING";
inline constexpr std::string_view kDescriptionMissing = "DESCRIPTION-MISSING";
inline constexpr std::string_view kDescriptionNoWords = "DESCRIPTION-NO-WORDS";
inline constexpr std::string_view kDescriptionShort = "DESCRIPTION-SHORT";
inline constexpr std::string_view kDescriptionVague = "DESCRIPTION-VAGUE";
inline constexpr std::string_view kDescriptionVaguePart = "DESCRIPTION-VAGUE-PART";
inline constexpr std::string_view kQuantityMissing = "QUANTITY-MISSING";
inline constexpr std::string_view kQuantityNotPositive = "QUANTITY-NOT-POSITIVE";
inline constexpr std::string_view kHsMissing = "HS-MISSING";
inline constexpr std::string_view kHsShape = "HS-SHAPE";
inline constexpr std::string_view kHsChapter = "HS-CHAPTER";
inline constexpr std::string_view kHsNationalDigits = "HS-NATIONAL-DIGITS";
inline constexpr std::string_view kNationalCodeChoice = "NATIONAL-CODE-CHOICE";
inline constexpr std::string_view kNationalCodeUnknown = "NATIONAL-CODE-UNKNOWN";
inline constexpr std::string_view kSupplementaryQuantityMissing = "SUPPLEMENTARY-QUANTITY-MISSING";
inline constexpr std::string_view kOriginCountryMissing = "ORIGIN-COUNTRY-MISSING";
inline constexpr std::string_view kDescriptionIsName = "DESCRIPTION-IS-NAME";
inline constexpr std::string_view kDescriptionLanguage = "DESCRIPTION-LANGUAGE";
inline constexpr std::string_view kCharactersDestination = "CHARACTERS-DESTINATION";
inline constexpr std::string_view kQuantityUnitMissing = "QUANTITY-UNIT-MISSING";
inline constexpr std::string_view kHsHeading = "HS-HEADING";
inline constexpr std::string_view kHsSubheading = "HS-SUBHEADING";
inline constexpr std::string_view kHsDescription = "HS-DESCRIPTION";
inline constexpr std::string_view kHsSameText = "HS-SAME-TEXT";

// weight
inline constexpr std::string_view kNetWeightMissing = "NET-WEIGHT-MISSING";
inline constexpr std::string_view kNetWeightNotPositive = "NET-WEIGHT-NOT-POSITIVE";
inline constexpr std::string_view kGrossWeightMissing = "GROSS-WEIGHT-MISSING";
inline constexpr std::string_view kGrossWeightNotPositive = "GROSS-WEIGHT-NOT-POSITIVE";
inline constexpr std::string_view kNetExceedsGross = "NET-EXCEEDS-GROSS";
inline constexpr std::string_view kWeightUnusual = "WEIGHT-UNUSUAL";
inline constexpr std::string_view kWeightLimit = "WEIGHT-LIMIT";
inline constexpr std::string_view kLineWeightMismatch = "LINE-WEIGHT-MISMATCH";

// value
inline constexpr std::string_view kValueMissing = "VALUE-MISSING";
inline constexpr std::string_view kValueNotPositive = "VALUE-NOT-POSITIVE";
inline constexpr std::string_view kValueSuspicious = "VALUE-SUSPICIOUS";
inline constexpr std::string_view kLineValueMismatch = "LINE-VALUE-MISMATCH";
inline constexpr std::string_view kTotalValueMismatch = "TOTAL-VALUE-MISMATCH";
inline constexpr std::string_view kCurrencyMissing = "CURRENCY-MISSING";
inline constexpr std::string_view kCurrencyUnknown = "CURRENCY-UNKNOWN";
inline constexpr std::string_view kCurrencyMixed = "CURRENCY-MIXED";
inline constexpr std::string_view kLimitExceeded = "LIMIT-EXCEEDED";
inline constexpr std::string_view kRateMissing = "RATE-MISSING";
inline constexpr std::string_view kValuePerKilo = "VALUE-PER-KILO";

// what may be sent, and with which permit
inline constexpr std::string_view kDangerousGoodsQuestion = "DANGEROUS-GOODS-QUESTION";
inline constexpr std::string_view kGoodsProhibited = "GOODS-PROHIBITED";
inline constexpr std::string_view kGoodsRestricted = "GOODS-RESTRICTED";
inline constexpr std::string_view kGoodsRestrictedShown = "GOODS-RESTRICTED-SHOWN";
inline constexpr std::string_view kGoodsCheck = "GOODS-CHECK";

// duty paid in advance
inline constexpr std::string_view kDutyNotPrepaid = "DUTY-NOT-PREPAID";
inline constexpr std::string_view kDutyTerms = "DUTY-TERMS";
inline constexpr std::string_view kDutyAmount = "DUTY-AMOUNT";
inline constexpr std::string_view kDutyProvider = "DUTY-PROVIDER";
inline constexpr std::string_view kDutyReference = "DUTY-REFERENCE";

// a person has to look at it
inline constexpr std::string_view kWatchList = "WATCH-LIST"; ///< args: the list and the entry, never the name

// the source's schema: what could not be read
inline constexpr std::string_view kSchemaElementUnexpected = "SCHEMA-ELEMENT-UNEXPECTED";
inline constexpr std::string_view kSchemaElementMissing = "SCHEMA-ELEMENT-MISSING";
inline constexpr std::string_view kSchemaAttribute = "SCHEMA-ATTRIBUTE";
inline constexpr std::string_view kSchemaContent = "SCHEMA-CONTENT";
inline constexpr std::string_view kSchemaType = "SCHEMA-TYPE";
inline constexpr std::string_view kSchemaValue = "SCHEMA-VALUE";
inline constexpr std::string_view kSchemaLength = "SCHEMA-LENGTH";
inline constexpr std::string_view kSchemaPattern = "SCHEMA-PATTERN";
inline constexpr std::string_view kSchemaDigits = "SCHEMA-DIGITS";
inline constexpr std::string_view kSchemaRange = "SCHEMA-RANGE";
inline constexpr std::string_view kSchemaOther = "SCHEMA-OTHER";

// routes and national documents
inline constexpr std::string_view kRouteNone = "ROUTE-NONE";
inline constexpr std::string_view kRouteRefused = "ROUTE-REFUSED";
inline constexpr std::string_view kCodeMissing = "CODE-MISSING";
inline constexpr std::string_view kMandateMissing = "MANDATE-MISSING";
inline constexpr std::string_view kOfficeUnknown = "OFFICE-UNKNOWN";
inline constexpr std::string_view kNationalSchema = "NATIONAL-SCHEMA";
inline constexpr std::string_view kCustomsError = "CUSTOMS-ERROR"; ///< of an agency's answer
inline constexpr std::string_view kTextCut = "TEXT-CUT";           ///< of profiles' stylesheets
inline constexpr std::string_view kCharactersNational = "CHARACTERS-NATIONAL";

} // namespace postern::core::codes

// Components of the OpenAPI document: figures.
#include "http/openapi.hpp"

namespace postern::http {

std::vector<Component> statistics_components() {
    return {
        {"QualityRow",
         "One group in one stretch of time. By code and rule: how many declarations have it; else: how good they are.",
         {{"post", "string", true, ""},
          {"from", "string", true, "First day of the stretch."},
          {"sender", "string", false, "Pseudonym; empty: the declaration tells nobody."},
          {"office", "string", false, "As stated, folded; empty: not stated; *: beyond those kept."},
          {"source", "string", false, ""},
          {"code", "string", false, "See /problems/{code}."},
          {"rule", "string", false, "Empty: findings of no rule, such as the schema's."},
          {"declarations", "integer", true, "Judged versions; by code and rule those that have it."},
          {"of", "integer", false, "Judged versions of the stretch."},
          {"share", "string", false, "declarations / of."},
          {"findings", "integer", false, ""},
          {"accepted", "integer", false, ""},
          {"held", "integer", false, ""},
          {"rejected", "integer", false, ""},
          {"lines", "integer", false, "Lines of goods."},
          {"accurate", "string", false, "Share, four digits, cut."},
          {"complete", "string", false, ""},
          {"consistent", "string", false, ""},
          {"timely", "string", false, ""},
          {"errors", "integer", true, "Findings."},
          {"warnings", "integer", true, ""},
          {"infos", "integer", true, ""}}},
        {"Quality",
         "Figures of data quality. A group without a declaration has no row.",
         {{"from", "string", true, ""},
          {"to", "string", true, ""},
          {"mode", "live|test", true, ""},
          {"by", "sender|office|source|code|rule", false, ""},
          {"per", "day|week|month", false, ""},
          {"rows", "[QualityRow]", true, "By post, time and group."}}},
    };
}

} // namespace postern::http

// The sources that rows of the procedure table rest on, and the parts the table is assembled from.
//
// Internal to procedure*.cpp. A source stands here once, with the dates between which it holds.
// `verified = false` is shown as «verify»: the text has not been read by us or not been confirmed
// by the city's lawyer. The programme carries no dates: a drill may replay an event of an earlier
// year, and its successor has not been adopted into this table.
#pragma once

#include "domain/procedure.hpp"

namespace ckl::domain::procedure {

namespace source {
inline constexpr Basis leh_1_4{"LEH 2006:544 1 kap. 4 §", "2006-09-01", "", true};
inline constexpr Basis leh_2_2{"LEH 2006:544 2 kap. 2 §", "2006-09-01", "", false};
inline constexpr Basis leh_2_3{"LEH 2006:544 2 kap. 3 §", "2006-09-01", "", true};
inline constexpr Basis leh_2_4{"LEH 2006:544 2 kap. 4 §", "2006-09-01", "", true};
inline constexpr Basis kl_6_38{"KL 2017:725 6 kap. 38 §", "2018-01-01", "", true};
inline constexpr Basis jo_roster{"JO 1590-2015", "", "", true};
inline constexpr Basis tf_2{"TF 1949:105 2 kap.", "", "", false};
inline constexpr Basis osl_5_1{"OSL 2009:400 5 kap. 1 §", "", "", false};
inline constexpr Basis osl_5_5{"OSL 2009:400 5 kap. 5 §", "", "", false};
inline constexpr Basis cap_status{"OASIS CAP 1.2, alert.status", "", "", false};
inline constexpr Basis levels{"Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden", "",
                              "", true};
inline constexpr Basis preparedness{
    "Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga", "", "",
    true};
inline constexpr Basis responsibility{
    "Säkerhetsprogram 2020–2023, avsnitt Ett samordnat säkerhetsarbete med tydlig "
    "ansvarsfördelning",
    "", "", true};
inline constexpr Basis area{"Säkerhetsprogram 2020–2023, avsnitt Geografiskt områdesansvar", "", "",
                            true};
inline constexpr Basis information{
    "Säkerhetsprogram 2020–2023, avsnitt Säkerhetsskydd och informationssäkerhet", "", "", true};
inline constexpr Basis local_level{"Säkerhetsprogram 2020–2023, avsnitt Lokal nivå", "", "", true};
inline constexpr Basis ckl_instruction{"Instruktion för central krisledning", "", "", false};
}  // namespace source

// How the product reads an open question until the city's lawyer says otherwise.
[[nodiscard]] constexpr Basis reading(std::string_view text) { return {text, "", "", false}; }

[[nodiscard]] std::vector<Rule> transitions();
[[nodiscard]] std::vector<Rule> guards();
[[nodiscard]] std::vector<Rule> obligations();
[[nodiscard]] std::vector<Rule> requirements();
[[nodiscard]] std::vector<Rule> readings();
// The rows of one field each, whatever their letter; `rules()` puts all in order.
[[nodiscard]] std::vector<Rule> rules_of_committee();
[[nodiscard]] std::vector<Rule> readings_of_committee();
[[nodiscard]] std::vector<Rule> rules_of_alert();
[[nodiscard]] std::vector<Rule> rules_of_other_bodies();
[[nodiscard]] std::vector<Rule> rules_of_clocks();
[[nodiscard]] std::vector<Rule> requirements_of_clocks();
[[nodiscard]] std::vector<Rule> readings_of_clocks();
[[nodiscard]] std::vector<Rule> rules_of_organisation();
[[nodiscard]] std::vector<Rule> readings_of_relief();

}  // namespace ckl::domain::procedure

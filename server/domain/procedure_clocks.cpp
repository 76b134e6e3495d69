// Obligations with clocks: reports, minutes, notifications, yearly and monthly duties.
#include <initializer_list>

#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {
namespace {

constexpr Basis leh_2_5{"LEH 2006:544 2 kap. 5 §", "2006-09-01", "", true};
constexpr Basis leh_2_9{"LEH 2006:544 2 kap. 9 §", "2006-09-01", "", true};
constexpr Basis leh_3_5{"LEH 2006:544 3 kap. 5 §", "2006-09-01", "", true};
constexpr Basis leh_2_1{"LEH 2006:544 2 kap. 1 §", "2006-09-01", "", true};
constexpr Basis leh_2_8{"LEH 2006:544 2 kap. 8 §", "2006-09-01", "", true};
constexpr Basis kl_5_69{"KL 2017:725 5 kap. 69 §", "2018-01-01", "", true};
constexpr Basis kl_8_12{"KL 2017:725 8 kap. 12 §", "2018-01-01", "", true};
constexpr Basis kl_13_5{"KL 2017:725 13 kap. 5 §", "2018-01-01", "", true};
constexpr Basis cyber_act{"Cybersäkerhetslag 2025:1506 2 kap. 5–8 §§", "2026-01-15", "", false};
constexpr Basis cyber_ordinance{"Cybersäkerhetsförordning 2025:1507 6 §", "2026-01-15", "", false};
constexpr Basis six_hours{
    "Säkerhetsprogram 2020–2023, avsnitt Driftstörningar i samhällsviktig verksamhet", "", "",
    false};
constexpr Basis gdpr{"GDPR artikel 33–34", "2018-05-25", "", false};
constexpr Basis protective_security{"Säkerhetsskyddsförordning 2021:955 2 kap.", "2021-12-01", "",
                                    false};
constexpr Basis security_notice{"Säkerhetsprogram 2020–2023, avsnitt Säkerhetsskydd", "", "", true};
constexpr Basis work_environment{"Arbetsmiljölagen 1977:1160 3 kap. 3 a §", "", "", false};
constexpr Basis public_warning{"Lag 2023:407 6 §", "2024-01-01", "", true};
constexpr Basis board_for_council{"Lag 1988:97 7 §", "", "", true};
constexpr Basis rescue{"LSO 2003:778 3 kap. 10 §", "2004-01-01", "", true};
constexpr Basis monthly{"Trafiknämnden 2024-02-15 § 15, reservation", "", "", false};

constexpr std::string_view committee_secretary = "KN_SECRETARY";
constexpr std::string_view council_secretary = "KF_SECRETARY";
constexpr std::string_view board_secretary = "KS_SECRETARY";
constexpr std::string_view security_chief = "SECURITY_CHIEF";

std::vector<Rule> reports_of_the_committee() {
  return {
      Rule{.id = "O02",
           .name = {"Ordförandens brådskande beslut anmäls i nämnden",
                    "The chair's urgent decision is reported to the committee"},
           .who = {"Anmäls vid sammanträde", "Reported at a meeting"},
           .needs = {"Nämndens anteckning", "The committee's note"},
           .follows = {"Snarast; larm efter satt tid eller när ett sammanträde slutar utan "
                       "anmälan",
                       "As soon as possible; alarm after the time set or when a meeting ends "
                       "without it"},
           .roles = {role::committee_chair, committee_secretary, role::registrar},
           .informs = {role::chief_of_staff, committee_secretary},
           .basis = {source::leh_2_3, reading("Läsning R39")}},
      Rule{.id = "O03",
           .name = {"Krisledningsnämndens beslut anmäls i fullmäktige",
                    "The committee's decisions are reported to the city council"},
           .who = {"Registrator eller nämndens, kommunstyrelsens eller fullmäktiges sekreterare",
                   "The registrar or the secretary of the committee, the board or the council"},
           .needs = {"Fullmäktiges sammanträde och beteckning",
                     "The council's meeting and a reference"},
           .follows = {"Förfaller den dag fullmäktige härnäst sammanträder",
                       "Due the day the council meets next"},
           .roles = {role::registrar, committee_secretary, council_secretary, board_secretary},
           .informs = {role::chief_of_staff, committee_secretary},
           .basis = {leh_2_5, reading("Läsning R14"), reading("Läsning R52")}},
      Rule{.id = "O04",
           .name = {"Lägesrapporter till länsstyrelsen vid extraordinär händelse",
                    "Situation reports to the county board in an extraordinary event"},
           .who = {"Stabschefen, tjänsteman i beredskap eller registrator",
                   "The chief of staff, the duty officer or the registrar"},
           .needs = {"Rapportens beteckning: förlopp, läge, väntad utveckling, åtgärder",
                     "The report's reference: course, state, expected course, measures"},
           .follows = {"Nästa rapport, tills länsstyrelsen säger att det räcker",
                       "The next report, until the county board releases the city"},
           .roles = {role::chief_of_staff, role::duty_officer, role::registrar, role::staff,
                     role::city_director, role::deputy_director},
           .informs = {role::chief_of_staff},
           .basis = {leh_2_9}},
      Rule{.id = "O05",
           .name = {"Protokollet justeras och justeringen tillkännages",
                    "The minutes are adjusted and the adjustment is posted"},
           .who = {"Nämndens sekreterare eller registrator",
                   "The committee's secretary or the registrar"},
           .needs = {"Protokollets beteckning", "The reference of the minutes"},
           .follows = {"Justeras inom 14 dagar, tillkännages senast andra dagen därefter; sedan "
                       "löper tre veckors överklagandetid",
                       "Adjusted within 14 days, posted on the second day after at the latest; "
                       "then three weeks to appeal"},
           .roles = {committee_secretary, role::registrar},
           .informs = {role::chief_of_staff},
           .basis = {kl_5_69, kl_8_12, kl_13_5, reading("Läsning R15")}},
  };
}

std::vector<Rule> digital_clocks() {
  const std::vector<std::string_view> own{role::security_coordinator, role::org_duty_officer,
                                          role::duty_officer, role::registrar};
  return {
      Rule{.id = "O06",
           .name = {"Betydande it-incident anmäls", "A significant cyber incident is notified"},
           .who = {"Den juridiska personens säkerhetssamordnare eller beredskap, tjänsteman i "
                   "beredskap eller registrator",
                   "The legal person's security coordinator or duty officer, the city's duty "
                   "officer or the registrar"},
           .needs = {"Anmälans beteckning och tid", "The notification's reference and time"},
           .follows = {"Varning inom 24 timmar, anmälan inom 72, slutrapport inom en månad från "
                       "anmälan; pågår händelsen ännu då lämnas en lägesrapport",
                       "Warning within 24 hours, notification within 72, final report within a "
                       "month of the notification; a progress report if it goes on then"},
           .roles = own,
           .informs = {role::chief_of_staff},
           .basis = {cyber_act, cyber_ordinance, reading("Läsning R13"), reading("Läsning R41")}},
      Rule{.id = "O07",
           .name = {"En it-incident bedöms inom sex timmar",
                    "A cyber incident is assessed within six hours"},
           .who = {"Berörd verksamhets säkerhetssamordnare eller beredskap, tjänsteman i "
                   "beredskap eller registrator",
                   "The security coordinator or duty officer of an affected unit, the city's duty "
                   "officer or the registrar"},
           .needs = {"Bedömning: betydande eller inte", "An assessment: significant or not"},
           .follows = {"Den första bedömningen stoppar klockan; skilda bedömningar flaggas",
                       "The first assessment stops the clock; differing ones are flagged"},
           .roles = own,
           .informs = {role::chief_of_staff},
           .basis = {six_hours, reading("Läsning R42")}},
      Rule{.id = "O08",
           .name = {"Personuppgiftsincident anmäls", "A personal-data breach is notified"},
           .who = {"Den personuppgiftsansvariga nämndens eller bolagets säkerhetssamordnare "
                   "eller beredskap, tjänsteman i beredskap eller registrator",
                   "The security coordinator or duty officer of the controller, the city's duty "
                   "officer or the registrar"},
           .needs = {"Anmälans beteckning och tid", "The notification's reference and time"},
           .follows = {"72 timmar från den ansvarigas egen kännedom; vid hög risk underrättas de "
                       "berörda",
                       "72 hours from the controller's own knowledge; at high risk the persons "
                       "are told"},
           .roles = own,
           .informs = {role::chief_of_staff},
           .basis = {gdpr, reading("Läsning R22")}},
      Rule{.id = "O18",
           .name = {"Månadssammanställning av digitala händelser",
                    "Monthly summary of digital incidents"},
           .who = {"Görs av systemet den första i månaden",
                   "Made by the system on the first of the month"},
           .needs = {"", ""},
           .follows = {"Varje nämnd och bolag får sin rad, också den som är noll",
                       "Every committee and company gets its row, also when it is zero"},
           .roles = {},
           .basis = {monthly}},
  };
}

std::vector<Rule> notifications() {
  return {
      Rule{.id = "O09",
           .name = {"Säkerhetsskyddshändelse anmäls", "A protective-security event is reported"},
           .who = {"Var och en som tjänstgör i krisorganisationen",
                   "Whoever serves in the crisis organisation"},
           .needs = {"Bara vem som ska ringas och hur: aldrig innehåll",
                     "Only whom to call and how: never the substance"},
           .follows = {"Säkerhetsskyddschefen underrättas genast",
                       "The head of protective security is told at once"},
           .roles = {security_chief, role::duty_officer, role::chief_of_staff, role::registrar,
                     role::security_coordinator, role::org_duty_officer, role::city_director,
                     role::deputy_director, role::staff},
           .informs = {security_chief},
           .basis = {security_notice, protective_security, reading("Läsning R40")}},
      Rule{.id = "O10",
           .name = {"Allvarligt arbetsolycksfall eller tillbud anmäls",
                    "A serious work accident or threat is reported"},
           .who = {"Arbetsgivarens beredskap eller säkerhetssamordnare, tjänsteman i beredskap "
                   "eller registrator",
                   "The employer's duty officer or security coordinator, the city's duty officer "
                   "or the registrar"},
           .needs = {"Anmälans beteckning", "The report's reference"},
           .follows = {"Utan dröjsmål till Arbetsmiljöverket",
                       "Without delay to the Work Environment Authority"},
           .roles = {role::org_duty_officer, role::security_coordinator, role::duty_officer,
                     role::registrar},
           .informs = {role::chief_of_staff},
           .basis = {work_environment, reading("Läsning R40")}},
      Rule{.id = "O11",
           .name = {"Faran över efter VMA", "Danger over after a public warning"},
           .who = {"Tjänsteman i beredskap, stabschefen eller registrator",
                   "The duty officer, the chief of staff or the registrar"},
           .needs = {"När meddelandet begärdes, eller de särskilda skälen att låta bli",
                     "When the message was requested, or the special reasons not to"},
           .follows = {"När faran är över begärs ett meddelande om det",
                       "When the danger has ended a message saying so is requested"},
           .roles = {role::duty_officer, role::chief_of_staff, role::registrar},
           .informs = {role::chief_of_staff},
           .basis = {public_warning}},
      Rule{.id = "O19",
           .name = {"Olycksundersökning efter räddningsinsats",
                    "Accident investigation after a rescue operation"},
           .who = {"Brandförsvaret för stadens räkning; registrator antecknar",
                   "The fire service on the city's behalf; the registrar records"},
           .needs = {"Undersökningens beteckning", "The investigation's reference"},
           .follows = {"Rapport till den statliga myndigheten", "A report to the state authority"},
           .roles = {role::registrar, role::duty_officer, role::org_duty_officer,
                     role::security_coordinator},
           .informs = {role::chief_of_staff},
           .basis = {rescue}},
  };
}

std::vector<Rule> standing_duties() {
  return {
      Rule{.id = "O14",
           .name = {"En övning om året per krisledningsorganisation",
                    "One exercise a year for each crisis organisation"},
           .who = {"Verksamhetens säkerhetssamordnare eller beredskap, eller registrator",
                   "The unit's security coordinator or duty officer, or the registrar"},
           .needs = {"Genomförd övning med redovisning", "An exercise held, with its report"},
           .follows = {"Senast 31 december, den sista dagen av kalenderåret, också när den är en "
                       "helgdag; kommunstyrelsen följer upp",
                       "By 31 December, the last day of the calendar year, also when it is a "
                       "holiday; the executive board follows up"},
           .roles = {role::registrar, role::security_coordinator, role::org_duty_officer,
                     role::chief_of_staff, role::duty_officer},
           .informs = {role::chief_of_staff},
           .basis = {source::preparedness}},
      Rule{.id = "O15",
           .name = {"Plan, risk- och sårbarhetsanalys och övningsplan för mandatperioden",
                    "Plan, risk analysis and exercise plan for the mandate period"},
           .who = {"Registrator, stadsdirektören eller kommunstyrelsens sekreterare",
                   "The registrar, the city director or the executive board's secretary"},
           .needs = {"Beslutets beteckning", "The decision's reference"},
           .follows = {"Senast 31 december mandatperiodens första år; dagen är utsatt i "
                       "överenskommelsen och flyttas inte",
                       "By 31 December of the period's first year; the day is named in the "
                       "agreement and does not move"},
           .roles = {role::registrar, role::city_director, role::deputy_director, board_secretary,
                     role::security_coordinator},
           .informs = {role::chief_of_staff},
           .basis = {leh_2_1, leh_2_8, reading("Läsning R19")}},
      Rule{.id = "O16",
           .name = {"Kommunstyrelsens beslut i fullmäktiges ställe anmäls",
                    "The board's decisions in the council's place are reported"},
           .who = {"Registrator eller kommunstyrelsens eller fullmäktiges sekreterare",
                   "The registrar or the secretary of the board or the council"},
           .needs = {"Fullmäktiges sammanträde och beteckning",
                     "The council's meeting and a reference"},
           .follows = {"Vid fullmäktiges nästa sammanträde", "At the council's next meeting"},
           .roles = {role::registrar, council_secretary, board_secretary, committee_secretary},
           .informs = {role::chief_of_staff},
           .basis = {board_for_council, reading("Läsning R14")}},
      Rule{.id = "O17",
           .name = {"Rapporter om beredskapsläget till länsstyrelsen",
                    "Reports on preparedness to the county board"},
           .who = {"Stabschefen, tjänsteman i beredskap eller registrator",
                   "The chief of staff, the duty officer or the registrar"},
           .needs = {"Rapportens beteckning", "The report's reference"},
           .follows = {"Fortlöpande medan höjd beredskap gäller staden",
                       "Ongoing while a heightened alert covers the city"},
           .roles = {role::chief_of_staff, role::duty_officer, role::registrar, role::staff,
                     role::city_director, role::deputy_director},
           .informs = {role::chief_of_staff},
           .basis = {leh_3_5}},
  };
}

std::vector<Rule> joined(std::vector<Rule> all, std::initializer_list<std::vector<Rule>> parts) {
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

std::vector<Rule> rules_of_clocks() {
  return joined(reports_of_the_committee(), {digital_clocks(), notifications(), standing_duties(),
                                             requirements_of_clocks(), readings_of_clocks()});
}

}  // namespace ckl::domain::procedure

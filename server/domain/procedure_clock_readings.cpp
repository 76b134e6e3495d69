// How clocks are read where law and programme leave room, and the requirements they serve.
#include <utility>

#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {
namespace {

constexpr Basis days_and_months{"Lag 1930:173 2 §", "", "", true};

// Readings bind no role: they say how another row is understood.
struct Reading {
  std::string_view id;
  Text name;
  Text follows;
  Basis basis;
};

Rule row_of(Reading read) {
  return Rule{.id = read.id,
              .name = std::move(read.name),
              .who = {"Läses så tills stadens jurist säger annat",
                      "Read so until the city's lawyer says otherwise"},
              .needs = {"", ""},
              .follows = std::move(read.follows),
              .roles = {},
              .informs = {role::chief_of_staff},
              .basis = {read.basis}};
}

std::vector<Reading> of_time() {
  return {
      {"R13",
       {"Klockor mot myndigheter per juridisk person",
        "Clocks to authorities for each legal person"},
       {"O06 en gång för kommunen och en för varje bolag, från egen kännedom",
        "O06 once for the municipality and once for each company, from its own knowledge"},
       reading("Läsning R13")},
      {"R14",
       {"Anmälan i fullmäktige utan känt sammanträde", "A report with no council meeting known"},
       {"Öppen utan datum; får datum av det sammanträde som kommer härnäst, också när ett "
        "tidigare läggs till",
        "Open without a date; gets that of whichever meeting comes next, also when an earlier "
        "one is added"},
       reading("Läsning R14")},
      {"R18",
       {"Gjort i tid men registrerat sent", "Done in time but registered late"},
       {"Bedöms efter när det gjordes; båda tiderna sparas",
        "Judged by when it was done; both times are kept"},
       reading("Läsning R18")},
      {"R19",
       {"När planerna för en mandatperiod ska vara klara", "When a period's plans are due"},
       {"31 december mandatperiodens första år", "31 December of the period's first year"},
       reading("Läsning R19")},
      {"R22",
       {"Personuppgifter per personuppgiftsansvarig", "Personal data for each controller"},
       {"O08 för varje nämnd och varje bolag, från egen kännedom",
        "O08 for each committee and each company, from its own knowledge"},
       reading("Läsning R22")},
      {"R39",
       {"Ett sammanträde slutar utan att ordförandens beslut anmälts",
        "A meeting ends without the chair's decision noted"},
       {"Försenat när sammanträdet slutar; en samling som inte är beslutför är inget sammanträde",
        "Overdue when it closes; a gathering without quorum is no meeting"},
       reading("Läsning R39")},
  };
}

std::vector<Reading> of_reports() {
  return {
      {"R40",
       {"«Utan dröjsmål» har en larmtid", "«Without delay» has an alarm time"},
       {"60 minuter om inget annat antagits", "60 minutes unless another is adopted"},
       reading("Läsning R40")},
      {"R41",
       {"Från när månaden räknas", "From when the month counts"},
       {"Från tiden i beviset för 72-timmarsanmälan: samma dag nästa månad, eller dess sista",
        "From the time in the evidence of the 72 h notification: the same day of the next month, "
        "or its last"},
       reading("Läsning R41")},
      {"R52",
       {"Exakt vad fullmäktige får veta", "Exactly what the council is told"},
       {"Förklaringen, att nämnden trädde i funktion, och varje beslut av nämnden eller på dess "
        "vägnar, antaget eller nedröstat; inte att brådskande beslut antecknats",
        "The declaration, the committee starting to function, and every decision of it or on its "
        "behalf, adopted or voted down; not the noting of urgent ones"},
       reading("Läsning R52")},
  };
}

Rule differing_assessments() {
  return Rule{
      .id = "R42",
      .name = {"En sextimmarsklocka per händelse", "One six-hour clock for each incident"},
      .who = {"Stabschefen, tjänsteman i beredskap eller registrator jämför skilda "
              "bedömningar",
              "The chief of staff, the duty officer or the registrar compares differing "
              "assessments"},
      .needs = {"", ""},
      .follows = {"Klockan stoppas av den första bedömningen; varje verksamhets egen sparas. "
                  "Medan de skiljer sig står en skyldighet att jämföra dem öppen",
                  "The clock is stopped by the first assessment; each unit's own is kept. "
                  "While they differ a duty to compare them stands open"},
      .roles = {role::chief_of_staff, role::duty_officer, role::registrar, role::city_director,
                role::deputy_director, role::staff},
      .informs = {role::chief_of_staff},
      .basis = {reading("Läsning R42")}};
}

Rule moved_days() {
  return Rule{.id = "R15",
              .name = {"Sista dagen är en lördag, söndag eller helgdag",
                       "The last day is a Saturday, Sunday or holiday"},
              .who = {"Läses så tills stadens jurist säger annat",
                      "Read so until the city's lawyer says otherwise"},
              .needs = {"", ""},
              .follows = {"Lagens klockor i dagar och månader flyttas till nästa vardag; de i "
                          "timmar flyttas aldrig. En dag som är utsatt i program eller "
                          "överenskommelse, som den 31 december (O14, O15), räknas inte fram och "
                          "står kvar",
                          "The law's clocks in days and months move to the next working day; "
                          "those in hours never do. A day that a programme or agreement names, as "
                          "31 December (O14, O15), is not counted and stays"},
              .roles = {},
              .basis = {days_and_months, reading("Läsning R15")}};
}

}  // namespace

std::vector<Rule> readings_of_clocks() {
  std::vector<Rule> rows{moved_days(), differing_assessments()};
  for (auto& read : of_time()) rows.push_back(row_of(std::move(read)));
  for (auto& read : of_reports()) rows.push_back(row_of(std::move(read)));
  return rows;
}

std::vector<Rule> requirements_of_clocks() {
  return {
      Rule{.id = "A14",
           .name = {"Krisledningsorganisationen övas varje år",
                    "The crisis organisation is exercised every year"},
           .who = {"Varje nämnd och bolag; kommunstyrelsen har uppsikt",
                   "Every committee and company; the executive board supervises"},
           .needs = {"", ""},
           .follows = {"Rapporten namnger dem som inte övat under kalenderåret",
                       "The report names those without an exercise in the calendar year"},
           .roles = {},
           .informs = {role::chief_of_staff, "KS_SECRETARY"},
           .basis = {source::preparedness}},
      Rule{.id = "A29",
           .name = {"Digitala händelser sammanställs varje månad",
                    "Digital incidents are summarised every month"},
           .who = {"Systemet, den första i månaden", "The system, on the first of the month"},
           .needs = {"", ""},
           .follows = {"Alla nämnder och bolag får den, också månader utan händelser",
                       "All committees and companies get it, months without incidents too"},
           .roles = {},
           .basis = {{"Trafiknämnden 2024-02-15 § 15, reservation", "", "", false}}},
      Rule{.id = "A31",
           .name = {"Säkerhetsskydd: bara vem som ska ringas",
                    "Protective security: only whom to call"},
           .who = {"Säkerhetsskyddschefen tar emot uppgifterna på godkänt sätt",
                   "The head of protective security takes the particulars by an approved way"},
           .needs = {"En rad: vem som ska ringas och hur", "One line: whom to call and how"},
           .follows = {"Innehåll tas inte emot här", "No substance is taken here"},
           .roles = {},
           .basis = {{"Säkerhetsprogram 2020–2023, avsnitt Säkerhetsskydd", "", "", true}}},
  };
}

}  // namespace ckl::domain::procedure

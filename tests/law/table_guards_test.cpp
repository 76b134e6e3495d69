// Who decides, who is told, and on what ground: the guards once more, written beside the procedure
// table. A change there is made here too, by somebody who has read the source.
#include "law/table_rows.hpp"

namespace ckl::law {

extern const std::vector<Row> written_guards;

TEST(Table, GuardsAreWhatTheyAreWrittenToBe) { expect_as_written(written_guards); }

const std::vector<Row> written_guards = {
    {"G01", {}, {}, {"LEH 2006:544 2 kap. 4 §", "KL 2017:725 10 kap. 3 §"}},
    {"G02", {}, {}, {"LEH 2006:544 2 kap. 4 §", "Läsning R11"}},
    {"G03",
     {"KN_CHAIR", "KN_VICE_CHAIR"},
     {},
     {"LEH 2006:544 2 kap. 3 §", "Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden"}},
    {"G04", {}, {}, {"LEH 2006:544 2 kap. 4 §"}},
    {"G05", {}, {}, {"LEH 2006:544 2 kap. 3 §"}},
    {"G06", {"KS_SECRETARY", "KF_SECRETARY", "REGISTRAR"}, {}, {"LEH 2006:544 2 kap. 6 §"}},
    {"G07",
     {},
     {},
     {"KL 2017:725 6 kap. 27 §", "KL 2017:725 6 kap. 28 §", "KL 2017:725 6 kap. 24 §"}},
    {"G08", {"REGISTRAR", "DUTY_OFFICER"}, {}, {"Lag 1992:1403 3 §", "Förordning 2015:1053 9 §"}},
    {"G09", {}, {}, {"Lag 1988:97 2 §", "Lag 1988:97 7 §"}},
    {"G10",
     {},
     {},
     {"Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden", "LEH 2006:544 2 kap. 4 §"}},
    {"G11", {}, {}, {"LSO 2003:778 3 kap. 8 a §", "LSO 2003:778 3 kap. 16 §"}},
    {"G12", {}, {}, {"OASIS CAP 1.2, alert.status"}},
    {"G13", {}, {}, {"TF 1949:105 2 kap.", "OSL 2009:400 5 kap. 1 §"}},
    {"G14", {}, {}, {"Säkerhetsskyddslagen 2018:585"}},
    {"G15",
     {},
     {},
     {"Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden", "Läsning R30"}},
    {"G16",
     {"WARNING_REQUESTER"},
     {"CHIEF_OF_STAFF", "DUTY_OFFICER", "KN_CHAIR"},
     {"Lag 2023:407 3 §", "Förordning 2023:579 3 §", "Lag 2023:407 4 §"}},
    {"G17", {}, {}, {"Läsning G17"}},
    {"G18", {}, {}, {"LEH 2006:544 2 kap. 2 §", "JO 1590-2015"}},
    {"G19", {}, {}, {"Läsning R25", "LEH 2006:544 2 kap. 4 §"}},
    {"G20",
     {},
     {},
     {"Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden", "LEH 2006:544 2 kap. 4 §"}},
    {"G21",
     {"CITY_DIRECTOR", "DEPUTY_CITY_DIRECTOR"},
     {},
     {"Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden"}},
    {"G22",
     {},
     {},
     {"Läsning R25", "LEH 2006:544 2 kap. 3 §", "LEH 2006:544 2 kap. 4 §",
      "LEH 2006:544 4 kap. 1 §", "LEH 2006:544 4 kap. 3 §", "KL 2017:725 6 kap. 39 §"}},
    {"G23", {"REGISTRAR", "KN_SECRETARY"}, {}, {"Läsning G23"}},
};

}  // namespace ckl::law

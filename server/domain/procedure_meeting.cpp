// Settled readings about krisledningsnämnden: its meetings, its decisions and its takeovers.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {
namespace {

constexpr Basis kl_4_25{"KL 2017:725 4 kap. 25 §", "2018-01-01", "", false};
constexpr Basis kl_6_22{"KL 2017:725 6 kap. 22 §", "2018-01-01", "", false};
constexpr Basis kl_6_27{"KL 2017:725 6 kap. 27 §", "2018-01-01", "", true};

std::vector<Rule> readings_of_meetings() {
  return {
      Rule{.id = "R06",
           .name = {"Vem som leder sammanträdet", "Who presides at the meeting"},
           .who = {"Ordföranden, annars förste och sedan andre vice ordföranden",
                   "The chair, otherwise the first and then the second vice chair"},
           .needs = {"Inget antecknat förhinder behövs vid ett sammanträde",
                     "No recorded hindrance is needed at a meeting"},
           .follows = {"", ""},
           .roles = {},
           .basis = {reading("Läsning R06"), kl_6_22}},
      Rule{
          .id = "R34",
          .name = {"Kallelse, närvaro, beslutförhet och röstning",
                   "Notice, presence, quorum and vote"},
          .who = {"Ordföranden, vice ordföranden, nämndens sekreterare eller registratorn kallar; "
                  "sekreteraren, registratorn eller den som leder antecknar",
                  "The chair, the vice chair, the committee's secretary or the registrar calls; "
                  "the secretary, the registrar or whoever presides records"},
          .needs = {"Fler än hälften av platserna. Ersättare tjänstgör för frånvarande och jäviga. "
                    "Den som avstår räknas inte. Vid lika röstetal avgör den som leder och ska "
                    "då ha röstat",
                    "More than half of the seats. Substitutes serve for the absent and the "
                    "conflicted. Abstentions do not count. At a tie whoever presides decides and "
                    "must have voted"},
          .follows = {"Ledamöter och ersättare får kallelse", "Members and substitutes get notice"},
          .roles = {role::committee_chair, role::committee_vice_chair, role::committee_secretary,
                    role::registrar},
          .informs = {role::committee_chair, role::committee_vice_chair, role::committee_member,
                      role::committee_substitute, role::committee_secretary},
          .basis = {reading("Läsning R34"), kl_6_27, kl_4_25, kl_6_22}},
      Rule{.id = "R45",
           .name = {"Jäv är ett förhinder, i det ärendet",
                    "A conflict of interest is a hindrance, in that matter"},
           .who = {"Vice ordföranden, när ordförandens jäv är antecknat",
                   "The vice chair, when the chair's conflict is recorded"},
           .needs = {"Antecknat förhinder av slaget jäv; vid ett sammanträde räcker det att den "
                     "jäviga står utanför ärendet",
                     "A recorded hindrance of the kind conflict; at a meeting it is enough that "
                     "the conflicted takes no part in the matter"},
           .follows = {"Förhindret upphör inte av att ordföranden handlar i annat",
                       "The hindrance does not end by the chair acting in another matter"},
           .roles = {role::committee_vice_chair},
           .basis = {reading("Läsning R45"), source::leh_2_3}},
      Rule{.id = "R46",
           .name = {"En tom plats som vice ordförande hindrar inte ordföranden",
                    "A missing vice chair does not hinder the chair"},
           .who = {"Kommunfullmäktige väljer", "The city council elects"},
           .needs = {"", ""},
           .follows = {"Bristen meddelas; bara det som kräver platsen nekas",
                       "The gap is told; only what needs the seat is refused"},
           .roles = {},
           .informs = {role::committee_secretary, role::registrar, role::city_director},
           .basis = {reading("Läsning R46"), source::jo_roster}},
      Rule{.id = "R47",
           .name = {"Medan nämnden inte fungerar beslutar den bara om sin egen ordning",
                    "While it does not function the committee decides only its own order"},
           .who = {"Krisledningsnämnden vid sammanträde", "The committee at a meeting"},
           .needs = {"Ett ärende som konfigurationen räknar till nämndens egen ordning",
                     "A matter that the configuration counts as the committee's own order"},
           .follows = {"Ordföranden ensam beslutar inget", "The chair alone decides nothing"},
           .roles = {},
           .basis = {reading("Läsning R47"), source::leh_2_4}},
  };
}

std::vector<Rule> readings_of_takeovers() {
  return {
      Rule{.id = "R08",
           .name = {"Vilka övertaganden som hindrar sänkning", "Which takeovers block lowering"},
           .who = {"Krisledningsnämnden återlämnar först", "The committee hands back first"},
           .needs = {"Inget gällande övertagande tjänar händelsen",
                     "No takeover in force serves the event"},
           .follows = {"Övertaganden för andra händelser hindrar inte",
                       "Takeovers for other events do not block"},
           .roles = {},
           .basis = {reading("Läsning R08"), source::leh_2_4}},
      Rule{.id = "R09",
           .name = {"Omprövning", "Review"},
           .who = {"Krisledningsnämnden vid sammanträde; ordföranden ensam om det är brådskande",
                   "The committee at a meeting; the chair alone if it is urgent"},
           .needs = {"Nästa datum för omprövning, före giltighetstidens slut",
                     "The next date of review, before the validity ends"},
           .follows = {"Passerar datumet larmas det; övertagandet står kvar",
                       "If the date passes it is alarmed; the takeover stays"},
           .roles = {},
           .informs = {role::committee_chair, role::committee_secretary, role::chief_of_staff},
           .basis = {reading("Läsning R09"), source::leh_2_4}},
      Rule{.id = "R10",
           .name = {"Giltighetstid och förnyelse", "Validity and renewal"},
           .who = {"Krisledningsnämnden vid sammanträde; ordföranden ensam om det är brådskande",
                   "The committee at a meeting; the chair alone if it is urgent"},
           .needs = {"Förnyelse före slutet, till en senare tid",
                     "Renewal before the end, until a later time"},
           .follows = {"Utan förnyelse upphör beslutet eller övertagandet av sig självt; varning "
                       "i förväg",
                       "Without renewal the decision or takeover ends by itself; warned ahead"},
           .roles = {},
           .informs = {role::committee_chair, role::committee_secretary},
           .basis = {reading("Läsning R10"), source::leh_2_4}},
      Rule{.id = "R11",
           .name = {"Policytabellen: vem inget tas över från",
                    "The policy table: from whom nothing is taken over"},
           .who = {"Ingen", "Nobody"},
           .needs = {"", ""},
           .follows = {"Kommunstyrelsen, valnämnden och överförmyndarnämnden nekas",
                       "The executive board, the election committee and the chief guardian "
                       "committee are denied"},
           .roles = {},
           .basis = {reading("Läsning R11")}},
      Rule{.id = "R12",
           .name = {"Ett avslag är också ett beslut", "Voted down is a decision too"},
           .who = {"Krisledningsnämnden", "The committee"},
           .needs = {"", ""},
           .follows = {"Står i redovisningen till fullmäktige",
                       "Stands in the report to the city council"},
           .roles = {},
           .basis = {reading("Läsning R12")}},
  };
}

std::vector<Rule> readings_of_scopes() {
  return {
      Rule{.id = "R31",
           .name = {"Beslutanderätten går tillbaka genast; nämnden tar emot efteråt",
                    "The right to decide moves at once; the nämnd acknowledges afterwards"},
           .who = {"Nämndens ordförande eller förvaltningschefen",
                   "The nämnd's chair or the head of its administration"},
           .needs = {"Området är återlämnat", "The area has been returned"},
           .follows = {"Överlämningen är mottagen", "The handback is acknowledged"},
           .roles = {role::unit_chair, role::administration_head},
           .basis = {reading("Läsning R31"), source::leh_2_4}},
      Rule{.id = "R32",
           .name = {"Ett övertagande tjänar en händelse som är extraordinär nu",
                    "A takeover serves an event that is extraordinary now"},
           .who = {"Krisledningsnämnden", "The committee"},
           .needs = {"Händelsen anges", "The event is named"},
           .follows = {"", ""},
           .roles = {},
           .basis = {reading("Läsning R32"), source::leh_2_4}},
      Rule{.id = "R33",
           .name = {"Ett beslut som förs in i efterhand", "A decision entered afterwards"},
           .who = {"Den som ledde området när det fattades", "Who led the area when it was made"},
           .needs = {"Beslutets egen tid, inte före händelsen",
                     "The decision's own time, not before the incident"},
           .follows = {"Gäller från registreringen. Har någon annan kommit att leda, eller hunnit "
                       "besluta i samma område, visas det för krisledningsnämnden och nämnden som "
                       "en konflikt; inget görs ogjort",
                       "In force from its registration. If another has come to lead, or has "
                       "decided in the same area meanwhile, that is shown to the crisis management "
                       "committee and the committee as a conflict; nothing is undone"},
           .roles = {},
           .informs = {role::committee_chair, role::committee_secretary},
           .basis = {reading("Läsning R33")}},
      Rule{.id = "R37",
           .name = {"Fullmäktiges flytt går före ett övertagande",
                    "The council's assignment goes before a takeover"},
           .who = {"Den som fullmäktige flyttat uppgiften till",
                   "Whom the council has assigned the task to"},
           .needs = {"", ""},
           .follows = {"Konflikten visas (T20)", "The conflict is shown (T20)"},
           .roles = {},
           .basis = {reading("Läsning R37")}},
  };
}

}  // namespace

std::vector<Rule> readings_of_committee() {
  std::vector<Rule> all = readings_of_meetings();
  for (const auto& part : {readings_of_takeovers(), readings_of_scopes()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace ckl::domain::procedure

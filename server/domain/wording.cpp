#include "domain/wording.hpp"

#include <chrono>

#include "domain/calendar.hpp"

namespace ckl::domain::wording {
namespace {

Text about(const Incident& incident, const Text& what) {
  return {what.sv + ": " + incident.headline, what.en + ": " + incident.headline};
}

std::string clock_of(Instant at) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(calendar::wall_clock_of(at));
  const auto two = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two(minutes.count() / 60) + ":" + two(minutes.count() % 60);
}

Text name_of(const LostGateway& lost) {
  const std::string name = lost.id + " (" + lost.kind + ")";
  return {"Porten " + name, "Gateway " + name};
}

}  // namespace

Text name_of(IncidentKind kind) {
  switch (kind) {
    case IncidentKind::violence:
      return {"Hot och våld, angrepp", "Threat, violence, attack"};
    case IncidentKind::accident:
      return {"Brand, explosion, olycka", "Fire, explosion, accident"};
    case IncidentKind::supply:
      return {"Dricksvatten, el, värme, tele", "Water, power, heat, telecom"};
    case IncidentKind::digital:
      return {"IT och cyber", "IT and cyber"};
    case IncidentKind::weather:
      return {"Väder och natur", "Weather and nature"};
    case IncidentKind::health:
      return {"Smitta och hälsa", "Infection and health"};
    case IncidentKind::other:
      break;
  }
  return {"Annat", "Other"};
}

Text name_of(Level level) {
  switch (level) {
    case Level::none:
      break;
    case Level::disturbance:
      return {"störning", "disturbance"};
    case Level::serious:
      return {"allvarlig händelse", "serious event"};
    case Level::extraordinary:
      return {"extraordinär händelse", "extraordinary event"};
  }
  return {"ingen nivå", "no level"};
}

Text name_of(CklState ckl) {
  switch (ckl) {
    case CklState::inactive:
      break;
    case CklState::standby:
      return {"i beredskap", "on standby"};
    case CklState::active:
      return {"aktiv", "active"};
    case CklState::winding_down:
      return {"under avveckling", "winding down"};
  }
  return {"vilande", "inactive"};
}

Text serious(const Incident& incident, bool provisional) {
  if (provisional) {
    return about(incident, {"Preliminärt allvarlig händelse, väntar på bekräftelse",
                            "Provisionally a serious event, waits for confirmation"});
  }
  return about(incident, {"Allvarlig händelse, central krisledning är aktiv",
                          "Serious event, central crisis management is active"});
}

Text left_unconfirmed(const Incident& incident) {
  return about(incident, {"Nivån allvarlig händelse är inte bekräftad i tid",
                          "The level serious event was not confirmed in time"});
}

Text declared(const Incident& incident, bool committee_functions) {
  if (committee_functions) {
    return about(incident, {"Extraordinär händelse; krisledningsnämnden träder i funktion",
                            "Extraordinary event; the crisis management committee functions"});
  }
  return about(incident, {"Extraordinär händelse", "Extraordinary event"});
}

Text lowered(const Incident& incident, Level to) {
  const Text level = name_of(to);
  return about(incident, {"Inte längre extraordinär händelse; nu " + level.sv,
                          "No longer an extraordinary event; now " + level.en});
}

Text committee_started(const Incident& incident) {
  return about(incident, {"Krisledningsnämnden träder i funktion",
                          "The crisis management committee functions"});
}

Text reminder(const Obligation& obligation) {
  return {"Snart dags: " + obligation.what.sv, "Due soon: " + obligation.what.en};
}

Text overdue(const Obligation& obligation) {
  return {"Försenat: " + obligation.what.sv, "Overdue: " + obligation.what.en};
}

Text gap(const Text& position, std::uint32_t missing, bool exhausted) {
  const std::string count = std::to_string(missing);
  if (exhausted) {
    return {"Personalbrist: " + position.sv + " saknar " + count + ", ingen mer att söka",
            "Staffing gap: " + position.en + " lacks " + count + ", nobody left to call"};
  }
  return {"Personalbrist: " + position.sv + " saknar " + count + " när tiden gått ut",
          "Staffing gap: " + position.en + " lacks " + count + " as the time has passed"};
}

Text taken_in(const Incident& incident) {
  return {"Kom ändå: du behövs för " + incident.headline,
          "Come all the same: you are needed for " + incident.headline};
}

Text word(const Incident& incident, WordKind kind, const std::string& text) {
  Text said;
  switch (kind) {
    case WordKind::stand_by:
      said = {"Var beredd", "Stand by"};
      break;
    case WordKind::more_needed:
      said = {"Fler behövs: svara på kallelsen", "More are needed: answer the call"};
      break;
    case WordKind::done:
      said = {"Klart, ingen mer behövs", "Done, nobody more is needed"};
      break;
    case WordKind::other:
      said = {"Besked", "Word"};
      break;
  }
  const std::string rest =
      " (" + incident.headline + ")" + (text.empty() ? std::string() : ": " + text);
  return {said.sv + rest, said.en + rest};
}

Text gateway_lost(const LostGateway& lost, const std::string& others) {
  const std::string since = clock_of(lost.since);
  Text text = name_of(lost);
  switch (lost.trouble) {
    case GatewayTrouble::failing:
      text.sv += " svarar inte sedan " + since;
      text.en += " has not answered since " + since;
      break;
    case GatewayTrouble::slow:
      text.sv += " är för långsam sedan " + since;
      text.en += " has been too slow since " + since;
      break;
    case GatewayTrouble::silent:
      text.sv += " släpper inte igenom provlarm sedan " + since;
      text.en += " has let no test alarm through since " + since;
      break;
  }
  if (others.empty()) {
    text.sv += ". Ingen annan port sänder " + lost.kind + "; andra vägar används.";
    text.en += ". No other gateway sends " + lost.kind + "; other ways are used.";
  } else {
    text.sv += ". I stället sänder " + others + ".";
    text.en += ". In its place sends " + others + ".";
  }
  return text;
}

Text gateway_works(const LostGateway& lost) {
  const std::string since = clock_of(lost.since);
  const Text name = name_of(lost);
  return {name.sv + " fungerar igen; den var borta sedan " + since,
          name.en + " works again; it had been lost since " + since};
}

Text post_lost(const LostPost& lost) {
  const std::string since = clock_of(lost.since);
  return {"Ledningsplatsen " + lost.name.sv + " är inte ansluten sedan " + since +
              ". Ring dit: den ser inte vad som händer",
          "The command post " + lost.name.en + " has not been connected since " + since +
              ". Call it: it does not see what happens"};
}

Text post_returned(const LostPost& lost) {
  const std::string since = clock_of(lost.since);
  return {
      "Ledningsplatsen " + lost.name.sv + " är ansluten igen; den var borta sedan " + since,
      "The command post " + lost.name.en + " is connected again; it had been away since " + since};
}

Text undeliverable(const std::string& person, const Message& message) {
  return {"Nådde inte " + person + " med underrättelsen: " + message.text->sv,
          "Could not reach " + person + " with the notice: " + message.text->en};
}

}  // namespace ckl::domain::wording

// The committee at work, takeovers, heightened alert, clocks and organisation: one row a command.
#include "ckl/v1/command_law.pb.h"
#include "cli/open_form.hpp"

namespace ckl::cli {

namespace {

struct Group {
  const char* name;
  const char* sv;
  const char* en;
  std::vector<OpenCommand> commands;
};

template <class Request>
const google::protobuf::Message& a() {
  return Request::default_instance();
}

Group meetings() {
  return {"meeting",
          "Krisledningsnämndens sammanträden",
          "Meetings of the crisis committee",
          {{"call", "CommitteeService/CallMeeting", a<v1::CallMeeting>(), "Kalla", "Call"},
           {"open", "CommitteeService/OpenMeeting", a<v1::OpenMeeting>(), "Öppna med närvaro",
            "Open with attendance"},
           {"attendance", "CommitteeService/ChangeAttendance", a<v1::ChangeAttendance>(),
            "Någon kom eller gick", "Somebody came or left"},
           {"decide", "CommitteeService/DecideInMeeting", a<v1::DecideInMeeting>(),
            "Anteckna ett beslut med röster", "Record a decision with votes"},
           {"note-urgent", "CommitteeService/NoteUrgentDecisions", a<v1::NoteUrgentDecisions>(),
            "Anmäl ordförandens beslut", "Note the chair's decisions"},
           {"propose", "CommitteeService/ProposeTakeover", a<v1::ProposeTakeover>(),
            "Förbered ett övertagande", "Prepare a takeover"},
           {"withdraw-proposal", "CommitteeService/WithdrawProposal", a<v1::WithdrawProposal>(),
            "Dra tillbaka ett förslag", "Withdraw a proposal"},
           {"close", "CommitteeService/CloseMeeting", a<v1::CloseMeeting>(), "Avsluta", "Close"},
           {"minutes", "CommitteeService/RecordMinutes", a<v1::RecordMinutes>(),
            "Protokollet justerat eller anslaget", "Minutes adjusted or posted"}}};
}

Group decisions() {
  return {"decide",
          "Beslut",
          "Decisions",
          {{"alone", "CommitteeService/DecideAlone", a<v1::DecideAlone>(),
            "Ordföranden på nämndens vägnar, brådskande",
            "The chair on the committee's behalf, urgent"},
           {"unit", "CommitteeService/DecideForUnit", a<v1::DecideForUnit>(),
            "En nämnds eller ett bolags eget beslut", "A committee's or company's own decision"},
           {"not-extraordinary", "CommitteeService/AssessNotExtraordinary",
            a<v1::AssessNotExtraordinary>(), "Ordföranden bedömer: inte extraordinär",
            "The chair assesses: not extraordinary"},
           {"acknowledge-handback", "CommitteeService/AcknowledgeHandback",
            a<v1::AcknowledgeHandback>(), "Nämnden tar emot sitt område",
            "The committee receives its area"},
           {"confirm-oral", "CommitteeService/ConfirmOralDecision", a<v1::ConfirmOralDecision>(),
            "Bekräfta det egna muntliga beslutet", "Confirm one's own oral decision"},
           {"dispute-oral", "CommitteeService/DisputeOralDecision", a<v1::DisputeOralDecision>(),
            "Bestrid ett muntligt beslut", "Dispute an oral decision"}}};
}

Group bodies() {
  return {
      "council",
      "Fullmäktige, kommunstyrelsen och andra organ",
      "The council, the board and other bodies",
      {{"meeting", "CommitteeService/RegisterCouncilMeeting", a<v1::RegisterCouncilMeeting>(),
        "Nästa sammanträde i fullmäktige", "The council's next meeting"},
       {"cancel", "CommitteeService/CancelCouncilMeeting", a<v1::CancelCouncilMeeting>(),
        "Sammanträdet är inställt", "The meeting is cancelled"},
       {"report", "CommitteeService/ReportToCouncil", a<v1::ReportToCouncil>(),
        "Anmäl krisledningsnämndens beslut", "Report the committee's decisions"},
       {"end-committee", "CommitteeService/EndCommittee", a<v1::EndCommittee>(),
        "Krisledningsnämnden upphör", "The crisis committee ends"},
       {"confirm", "CommitteeService/ConfirmExternalDecision", a<v1::ConfirmExternalDecision>(),
        "Jämfört med handlingen", "Compared with the document"},
       {"withdraw", "CommitteeService/WithdrawExternalDecision", a<v1::WithdrawExternalDecision>(),
        "Ta tillbaka ett felaktigt införande", "Withdraw a wrong entry"},
       {"in-its-place", "AlertService/DecideForCouncil", a<v1::DecideForCouncil>(),
        "Kommunstyrelsen i fullmäktiges ställe", "The board in the council's place"},
       {"assign", "AlertService/AssignTasks", a<v1::AssignTasks>(), "Flytta uppgifter",
        "Assign tasks"},
       {"end-assignment", "AlertService/EndAssignment", a<v1::EndAssignment>(),
        "Uppgiften går tillbaka", "The task goes back"}}};
}

Group alert() {
  return {"alert",
          "Höjd beredskap, som andra beslutat",
          "Heightened alert, as decided by others",
          {{"register", "AlertService/RegisterAlert", a<v1::RegisterAlert>(),
            "Registrera grad, ändring eller upphörande", "Register grade, change or end"},
           {"readiness-alarm", "AlertService/RegisterReadinessAlarm",
            a<v1::RegisterReadinessAlarm>(), "Beredskapslarm", "Readiness alarm"},
           {"law", "AlertService/RegisterWartimeLaw", a<v1::RegisterWartimeLaw>(), "Lag 1988:97",
            "Law 1988:97"}}};
}

Group participation() {
  return {"incident",
          "Deltagare, krisstöd och uppgifter som klockor räknas från",
          "Participants, crisis support and facts that clocks count from",
          {{"join", "IncidentService/JoinIncident", a<v1::JoinIncident>(), "En organisation deltar",
            "An organisation joins"},
           {"fact", "IncidentService/RecordFact", a<v1::RecordFact>(),
            "En uppgift som en skyldighet räknas från", "A fact that a duty counts from"},
           {"request", "IncidentService/RequestContribution", a<v1::RequestContribution>(),
            "Be en nämnd eller ett bolag medverka", "Ask a committee or company to contribute"},
           {"answer-request", "IncidentService/AnswerContribution", a<v1::AnswerContribution>(),
            "Deras eget beslut", "Their own decision"},
           {"warn", "IncidentService/RequestWarning", a<v1::RequestWarning>(),
            "Begär VMA hos SOS Alarm", "Request a public warning of SOS Alarm"},
           {"offer-support", "IncidentService/OfferCrisisSupport", a<v1::OfferCrisisSupport>(),
            "Erbjud överlämning av krisstödet", "Offer to hand over crisis support"},
           {"accept-support", "IncidentService/AcceptCrisisSupport", a<v1::AcceptCrisisSupport>(),
            "Ta emot krisstödet", "Accept crisis support"},
           {"order-reports", "IncidentService/OrderReports", a<v1::OrderReports>(),
            "Hur länsstyrelsen vill ha rapporter", "How the county board wants reports"}}};
}

Group organisation() {
  return {"organisation",
          "Delegation, övning, beredskap, efterföljare",
          "Delegation, exercises, readiness, successors",
          {{"delegate", "OrganisationService/GrantDelegation", a<v1::GrantDelegation>(),
            "Delegera en roll", "Delegate a role"},
           {"end-delegation", "OrganisationService/EndDelegation", a<v1::EndDelegation>(),
            "Återkalla", "Revoke"},
           {"break-glass", "OrganisationService/BreakGlass", a<v1::BreakGlass>(),
            "Ta en roll i nödläge; larmas genast", "Take a role in an emergency; alarmed at once"},
           {"exercise", "OrganisationService/RecordExercise", a<v1::RecordExercise>(),
            "En genomförd övning", "An exercise held"},
           {"readiness", "OrganisationService/RecordReadiness", a<v1::RecordReadiness>(),
            "Plan, krisorganisation, uthållighet", "Plan, crisis organisation, endurance"},
           {"succeed", "OrganisationService/SettleSuccession", a<v1::SettleSuccession>(),
            "Vad som övergår till en efterföljare", "What passes to a successor"}}};
}

std::vector<Group> groups() {
  return {meetings(), decisions(), bodies(), alert(), participation(), organisation()};
}

}  // namespace

void each_law_command(const std::function<void(const OpenCommand&)>& visit) {
  for (const Group& group : groups()) {
    for (const OpenCommand& command : group.commands) visit(command);
  }
}

void add_law_commands(const Registry& registry) {
  for (const Group& group : groups()) {
    CLI::App& sub = *registry.app.add_subcommand(group.name, registry.voice(group.sv, group.en));
    sub.require_subcommand(1);
    for (const OpenCommand& command : group.commands) add_open_command(registry, sub, command);
  }
}

}  // namespace ckl::cli

#include "delivery/gateway_words.hpp"

#include <fmt/format.h>

#include "delivery/civil_time.hpp"

namespace ckl::delivery {
namespace {

domain::Text words_of(std::string_view kind) {
  if (kind == "sms") return {"SMS-tjänsten", "SMS gateway"};
  if (kind == "mail") return {"E-postservern", "Mail server"};
  if (kind == "webhook") return {"Webhooken", "Webhook"};
  if (kind == "voice") return {"Telefonväxeln", "Telephone exchange"};
  if (kind == "push") return {"Pushtjänsten", "Push service"};
  if (kind == "console") return {"Konsolen", "Console"};
  return {"Tjänsten", "Gateway"};
}

domain::Text trouble_words(const GatewayLoss& loss) {
  const std::string clock = stockholm_clock(loss.since);
  switch (loss.trouble) {
    case domain::GatewayTrouble::failing:
      return {"svarar inte sedan " + clock, "has not answered since " + clock};
    case domain::GatewayTrouble::slow:
      return {"är för långsam sedan " + clock, "has been too slow since " + clock};
    case domain::GatewayTrouble::silent:
      break;
  }
  return {"släpper inte igenom provlarm sedan " + clock,
          "has let no test alarm through since " + clock};
}

}  // namespace

domain::Text fault_words(const GatewayName& gateway, const GatewayLoss& loss,
                         const std::vector<std::string>& others) {
  const domain::Text kind = words_of(gateway.kind);
  const domain::Text trouble = trouble_words(loss);
  domain::Text text{fmt::format("{} {} {}", kind.sv, gateway.name, trouble.sv),
                    fmt::format("{} {} {}", kind.en, gateway.name, trouble.en)};
  if (others.empty()) return text;
  text.sv += fmt::format(". I stället sänder {}", fmt::join(others, ", "));
  text.en += fmt::format(". In its place sends {}", fmt::join(others, ", "));
  return text;
}

domain::Text words_of_use(Switchboard::Use use, const std::optional<GatewayLoss>& loss) {
  if (!loss) {
    return use == Switchboard::Use::standby ? domain::Text{"fungerar, i reserv", "works, standby"}
                                            : domain::Text{"fungerar, används", "works, in use"};
  }
  domain::Text text = trouble_words(*loss);
  if (loss->awaits_test_alarm) {
    const bool used = use == Switchboard::Use::last_resort;
    text.sv += used ? ", används ändå" : ", används inte förrän ett provlarm kommer tillbaka";
    text.en += used ? ", used all the same" : ", not used until a test alarm comes back";
  } else if (loss->good_in_row > 0) {
    const std::string until = stockholm_clock(loss->stays_to);
    text.sv += ", svarar nu igen och bedöms till " + until;
    text.en += ", answers again now and is judged until " + until;
  } else if (use == Switchboard::Use::last_resort) {
    text.sv += ", används ändå";
    text.en += ", used all the same";
  } else if (use == Switchboard::Use::tried) {
    text.sv += ", prövas med nästa meddelande";
    text.en += ", tried with the next message";
  } else {
    const std::string at = stockholm_clock(loss->next_trial);
    text.sv += ", prövas igen " + at;
    text.en += ", tried again " + at;
  }
  return text;
}

}  // namespace ckl::delivery

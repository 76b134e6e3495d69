#include "delivery/text_preview.hpp"

#include "delivery/gsm.hpp"
#include "delivery/sms_text.hpp"
#include "delivery/texts.hpp"

namespace ckl::delivery {
namespace {

// A state in which one person has been called to an invented incident.
struct Example {
  domain::State state;
  domain::Message message;
};

Example example_of(const domain::State& state, Occasion occasion) {
  Example example;
  example.state.workspace = state.workspace;
  example.state.mode = state.mode;
  example.state.time = state.time;
  example.state.organisation.name = state.organisation.name;
  example.state.organisation.positions = state.organisation.positions;
  domain::Incident incident;
  incident.id = {"incident-1"};
  incident.headline = "Översvämning i Gamla stan";
  incident.place = "Munkbron";
  example.state.incidents[incident.id] = incident;
  domain::Call call;
  call.message = {"message-1"};
  call.answer_by = state.time + std::chrono::minutes{10};
  domain::Callout callout;
  callout.id = {"callout-1"};
  callout.message = "Samling i Stadshuset, ta med legitimation";
  if (occasion == Occasion::recall) callout.recalled = "Felaktigt larm";
  callout.positions.emplace_back().calls = {call};
  example.state.callouts[callout.id] = callout;

  domain::Message& message = example.message;
  message.id = {"message-1"};
  message.incident = incident.id;
  if (occasion == Occasion::notice) {
    message.text =
        domain::Text{"Nivån är nu allvarlig händelse.", "The level is now serious event."};
    return example;
  }
  message.purpose = occasion == Occasion::call ? domain::MessagePurpose::call
                                               : domain::MessagePurpose::stand_down;
  message.callout = callout.id;
  const auto& positions = state.organisation.positions;
  message.position = positions.empty() ? domain::PositionId{"-"} : positions.front().id;
  return example;
}

domain::Text text_in(const Rendered& rendered, TextForm form) {
  switch (form) {
    case TextForm::subject:
      return rendered.parts.headline;
    case TextForm::mail:
      return rendered.parts.body;
    case TextForm::sms:
      return {rendered.short_text, {}};
    case TextForm::speech:
      break;
  }
  return rendered.speech;
}

}  // namespace

std::vector<PreviewedText> preview_texts(const domain::State& state, const TextTemplates& templates,
                                         std::string_view link) {
  std::vector<PreviewedText> all;
  for (const Occasion occasion : all_occasions) {
    const Example example = example_of(state, occasion);
    const bool call = occasion == Occasion::call;
    const AnswerWays ways{.link = call ? link : "", .code = call ? "K7BD" : ""};
    const Rendered rendered =
        render(example.state, example.message, ways, {.templates = &templates});
    for (const TextForm form : all_text_forms) {
      PreviewedText one{.occasion = occasion, .form = form, .text = text_in(rendered, form)};
      one.own =
          templates.contains({occasion, form, false}) || templates.contains({occasion, form, true});
      if (form == TextForm::sms) {
        one.septets = septets(one.text.sv);
        one.parts = ready_for_air(one.text.sv).parts;
      }
      all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace ckl::delivery

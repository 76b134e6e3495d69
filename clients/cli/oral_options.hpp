// The options of an oral decision, for the commands by which the chair decides: who spoke, who bore
// witness, the wording that was read back (G23). Included by the command groups.
#pragma once

#include "ckl/v1/governance.pb.h"
#include "cli/commands.hpp"

namespace ckl::cli {

template <class Request>
void add_oral_options(Form<Request>& form, const Voice& say) {
  using Oral = v1::OralRecord;
  const std::string group =
      say("Muntligt beslut, antecknat av registrator", "Oral decision, recorded by the registrar");
  const auto text = [&](const char* name, void (Oral::*set)(const std::string&),
                        const std::string& description) {
    form.sub()
        .template add_option_function<std::string>(
            name,
            [request = &form.request(), set](const std::string& value) {
              (request->mutable_oral()->*set)(value);
            },
            description)
        ->group(group);
  };
  text("--speaker", &Oral::set_speaker, say("Den som beslutade", "Who decided"));
  text("--witness", &Oral::set_witness, say("Vittne", "Witness"));
  text("--wording", &Oral::set_wording, say("Ordalydelse", "Wording"));
  text("--heard-via", &Oral::set_heard_via, say("Hur det hördes", "How it was heard"));
  form.sub()
      .add_flag_callback(
          "--read-back",
          [request = &form.request()] { request->mutable_oral()->set_read_back(true); },
          say("Uppläst och godkänd", "Read back and approved"))
      ->group(group);
  form.time_in(
          "--heard", [](Request& request) { return request.mutable_oral()->mutable_heard(); },
          say("När det hördes", "When it was heard"))
      ->group(group);
}

}  // namespace ckl::cli

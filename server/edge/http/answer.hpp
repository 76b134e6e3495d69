// Answering by link: GET shows, POST answers, as the person the link was made for.
//
// A GET or HEAD never answers, because mail scanners follow links. The answer is an AnswerCall like
// any other and goes through the one door. Main thread only. Links and their tokens are never
// logged.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "edge/api/api.hpp"
#include "edge/http/guesses.hpp"
#include "edge/http/options.hpp"

namespace ckl::edge::http {

class AnswerRoute {
 public:
  AnswerRoute(const Services& services, Api& api, const Options& options);

  // `token` is what follows "/s/".
  void handle(const Request& request, std::string_view token, Respond done);

  // Once a minute: guesses are forgotten.
  void forget_guesses();

 private:
  void show(const AnswerTicket& ticket, const Workspace& workspace, Respond done) const;
  // A contact test: what the tap shows, and the page after it.
  void contact_test(bool asks, const AnswerTicket& ticket, const Workspace& workspace,
                    Respond done) const;
  void answer(const Request& request, const AnswerTicket& ticket, const Workspace& workspace,
              Respond done);

  const Services& services_;
  Api& api_;
  const Options& options_;
  Guesses guesses_;
};

}  // namespace ckl::edge::http

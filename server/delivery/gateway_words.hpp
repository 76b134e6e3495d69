// What is said of gateways, in plain words.
//
// Pure. Times are of Stockholm. No address and no message ever stands in these words.
#pragma once

#include <string>
#include <vector>

#include "delivery/switchboard.hpp"

namespace ckl::delivery {

struct GatewayName {
  std::string kind;
  std::string name;
};

// «SMS-tjänsten telia svarar inte sedan 03:14. I stället sänder tele2».
[[nodiscard]] domain::Text fault_words(const GatewayName& gateway, const GatewayLoss& loss,
                                       const std::vector<std::string>& others);

// «svarar inte sedan 03:14, prövas igen 03:19».
[[nodiscard]] domain::Text words_of_use(Switchboard::Use use,
                                        const std::optional<GatewayLoss>& loss);

}  // namespace ckl::delivery

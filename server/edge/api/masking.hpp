// What is shown of a contact address to somebody whose it is not: enough to see that it is the
// right one, too little to use it. Pure.
#pragma once

#include <string>
#include <string_view>

namespace ckl::edge {

// "+46701740605" -> "+46 70 *** ** 05", "anna@example.org" -> "a***@e***.org",
// "https://example.org/x" -> "https://***".
[[nodiscard]] std::string masked(std::string_view kind, std::string_view address);

}  // namespace ckl::edge

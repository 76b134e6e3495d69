// The fields of a URL's query or of a form, as gateways send them when they call back.
//
// Pure; any bytes may come. A value may hold any bytes, also NUL: its alphabet is another field's
// matter. The first value of a name counts.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace ckl::delivery {

using FormFields = std::map<std::string, std::string, std::less<>>;

void take_form(std::string_view form, FormFields& fields);

// The value of a name, or empty.
[[nodiscard]] std::string_view field_of(const FormFields& fields, std::string_view name);

}  // namespace ckl::delivery

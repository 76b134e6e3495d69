// A mail taken apart as far as a bounce needs it: header fields and the parts of a multipart body
// (RFC 5322, 2045, 2046).
//
// Pure; views into the mail that was given, which outlives them. Any bytes may come in: what is no
// header field is passed over, a part that does not end ends with the mail.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ckl::delivery {

// Names in lower case, values unfolded; the first of a name counts.
using HeaderFields = std::map<std::string, std::string, std::less<>>;

struct MailPart {
  HeaderFields fields;
  std::string_view body;
};

// Fields up to the first empty line; what follows it is the body.
[[nodiscard]] MailPart split_part(std::string_view text);

// The parts of a multipart body, at most `most` of them.
[[nodiscard]] std::vector<std::string_view> split_multipart(std::string_view body,
                                                            std::string_view boundary,
                                                            std::size_t most);

[[nodiscard]] std::string_view field_value(const HeaderFields& fields, std::string_view name);

// "multipart/report" of `multipart/report; boundary="x"`, in lower case.
[[nodiscard]] std::string media_type(std::string_view content_type);

// The value of a parameter of such a field, without quotes; empty when there is none.
[[nodiscard]] std::string parameter_of(std::string_view field, std::string_view name);

[[nodiscard]] std::string lower_case(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);

// Takes the first line off `rest`, without its line end.
[[nodiscard]] std::string_view take_line(std::string_view& rest);

}  // namespace ckl::delivery

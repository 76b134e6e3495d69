// Whether bytes are text: structurally valid UTF-8, and free of control characters.
#pragma once

#include <string_view>

namespace ckl::codec {

// Well-formed UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool valid_utf8(std::string_view text);

enum class Lines : bool { one = false, many = true };

// C0 and C1 control characters and DEL; line breaks and tabs are allowed in texts of many lines.
// They have no place in a headline: it becomes a mail's subject and a line of a log file.
[[nodiscard]] bool has_control_characters(std::string_view text, Lines lines);

}  // namespace ckl::codec

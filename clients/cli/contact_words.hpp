// What is shown of contact details, and of who has seen them.
#pragma once

#include <string>

#include "ckl/v1/services/directory.pb.h"
#include "cli/stockholm.hpp"
#include "cli/voice.hpp"

namespace ckl::cli {

[[nodiscard]] std::string show_contacts(const v1::GetContactsResponse& contacts, const Voice& say);
[[nodiscard]] std::string show_reads(const v1::ListReadsResponse& reads, const Voice& say);

}  // namespace ckl::cli

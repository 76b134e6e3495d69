// What the libraries have to say goes to the server's own log, not to standard error.
//
// Called once, in `main`, after the log exists. Malformed input is an everyday thing at an edge: it
// is refused with its own words, and what a library thinks of it is for whoever debugs.
#pragma once

namespace ckl::app {

void take_library_logs();

}  // namespace ckl::app

// The events of the log's proof and of disclosure. Internal to the codec; included by events.hpp,
// which holds the one list of all events.
#pragma once

#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::ProofKeyAdopted& from, v1::ProofKeyAdopted& to);
void write(const domain::SecrecyMarked& from, v1::SecrecyMarked& to);
void write(const domain::SecrecyLifted& from, v1::SecrecyLifted& to);

void read(const v1::ProofKeyAdopted& from, domain::ProofKeyAdopted& to, Reader& reader);
void read(const v1::SecrecyMarked& from, domain::SecrecyMarked& to, Reader& reader);
void read(const v1::SecrecyLifted& from, domain::SecrecyLifted& to, Reader& reader);

void write_marks(const domain::State& from, v1::WorkspaceImage& to);
void read_marks(const v1::WorkspaceImage& from, domain::State& to, Reader& reader);

}  // namespace ckl::codec

// What the kernel says of a server that is measured, by its process id: processor time and memory.
//
// Read before and after; of one process, not of its children.
#pragma once

namespace ckl::bench {

// In all its threads, so far; 0 for a process id of 0.
[[nodiscard]] double processor_us(long process);
// Resident, without what the kernel holds for its sockets; 0 for a process id of 0.
[[nodiscard]] double resident_bytes(long process);

// As many open files as may be: a subscriber is one.
void allow_many_files();

}  // namespace ckl::bench

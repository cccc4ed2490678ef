// Counts the memory blocks that a program asks for. Linked into a program, it takes the place of the C library's
// functions (with glibc only; elsewhere nothing is counted).
#pragma once
#include <stdbool.h>
#include <stdint.h>

/// Blocks asked for so far, by malloc, calloc, realloc and the aligned forms.
uint64_t allocationCount(void);

/// Whether blocks are counted on this platform.
bool countsAllocations(void);

#ifndef CFUZZ_H
#define CFUZZ_H

#include <stddef.h>
#include <stdint.h>

/// Takes one input; a crash or a trap is the finding. Returns 0.
typedef int (*fuzz_input_t)(const uint8_t *bytes, size_t count);

/// Runs a fuzzer: libFuzzer when the program was linked with it (`make fuzz`), otherwise each file
/// named in the arguments once. Returns the exit code.
int fuzz_main(int argc, char **argv, fuzz_input_t input);

#endif

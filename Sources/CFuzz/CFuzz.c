#include "CFuzz.h"

#include <stdio.h>
#include <stdlib.h>

// Weak: an ordinary build has no libFuzzer.
extern int LLVMFuzzerRunDriver(int *argc, char ***argv, fuzz_input_t input) __attribute__((weak));

static int replay(const char *path, fuzz_input_t input) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    return 1;
  }
  int failed = 1;
  if (fseek(file, 0, SEEK_END) == 0) {
    long size = ftell(file);
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0) {
      // Exactly as long as the input, so that a checker sees a read past its end.
      uint8_t *bytes = malloc(size > 0 ? (size_t)size : 1);
      if (bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size) {
        failed = input(bytes, (size_t)size) != 0;
      }
      free(bytes);
    }
  }
  fclose(file);
  if (failed) fprintf(stderr, "%s: not taken\n", path);
  return failed;
}

int fuzz_main(int argc, char **argv, fuzz_input_t input) {
  if (LLVMFuzzerRunDriver) return LLVMFuzzerRunDriver(&argc, &argv, input);
  int failed = 0;
  for (int index = 1; index < argc; index += 1) failed |= replay(argv[index], input);
  printf("%d inputs\n", argc - 1);
  return failed;
}

// The main program of a fuzzer in a build without libFuzzer: it runs the inputs that are kept, so that what was found
// once stays found with every compiler.
//
// usage: FUZZER FILE-OR-FOLDER...
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "harness/base/fuzz_testing.h"

namespace {

namespace fs = std::filesystem;

void replay(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

int replay_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::fprintf(stderr, "%s\n", path.c_str());  // the last one named is the one that failed
  replay(std::string(std::istreambuf_iterator<char>(file), {}));
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  int replayed = 0;
  for (int i = 1; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) {
      replayed += replay_file(argv[i]);
      continue;
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(argv[i])) replayed += replay_file(entry.path());
  }
  replay("");
  std::printf("%d inputs\n", replayed);
  return replayed > 0 ? 0 : 1;
}

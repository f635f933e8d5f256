// The parser of the command line, for those who only hand it on: its own header takes longer to compile than most
// files.
#pragma once

namespace CLI {
class App;
}

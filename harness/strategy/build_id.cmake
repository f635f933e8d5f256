# Writes build_id.h: the version, and a digest of the headers that a plug-in shares with the program.
#
# usage: cmake -D VERSION=0.1.0 -D "HEADERS=a.h;b.h" -D OUTPUT=build_id.h -P build_id.cmake
set(digests "")
foreach(header IN LISTS HEADERS)
  file(SHA256 ${header} digest)
  string(APPEND digests ${digest})
endforeach()
string(SHA256 digest "${digests}")
string(SUBSTRING ${digest} 0 12 digest)
file(WRITE ${OUTPUT} "// Made by the build: tells one build of the harness from another.
#pragma once

#define STAMPEDE_BUILD_ID \"${VERSION}-${digest}\"
")

# Programs that measure wrong on purpose: `verify` must say so. Each is the program with one line of one source changed.
#
#   stampede_mutant(NAME SOURCE FROM TO FILTER CASE)
#
# The test runs `verify` on the cases that match FILTER and wants CASE to fail. The changed object comes first when the
# program is linked, so the linker leaves the original in its archive.
function(stampede_mutant name source from to filter case)
  set(original ${PROJECT_SOURCE_DIR}/${source})
  file(READ ${original} text)
  string(REPLACE "${from}" "${to}" changed "${text}")
  if(changed STREQUAL text)
    message(FATAL_ERROR "mutant ${name}: ${source} no longer says '${from}': name another line in harness/cli/CMakeLists.txt")
  endif()
  set(mutated ${CMAKE_CURRENT_BINARY_DIR}/mutant_${name}.cc)
  file(CONFIGURE OUTPUT ${mutated} CONTENT "${changed}" @ONLY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${original})

  # Then it must be an object of its own there.
  set_source_files_properties(${original} TARGET_DIRECTORY stampede_cache stampede_metrics stampede_strategies
    PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  add_executable(mutant-${name} main.cc ${mutated})
  target_link_libraries(mutant-${name} PRIVATE stampede_cli stampede_strategies)
  add_test(NAME cli.verify_notices_${name} COMMAND /usr/bin/python3 -B ${CMAKE_CURRENT_SOURCE_DIR}/mutant_test.py
    $<TARGET_FILE:stampede> $<TARGET_FILE:mutant-${name}> ${filter} ${case})
  set_tests_properties(cli.verify_notices_${name} PROPERTIES LABELS cli)
endfunction()

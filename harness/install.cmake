# What `cmake --install` puts where: the program, the scenarios, the report generator, and what it takes to write plug-ins and programs of one's
# own: headers, static libraries, and a package that find_package(Stampede) finds.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Stampede)

# One name for everything a program needs to run scenarios by itself.
add_library(stampede_harness INTERFACE)
target_link_libraries(stampede_harness INTERFACE stampede_strategies stampede_engine stampede_results)
target_compile_features(stampede_harness INTERFACE cxx_std_20)
target_compile_options(stampede_harness INTERFACE -ffp-contract=off)

set(libraries base runtime cache store workload metrics strategy scenario engine results verify strategies harness plugin)
foreach(library IN LISTS libraries)
  set_target_properties(stampede_${library} PROPERTIES EXPORT_NAME ${library})
endforeach()
list(TRANSFORM libraries PREPEND stampede_)
install(TARGETS stampede ${libraries} EXPORT StampedeTargets)

# Headers keep the paths by which they include one another.
install(DIRECTORY harness DESTINATION ${STAMPEDE_INCLUDE_DIR} FILES_MATCHING PATTERN "*.h"
  PATTERN "*testing.h" EXCLUDE
  PATTERN "test_*.h" EXCLUDE
  PATTERN "catalogue" EXCLUDE
  PATTERN "gate" EXCLUDE
  PATTERN "cli" EXCLUDE)
install(FILES strategies/builtins.h DESTINATION ${STAMPEDE_INCLUDE_DIR}/strategies)
install(DIRECTORY ${STAMPEDE_GENERATED_DIR}/harness DESTINATION ${STAMPEDE_INCLUDE_DIR})
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/stampede)
install(PROGRAMS reports/make_report.py DESTINATION ${CMAKE_INSTALL_DATADIR}/stampede/reports)
install(DIRECTORY reports/stampede_report DESTINATION ${CMAKE_INSTALL_DATADIR}/stampede/reports
  FILES_MATCHING REGEX "\\.(py|j2|css)$"
  PATTERN "*_test.py" EXCLUDE
  PATTERN "*_testing.py" EXCLUDE
  PATTERN "__pycache__" EXCLUDE)
install(DIRECTORY strategies/example-plugin DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT StampedeTargets NAMESPACE Stampede:: DESTINATION ${package_dir})
configure_package_config_file(harness/StampedeConfig.cmake.in ${PROJECT_BINARY_DIR}/StampedeConfig.cmake
  INSTALL_DESTINATION ${package_dir})
# Before 1.0 every minor version may change an interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/StampedeConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/StampedeConfig.cmake ${PROJECT_BINARY_DIR}/StampedeConfigVersion.cmake
  DESTINATION ${package_dir})

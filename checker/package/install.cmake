# What `cmake --install` puts where, and what CPack makes of it. Included by the CMakeLists.txt at the top.

set(package ${PROJECT_SOURCE_DIR}/checker/package)
set(generated ${PROJECT_BINARY_DIR}/package)
set(data ${CMAKE_INSTALL_DATADIR}/walkcheck)

install(TARGETS walkcheck RUNTIME)
# Side by side as in the sources: imports name files by the way from one to the other.
install(DIRECTORY model/kernel DESTINATION ${data}/model FILES_MATCHING PATTERN "*.walk")
install(DIRECTORY properties DESTINATION ${data} FILES_MATCHING PATTERN "*.prop" PATTERN "*.walk")
install(FILES checker/report/walkcheck-results-1.schema.json DESTINATION ${data})

install(FILES checker/man/walkcheck.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES checker/man/walkcheck-properties.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES README.md model/LANGUAGE.md model/kernel/LEFT_OUT.md properties/QUESTIONS.md checker/package/changelog
        DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The licence in the form that Debian asks for: each line indented, an empty one a dot.
file(READ LICENSE licence)
string(STRIP "${licence}" licence)
string(REPLACE "\n\n" "\n.\n" licence "${licence}")
string(REPLACE "\n" "\n " licence "${licence}")
configure_file(${package}/copyright.in ${generated}/copyright @ONLY)
install(FILES ${generated}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Each shell looks for its completions in a folder and by a name of its own.
file(MAKE_DIRECTORY ${generated})
foreach(shell IN ITEMS bash:bash-completion/completions/walkcheck zsh:zsh/site-functions/_walkcheck
                       fish:fish/vendor_completions.d/walkcheck.fish)
  string(REGEX MATCH "^[a-z]+" name ${shell})
  string(REGEX REPLACE "^[a-z]+:" "" place ${shell})
  add_custom_command(TARGET walkcheck POST_BUILD VERBATIM
                     COMMAND walkcheck completion ${name} > ${generated}/completion.${name})
  cmake_path(GET place PARENT_PATH folder)
  cmake_path(GET place FILENAME file)
  install(FILES ${generated}/completion.${name} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder} RENAME ${file})
endforeach()

include(CMakePackageConfigHelpers)
set(config ${CMAKE_INSTALL_DATADIR}/cmake/walkcheck)
set(executable ${CMAKE_INSTALL_BINDIR}/walkcheck)
configure_package_config_file(${package}/walkcheckConfig.cmake.in ${generated}/walkcheckConfig.cmake
                              INSTALL_DESTINATION ${config} PATH_VARS executable data)
write_basic_package_version_file(${generated}/walkcheckConfigVersion.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${generated}/walkcheckConfig.cmake ${generated}/walkcheckConfigVersion.cmake
              ${package}/walkcheckProperties.cmake
        DESTINATION ${config})

include(${package}/deb.cmake)

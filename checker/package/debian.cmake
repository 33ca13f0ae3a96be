# Run by CPack on the installed tree before it packs: what Debian wants otherwise than `cmake --install` has it.

set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr)

file(GLOB pages ${root}/share/man/man*/*)
foreach(page IN LISTS pages ITEMS ${root}/share/doc/walkcheck/changelog)
  execute_process(COMMAND gzip --best --no-name ${page} COMMAND_ERROR_IS_FATAL ANY)
endforeach()

# Debian's zsh looks there.
file(MAKE_DIRECTORY ${root}/share/zsh/vendor-completions)
file(RENAME ${root}/share/zsh/site-functions/_walkcheck ${root}/share/zsh/vendor-completions/_walkcheck)
file(REMOVE_RECURSE ${root}/share/zsh/site-functions)

execute_process(COMMAND strip --strip-unneeded --remove-section=.comment --remove-section=.note ${root}/bin/walkcheck
                COMMAND_ERROR_IS_FATAL ANY)

# `cpack -G DEB` in the build folder: a package for the Debian that it is built on.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME walkcheck)
set(CPACK_PACKAGE_VENDOR walkcheck)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "model checker for the page-table walks of the Linux kernel")
set(CPACK_PACKAGE_DESCRIPTION
    "walkcheck visits every interleaving of a page-table walk with what other
CPUs may do to the tables at the same time: can it race, does it end, does
it sleep under a lock? It answers with a proof, or with the shortest run
that breaks a property.
.
The package holds models of the walks of several kernels and of their
callbacks, and properties of both.")
set(CPACK_PACKAGE_CONTACT "walkcheck developers <walkcheck@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_PRE_BUILD_SCRIPTS ${package}/debian.cmake)
# Whatever the mask of who builds.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
                                                WORLD_READ WORLD_EXECUTE)
include(CPack)

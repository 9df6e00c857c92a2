# What is installed where, and the Debian package: cpack -G DEB.
include(GNUInstallDirs)

set(CPACK_PACKAGE_CONTACT "postern maintainers <postern@example.org>")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
                                                WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postfix, libsasl2-modules")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "auditor of mail credentials in databases and backups")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Jira, Confluence and the Tomcat they run in keep the passwords of their mail
servers in their databases, in every backup of them and in configuration
files. postern finds them wherever they lie, says who can read them, lets a
local Postfix send the mail instead, and takes them out of copies.")
include(CPack)

set(packed ${CMAKE_BINARY_DIR}/packed)
string(TIMESTAMP PACKAGE_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(docs/deploy/debian/changelog.in ${packed}/changelog.Debian @ONLY)

# As man and Debian want them, and without a time in them.
function(postern_packed input name)
    add_custom_command(
        OUTPUT ${packed}/${name}.gz
        COMMAND gzip -9nc ${input} > ${packed}/${name}.gz
        DEPENDS ${input}
        VERBATIM)
    set_property(GLOBAL APPEND PROPERTY POSTERN_PACKED ${packed}/${name}.gz)
endfunction()

foreach(page IN LISTS POSTERN_PAGES)
    postern_packed(${POSTERN_MANUAL}/${page} ${page})
    list(APPEND packed_pages ${packed}/${page}.gz)
endforeach()
postern_packed(${PROJECT_SOURCE_DIR}/CHANGELOG.md changelog)
postern_packed(${packed}/changelog.Debian changelog.Debian)
get_property(packed_files GLOBAL PROPERTY POSTERN_PACKED)
add_custom_target(packed ALL DEPENDS ${packed_files})
add_dependencies(packed manual)

install(TARGETS postern RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${packed_pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${POSTERN_MANUAL}/postern.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME postern)
install(FILES ${POSTERN_MANUAL}/_postern DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${POSTERN_MANUAL}/postern.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
# The program has its rules in it; these are for whoever writes more.
install(DIRECTORY rules/ DESTINATION ${CMAKE_INSTALL_DATADIR}/postern/rules FILES_MATCHING PATTERN "*.toml")
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}
        FILES_MATCHING PATTERN "*.md" PATTERN deploy EXCLUDE PATTERN man EXCLUDE)
install(DIRECTORY docs/deploy/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples USE_SOURCE_PERMISSIONS PATTERN debian EXCLUDE)
install(FILES README.md docs/deploy/debian/copyright ${packed}/changelog.gz ${packed}/changelog.Debian.gz
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(NOT EXISTS /usr/share/common-licenses/Apache-2.0)
    install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()

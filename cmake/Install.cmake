# SPDX-License-Identifier: MIT
# What `cmake --install` puts in place: the program, its data and manual, and examples for cron and systemd.
install(TARGETS audit_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY rules/plans rules/rulebooks DESTINATION ${CMAKE_INSTALL_DATADIR}/audit FILES_MATCHING PATTERN "*.yaml")
install(FILES man/audit.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES man/audit-profile.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES README.md README.zh-CN.md LICENSE docs/report.schema.json DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The examples name the program where it was installed.
foreach(example IN ITEMS audit.cron audit.service audit.timer)
  configure_file(${PROJECT_SOURCE_DIR}/scripts/${example}.in ${PROJECT_BINARY_DIR}/${example} @ONLY)
endforeach()
install(FILES ${PROJECT_BINARY_DIR}/audit.cron DESTINATION ${CMAKE_INSTALL_DATADIR}/audit/examples)
# A template unit: audit@www.shanting.gov.cn.timer audits that portal every week.
install(FILES ${PROJECT_BINARY_DIR}/audit.service DESTINATION lib/systemd/system RENAME audit@.service)
install(FILES ${PROJECT_BINARY_DIR}/audit.timer DESTINATION lib/systemd/system RENAME audit@.timer)

# SPDX-License-Identifier: MIT
# What `cmake --install` puts in place: the program, its data and manual, and examples for cron and systemd.
install(TARGETS audit_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY rules/plans rules/rulebooks DESTINATION ${CMAKE_INSTALL_DATADIR}/audit FILES_MATCHING PATTERN "*.yaml")
install(FILES man/audit.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES man/audit-profile.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES README.md README.zh-CN.md LICENSE docs/report.schema.json DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Scripts and examples name the program where it was installed.
set(units audit.service audit.timer audit-retry.service audit-retry.timer audit-probe.service audit-probe.timer)
foreach(file IN ITEMS audit-weekly audit.cron audit-probe.cron audit.logrotate ${units})
  configure_file(${PROJECT_SOURCE_DIR}/scripts/${file}.in ${PROJECT_BINARY_DIR}/${file} @ONLY)
endforeach()
install(PROGRAMS ${PROJECT_BINARY_DIR}/audit-weekly DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/audit)
install(FILES ${PROJECT_BINARY_DIR}/audit.cron ${PROJECT_BINARY_DIR}/audit-probe.cron ${PROJECT_BINARY_DIR}/audit.logrotate
  DESTINATION ${CMAKE_INSTALL_DATADIR}/audit/examples)
# Template units: audit@www.shanting.gov.cn.timer audits that portal every week, audit-probe@… looks at its home page every 15 minutes.
foreach(unit IN LISTS units)
  string(REPLACE "." "@." template ${unit})
  install(FILES ${PROJECT_BINARY_DIR}/${unit} DESTINATION lib/systemd/system RENAME ${template})
endforeach()

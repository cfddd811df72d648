# SPDX-License-Identifier: MIT
# What every room shares: warnings, sanitizers, library targets, and the two ways to add a room or a unit test.
find_package(PkgConfig REQUIRED)
foreach(lib IN ITEMS libcurl libuv gumbo libcares libpcre2-8 sqlite3 libcyaml jansson uchardet expat cmocka libpsl libidn2 xlsxwriter libarchive)
  string(REGEX REPLACE "^lib" "" short ${lib})
  string(REGEX REPLACE "-8$" "" short ${short})
  pkg_check_modules(${short} REQUIRED IMPORTED_TARGET ${lib})
endforeach()
find_library(UNISTRING_LIBRARY unistring REQUIRED)
find_library(XXHASH_LIBRARY xxhash REQUIRED)

add_library(house INTERFACE)
target_compile_options(house INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2
  -Wcast-qual -Wwrite-strings -Wswitch-enum -Wundef -Wimplicit-fallthrough -fno-strict-aliasing)
target_compile_definitions(house INTERFACE _GNU_SOURCE AUDIT_VERSION="${PROJECT_VERSION}")
if(AUDIT_WERROR)
  target_compile_options(house INTERFACE -Werror)
endif()
if(AUDIT_SANITIZE)
  target_compile_options(house INTERFACE -fsanitize=${AUDIT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(house INTERFACE -fsanitize=${AUDIT_SANITIZE})
endif()
if(AUDIT_FUZZ)
  target_compile_options(house INTERFACE -fsanitize=fuzzer-no-link)
endif()

# A room is every .c of its folder and the headers under include/ROOM; it sees only the rooms it names.
function(add_room name)
  cmake_parse_arguments(ROOM "" "" "ROOMS;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.c)
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ROOM_ROOMS} PRIVATE house ${ROOM_LIBS})
endfunction()

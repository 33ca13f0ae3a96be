# Writes FOLDER's page.html, *.css and *.js into the C++ source OUTPUT, as checker/report/html_page.hpp declares them.
# cmake -D FOLDER=... -D OUTPUT=... -P embed.cmake

set(text "#include \"checker/report/html_page.hpp\"\n\nnamespace walkcheck {\n")
foreach(part IN ITEMS page:html style:css script:js)
  string(REPLACE ":" ";" part ${part})
  list(GET part 0 name)
  list(GET part 1 ending)
  file(GLOB sources ${FOLDER}/*.${ending})
  list(SORT sources)
  string(APPEND text "\nconst std::string_view html_${name} =")
  foreach(source IN LISTS sources)
    file(READ ${source} content)
    string(APPEND text "\n    R\"embedded(${content})embedded\"")
  endforeach()
  string(APPEND text ";\n")
endforeach()
string(APPEND text "\n}  // namespace walkcheck\n")
file(WRITE ${OUTPUT} "${text}")

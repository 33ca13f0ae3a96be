#include "checker/cli/run.hpp"

int main(int argc, char** argv) { return walkcheck::run(argc, argv, walkcheck::standard_console()); }

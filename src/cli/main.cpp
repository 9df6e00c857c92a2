#include "cli/application.hpp"

int main(int argc, char* argv[]) {
    return postern::cli::run_application(argc, argv);
}

#include "cli/points_text.hpp"

#include "catch.hpp"

using namespace postern;

TEST_CASE("Sentences become points under a title") {
    CHECK(cli::points_text("Now:", {"One.", "Two."}) == "Now:\n- One.\n- Two.\n\n");
    CHECK(cli::points_text("Now:", {}).empty());
}

TEST_CASE("A long sentence goes on below its beginning") {
    const std::string text = cli::points_text("T", {std::string(90, 'a') + " " + std::string(90, 'b')});
    CHECK(text == "T\n- " + std::string(90, 'a') + "\n  " + std::string(90, 'b') + "\n\n");
}

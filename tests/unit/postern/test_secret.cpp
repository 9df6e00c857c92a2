#include "postern/secret.hpp"

#include <string>

#include "catch.hpp"

using postern::Secret;

TEST_CASE("a secret holds every byte") {
    const std::string bytes("a\0\xFF\n ", 5);
    const Secret secret(bytes);
    CHECK(secret.reveal() == bytes);
    CHECK_FALSE(secret.empty());
    CHECK(Secret().empty());
    CHECK(Secret("").empty());
    CHECK(Secret("").reveal().empty());
}

TEST_CASE("copies are apart, a moved secret is gone") {
    Secret first("one");
    Secret copy = first;
    copy = Secret("two");
    CHECK(first.reveal() == "one");
    Secret moved = std::move(first);
    CHECK(moved.reveal() == "one");
    moved = std::move(copy);
    CHECK(moved.reveal() == "two");
    const Secret& itself = moved;
    moved = itself;
    CHECK(moved.reveal() == "two");
}

TEST_CASE("two texts become one secret") {
    CHECK(Secret::joined("user:", "pass").reveal() == "user:pass");
    CHECK(Secret::joined("", "pass").reveal() == "pass");
    CHECK(Secret::joined("user:", "").reveal() == "user:");
    CHECK(Secret::joined("", "").empty());
    const std::string zero("\0", 1);
    CHECK(Secret::joined(zero, zero).reveal() == zero + zero);
    const Secret both = Secret::joined("a", "b");
    CHECK(Secret::joined(both.reveal(), both.reveal()).reveal() == "abab");
}

TEST_CASE("secrets are equal when all their bytes are") {
    CHECK(Secret("one") == Secret("one"));
    CHECK(Secret("one") == Secret::joined("o", "ne"));
    CHECK(Secret() == Secret(""));
    CHECK_FALSE(Secret("one") == Secret("One"));
    CHECK_FALSE(Secret("one") == Secret("one "));
    CHECK_FALSE(Secret("one") == Secret("on"));
    CHECK_FALSE(Secret("one") == Secret());
    CHECK_FALSE(Secret() == Secret("one"));
    CHECK_FALSE(Secret(std::string_view("a\0b", 3)) == Secret(std::string_view("a\0c", 3)));
}

TEST_CASE("characters are counted, not bytes") {
    CHECK(Secret("Gr\xC3\xBC\xC3\x9F"
                 "e")
              .length() == 5);
    CHECK(Secret().length() == 0);
}

#include "audit/secret_encoding.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

const std::vector<Encoding> kBoth{Encoding::plain, Encoding::base64};

void check(const char* stored, const std::vector<Encoding>& allowed, bool ciphered, Encoding encoding,
           const char* value) {
    CAPTURE(stored);
    const auto decoded = audit::decode_secret(stored, allowed, ciphered);
    CHECK(decoded.encoding == encoding);
    CHECK(decoded.value.reveal() == value);
}

}  // namespace

TEST_CASE("canonical Base64 of printable text is Base64") {
    check("c2VjcmV0", kBoth, false, Encoding::base64, "secret");
    check("c2VjcmV0", {Encoding::base64}, false, Encoding::base64, "secret");
    check("w6RiYw==", kBoth, false, Encoding::base64,
          "\xC3\xA4"
          "bc");
    check("YVxi", kBoth, false, Encoding::base64, "a\\b");
    check("c2VjcmV0", {Encoding::plain}, false, Encoding::plain, "c2VjcmV0");
}

TEST_CASE("anything else is plain") {
    for (const char* stored : {"secret", "c2VjcmV0=", "c2Vj cmV0", "c2VjcmV0\n", "Zh==", "AAAA", "gICA",
                               "abc", "pass word", "AAAAAAAA"}) {
        check(stored, kBoth, false, Encoding::plain, stored);
    }
}

TEST_CASE("a cipher beside it, or no plain form, makes it encrypted") {
    check("pass", kBoth, true, Encoding::encrypted, "pass");
    check("c2VjcmV0", kBoth, true, Encoding::base64, "secret");
    check("{x}", {Encoding::base64}, false, Encoding::encrypted, "{x}");
    check("c2VjcmV0", {Encoding::encrypted}, false, Encoding::encrypted, "c2VjcmV0");
}

TEST_CASE("a mark stands for a secret kept elsewhere") {
    check("{ATL_SECURED}", kBoth, true, Encoding::external, "");
    check("{ENCRYPTED}", kBoth, false, Encoding::external, "");
    check("{ATL_SECURED} ", kBoth, false, Encoding::plain, "{ATL_SECURED} ");
}

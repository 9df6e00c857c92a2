#include "source/postfix_tables.hpp"

#include "support/postfix_folder.hpp"

using namespace postern;
using format::TableReach;

TEST_CASE("a list names types and tables") {
    const auto tables = source::list_tables(
        "hash:/etc/postfix/a, proxy:mysql:/etc/postfix/b.cf  inline:{ {x = y}, {z = w} } /c", "lmdb");
    REQUIRE(tables.size() == 4);
    CHECK(tables[0].type == "hash");
    CHECK(tables[0].name == "/etc/postfix/a");
    CHECK(tables[1].type == "mysql");
    CHECK(tables[2].name == "{ {x = y}, {z = w} }");
    CHECK(tables[3].type == "lmdb");
    CHECK(tables[3].name == "/c");
    CHECK(source::list_tables("", "hash").empty());
}

TEST_CASE("text tables are read, others are not") {
    const test::PostfixFolder folder("");
    folder.add("keyed", "qa@example.com smtp:\n");
    folder.add("pattern", "/./ virtual:\n");
    const auto read = [&](const std::string& list) {
        const auto tables = source::read_tables(list, "hash", folder.files());
        REQUIRE(tables.size() == 1);
        return tables[0];
    };
    CHECK(read("texthash:" + folder.path + "/keyed").entries.at(0).reach == TableReach::one);
    CHECK(read("hash:/etc/postfix/keyed").is_read);
    CHECK(read("regexp:" + folder.path + "/pattern").entries.at(0).reach == TableReach::everything);
    CHECK(read("pcre:" + folder.path + "/pattern").is_pattern);
    CHECK(read("static:{discard:}").entries.at(0).value == "discard:");
    CHECK(read("static:discard").is_pattern);
    CHECK(read("inline:{ {a@b.c = d} }").entries.at(0).value == "d");
    for (const std::string name : {"mysql:/etc/postfix/x.cf", "hash:/etc/postfix/absent", "ldap:x"}) {
        CHECK_FALSE(read(name).is_read);
    }
}

TEST_CASE("the files of a table") {
    using Names = std::vector<std::string>;
    const auto names = [](const std::string& list) {
        return source::file_names(source::list_tables(list, "hash").at(0));
    };
    CHECK(names("hash:/p") == Names{"/p", "/p.db"});
    CHECK(names("texthash:/p") == Names{"/p"});
    CHECK(names("dbm:/p") == Names{"/p", "/p.dir", "/p.pag"});
    CHECK(names("inline:{a=b}").empty());
    CHECK(names("mysql:/p").empty());
}

TEST_CASE("a table that is not at hand is named by a plain path, and by nothing else") {
    const auto why = [](const std::string& list) {
        return source::not_at_hand(source::list_tables(list, "hash").at(0), "transport_maps");
    };
    CHECK(why("hash:/etc/postfix/transport")
              .starts_with("the table /etc/postfix/transport, which transport_maps"));
    CHECK(why("/etc/postfix/transport").starts_with("the table /etc/postfix/transport, which"));
    for (const char* list :
         {"hash:CANARY", "mysql:/etc/CANARY", "CANARY:x", "hash:/x{CANARY}", "pcre:{CANARY}"}) {
        CHECK(why(list).find("CANARY") == std::string::npos);
        CHECK(why(list).find("a table that transport_maps names is no") == 0);
    }
}

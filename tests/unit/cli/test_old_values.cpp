#include "cli/old_values.hpp"

#include "catch.hpp"
#include "support/fake_database.hpp"

using namespace postern;
using namespace postern::cli;

namespace {

class Server : public test::FakeDatabase {
public:
    std::vector<std::string> purge(const std::string& schema, const std::string& table) override {
        asked += schema + '.' + table + ' ';
        if (fails) {
            throw Error(ErrorKind::failed, "somebody is in the way");
        }
        return left;
    }
    std::vector<Residue> residues(const std::vector<std::pair<std::string, std::string>>& names,
                                  bool purged) override {
        told_purged = purged;
        return {{"the log of " + names.at(0).second, "FIRST;\nSECOND;"}};
    }

    std::vector<std::string> left;
    bool fails = false;
    bool told_purged = false;
    std::string asked;
};

PlannedDatabase planned(std::unique_ptr<Server> server) {
    PlannedDatabase planned;
    planned.database = std::move(server);
    planned.change.rows = {{{"public", "mailserver", {{"id", "1"}}}, {}},
                           {{"public", "mailserver", {{"id", "2"}}}, {}},
                           {{"public", "bandana", {{"id", "1"}}}, {}}};
    planned.journal = "/srv/a.journal";
    return planned;
}

Server& server_of(const PlannedDatabase& planned) {
    return dynamic_cast<Server&>(*planned.database);
}

}  // namespace

TEST_CASE("without a purge what holds the old values is told, and the journal with it") {
    const PlannedDatabase database = planned(std::make_unique<Server>());
    const OldValues values = settle_old_values(database, false);
    CHECK(server_of(database).asked.empty());
    CHECK_FALSE(server_of(database).told_purged);
    CHECK(values.complete);
    CHECK(old_values_text(database, values) ==
          "What still holds the old values of db:5432/jira:\n"
          "- The journal /srv/a.journal, which can undo this: delete it once it is not needed any more\n"
          "- the log of bandana\n"
          "    FIRST;\n"
          "    SECOND;\n\n");
}

TEST_CASE("a purge cleans every table once") {
    const PlannedDatabase database = planned(std::make_unique<Server>());
    const OldValues values = settle_old_values(database, true);
    CHECK(server_of(database).asked == "public.bandana public.mailserver ");
    CHECK(server_of(database).told_purged);
    CHECK(values.complete);
    CHECK(values.purged.size() == 2);
}

TEST_CASE("a purge for which rights are missing is told to be half done") {
    auto server = std::make_unique<Server>();
    server->left = {"VACUUM FULL pg_catalog.pg_statistic;"};
    const PlannedDatabase database = planned(std::move(server));
    const OldValues values = settle_old_values(database, true);
    CHECK_FALSE(values.complete);
    CHECK(server_of(database).told_purged);
    CHECK(old_values_text(database, values).find("NOT purged to the end, for want of rights") !=
          std::string::npos);
}

TEST_CASE("of a purge that failed nothing is left out") {
    auto server = std::make_unique<Server>();
    server->fails = true;
    const PlannedDatabase database = planned(std::move(server));
    const OldValues values = settle_old_values(database, true);
    CHECK_FALSE(values.complete);
    CHECK_FALSE(server_of(database).told_purged);
    const std::string text = old_values_text(database, values);
    CHECK(text.find("public.bandana: NOT purged: somebody is in the way") != std::string::npos);
    CHECK(text.find("the log of bandana") != std::string::npos);
}

#include "target/product_home.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
using target::DatabaseKind;
using target::ProductHome;
namespace fs = std::filesystem;

namespace {

std::string jira(const std::string& inside) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<jira-database-config>\n  <name>defaultDS</name>\n"
           "  <database-type>postgres72</database-type>\n  <schema-name>jira_schema</schema-name>\n"
           "  <jdbc-datasource>\n    <driver-class>org.postgresql.Driver</driver-class>\n" +
           inside +
           "\n    <pool-min-size>20</pool-min-size>\n  </jdbc-datasource>\n</jira-database-config>\n";
}

const std::string kUrl =
    "<url>jdbc:postgresql://db.example.com:5433/jiradb</url><username>jira&amp;co</username>";

std::string confluence(const std::string& properties) {
    return "<?xml version=\"1.0\"?>\n<confluence-configuration>\n  <setupStep>complete</setupStep>\n  "
           "<properties>\n" +
           properties + "\n  </properties>\n</confluence-configuration>\n";
}

std::string property(const std::string& name, const std::string& value) {
    return "<property name=\"" + name + "\">" + value + "</property>";
}

const std::string kConfluenceUrl =
    property("hibernate.connection.url", "jdbc:mysql://db/confluence?useUnicode=true&amp;useSSL=true") +
    property("hibernate.connection.username", "conf");

ProductHome read(const std::string& text) {
    return target::read_product_config("dbconfig.xml", text).value();
}

Error refused(const std::string& text) {
    try {
        target::read_product_config("dbconfig.xml", text);
    } catch (const Error& error) {
        CHECK(std::string(error.what()).starts_with("dbconfig.xml: "));
        CHECK_FALSE(error.hint().empty());
        CHECK((error.what() + error.hint()).find("CANARY") == std::string::npos);
        return error;
    }
    throw std::logic_error("taken");
}

std::string cipher(const std::string& name) {
    return "<atlassian-password-cipher-provider>" + name + "</atlassian-password-cipher-provider>";
}

}  // namespace

TEST_CASE("a Jira's configuration has address, user, schema and password") {
    const ProductHome home = read(jira(kUrl + "<password>p&lt;w]] </password>"));
    CHECK(home.product == "jira");
    CHECK(home.url.kind == DatabaseKind::postgresql);
    CHECK(home.url.hosts == std::vector<target::UrlHost>{{"db.example.com", "5433"}});
    CHECK(home.url.database == "jiradb");
    CHECK(home.url.user == "jira&co");
    CHECK(home.url.schema == "jira_schema");
    CHECK(home.url.password == Secret("p<w]] "));
    CHECK(home.password_hint.empty());
}

TEST_CASE("a Confluence's configuration too") {
    const ProductHome home =
        read(confluence(kConfluenceUrl + property("hibernate.connection.password", "<![CDATA[p<w]]>")));
    CHECK(home.product == "confluence");
    CHECK(home.url.kind == DatabaseKind::mysql);
    CHECK(home.url.database == "confluence");
    CHECK(home.url.parameters.at("ssl-mode") == "REQUIRED");
    CHECK(home.url.user == "conf");
    CHECK(home.url.password == Secret("p<w"));
}

TEST_CASE("a password in Base64 is decoded") {
    for (const char* name : {"com.atlassian.db.config.password.ciphers.base64.Base64Cipher",
                             "com.atlassian.secrets.store.base64.Base64SecretStore"}) {
        CHECK(read(jira(kUrl + cipher(name) + "<password>czNjcmV0</password>")).url.password ==
              Secret("s3cret"));
    }
    CHECK(read(confluence(kConfluenceUrl + property("hibernate.connection.password", "czNjcmV0") +
                          property("jdbc.password.decrypter.classname", "x.Base64Cipher")))
              .url.password == Secret("s3cret"));
    refused(jira(kUrl + cipher("x.Base64Cipher") + "<password>CANARY!</password>"));
}

TEST_CASE("an encrypted password is told of, and how to give it") {
    for (const std::string& inside :
         {cipher("com.atlassian.db.config.password.ciphers.algorithm.AlgorithmCipher") +
              "<password>{CANARY}</password>",
          cipher("com.atlassian.secrets.store.vault.VaultSecretStore") + "<password>CANARY</password>",
          std::string("<password>{ATL_SECURED}</password>"),
          std::string("<password>{ENCRYPTED}CANARY</password>")}) {
        const ProductHome home = read(jira(kUrl + inside));
        CHECK_FALSE(home.url.password);
        for (const char* word : {"dbconfig.xml", "encrypted", "PGPASSWORD", "~/.pgpass", "--password-file"}) {
            CHECK(home.password_hint.find(word) != std::string::npos);
        }
        CHECK(home.password_hint.find("CANARY") == std::string::npos);
    }
    CHECK(read(jira(kUrl + cipher("a.b.AlgorithmCipher") + "<password>x</password>"))
              .password_hint.find("(AlgorithmCipher)") != std::string::npos);
    CHECK(read(confluence(kConfluenceUrl + property("hibernate.connection.password", "{ATL_SECURED}")))
              .password_hint.find("MYSQL_PWD") != std::string::npos);
}

TEST_CASE("a configuration without a password leaves it to the driver") {
    CHECK_FALSE(read(jira(kUrl)).url.password);
    CHECK_FALSE(read(jira(kUrl + "<password/>")).url.password);
    CHECK(read(jira("<url>jdbc:postgresql://h/d?password=s3cret</url>")).url.password == Secret("s3cret"));
}

TEST_CASE("what is commented out does not count") {
    const ProductHome home = read(jira("<!-- <url>jdbc:postgresql://old/d</url> -->" + kUrl));
    CHECK(home.url.hosts.at(0).name == "db.example.com");
}

TEST_CASE("a database that is not read, or reached by JNDI, is an error") {
    refused(jira("<url>jdbc:oracle:thin:@//CANARY:1521/x</url>"));
    refused(jira("<url>CANARY</url>"));
    refused(jira(""));
    CHECK(std::string(refused("<jira-database-config><jndi-datasource><jndi-name>java:CANARY</jndi-name>"
                              "</jndi-datasource></jira-database-config>")
                          .what())
              .find("JNDI") != std::string::npos);
    refused(confluence(property("hibernate.connection.datasource", "java:CANARY")));
}

TEST_CASE("other files are none of ours") {
    for (const char* text : {"", "hello", "<Server/>", "<jira-database-config>", "<confluence-configuration",
                             "<a><jira-database-config/></a>"}) {
        CHECK_FALSE(target::read_product_config("x", text));
    }
    CHECK(target::read_product_config("x", "\xEF\xBB\xBF" + jira(kUrl)));
}

TEST_CASE("a home is a directory with such a file, or the file") {
    std::string folder = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
    ::mkdtemp(folder.data());
    CHECK_FALSE(target::find_product_home(folder));
    CHECK_FALSE(target::find_product_home(folder + "/nonexistent"));
    CHECK_FALSE(target::find_product_home("-"));
    std::ofstream(folder + "/confluence.cfg.xml") << confluence(kConfluenceUrl);
    CHECK(target::find_product_home(folder).value().product == "confluence");
    std::ofstream(folder + "/dbconfig.xml") << "<unrelated/>";
    CHECK(target::find_product_home(folder).value().product == "confluence");
    std::ofstream(folder + "/dbconfig.xml") << jira(kUrl);
    CHECK(target::find_product_home(folder).value().file == folder + "/dbconfig.xml");
    fs::rename(folder + "/dbconfig.xml", folder + "/another-name");
    CHECK(target::find_product_home(folder + "/another-name").value().product == "jira");
    fs::remove_all(folder);
}

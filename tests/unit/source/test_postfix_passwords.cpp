#include "source/postfix_passwords.hpp"

#include "support/postfix_folder.hpp"

using namespace postern;

namespace {

std::string readable(const test::PostfixFolder& folder) {
    return source::readable_passwords(folder.settings(), folder.services(), folder.files()).value;
}

source::PostfixFact inside(const std::string& main_cf, const std::string& master_cf = test::kMasterCf) {
    const test::PostfixFolder folder(main_cf, master_cf);
    return source::passwords_in_configuration(folder.settings(), folder.services());
}

const std::string kMaps = "smtp_sasl_password_maps = hash:$config_directory/sasl_passwd\n";

}  // namespace

TEST_CASE("a file with passwords that everybody may read is named") {
    const test::PostfixFolder folder(kMaps);
    CHECK(readable(folder) == "no");
    folder.add("sasl_passwd", "x", 0640);
    CHECK(readable(folder) == "no");
    folder.add("sasl_passwd.db", "x", 0644);
    CHECK(readable(folder) == folder.path + "/sasl_passwd.db");
    folder.add("sasl_passwd", "x", 0604);
    CHECK(readable(folder) == folder.path + "/sasl_passwd");
}

TEST_CASE("the place says who, and whose option it is") {
    const test::PostfixFolder folder(
        kMaps, "\njira unix - - n - - smtp\n -o smtp_sasl_password_maps=texthash:$config_directory/own\n");
    const auto found = [&] {
        return source::readable_passwords(folder.settings(), folder.services(), folder.files());
    };
    folder.add("own", "x");
    CHECK(found().about == folder.path + "/own, readable by everybody");
    CHECK(found().setting.name == "-o smtp_sasl_password_maps=FILE in master.cf");
    CHECK(found().setting.line == 2);
    folder.add("sasl_passwd", "x");
    CHECK(found().about == folder.path + "/sasl_passwd, readable by everybody");
    CHECK(found().setting.name.empty());
}

TEST_CASE("a service may have passwords of its own") {
    const test::PostfixFolder folder(
        kMaps,
        "jira unix - - n - - smtp -o smtp_sasl_password_maps=texthash:$config_directory/sasl_passwd.jira\n");
    folder.add("sasl_passwd", "x", 0600);
    CHECK(readable(folder) == "no");
    folder.add("sasl_passwd.jira", "x", 0644);
    CHECK(readable(folder) == folder.path + "/sasl_passwd.jira");
    const test::PostfixFolder lmtp("lmtp_sasl_password_maps = texthash:$config_directory/l\n");
    lmtp.add("l", "x");
    CHECK(readable(lmtp) == lmtp.path + "/l");
}

TEST_CASE("in a copy of a configuration the files beside it count, the others are not known") {
    const std::string main_cf = "smtp_sasl_password_maps = hash:/etc/postfix-elsewhere/sasl_passwd\n";
    const test::PostfixFolder folder(main_cf);
    CHECK(readable(folder) ==
          "unknown: its files with passwords are not at hand: scan on its own host as root");
    folder.add("sasl_passwd", "x", 0600);
    CHECK(readable(folder) == "no");
    folder.add("sasl_passwd", "x", 0644);
    CHECK(readable(folder) == folder.path + "/sasl_passwd");
    CHECK(readable(test::PostfixFolder("")) == "no");
    CHECK(readable(test::PostfixFolder("", "")) == "unknown: its master.cf is not at hand");
    CHECK(readable(test::PostfixFolder("smtp_sasl_password_maps = mysql:/x\n")) == "no");
}

TEST_CASE("passwords in the configuration itself") {
    for (const char* maps :
         {"static:jira:pw", "static:{jira:pw}", "inline:{ {[h]:587 = jira:pw} }", "hash:/x, static:a:b"}) {
        CHECK(inside(std::string("smtp_sasl_password_maps = ") + maps + "\n").value == "yes");
    }
    CHECK(inside(kMaps).value == "no");
    CHECK(inside("").value == "no");
    CHECK(inside("", "").value == "unknown: its master.cf is not at hand");
    const auto own = inside(kMaps, "jira unix - - n - - smtp -o { smtp_sasl_password_maps = static:a:b }\n");
    CHECK(own.value == "yes");
    CHECK(own.about == "service jira");
    CHECK(own.setting.name == "-o smtp_sasl_password_maps in master.cf");
    CHECK(own.setting.line == 1);
    CHECK(inside("lmtp_sasl_password_maps = static:a:b\n").about.empty());
}

TEST_CASE("the name of a file with a token is no password") {
    const std::string tokens = "smtp_sasl_password_maps = inline:{ {[h]:587 = jira:/etc/tokens/jira} }\n";
    CHECK(inside(tokens + "smtp_sasl_mechanism_filter = xoauth2\n").value == "no");
    CHECK(inside(tokens + "smtp_sasl_mechanism_filter = xoauth2, plain\n").value == "yes");
}

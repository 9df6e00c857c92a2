#include "source/jvm_options_source.hpp"

#include "support/reader_properties.hpp"

using namespace postern;
using namespace postern::test;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::JvmOptionsSource>(window);
}

const std::string kScript =
    "#DISABLE_NOTIFICATIONS=\" -Datlassian.mail.senddisabled=true\"\n"
    "# CATALINA_OPTS=\"-Dmail.smtp.password='old pw' -Dmail.debug=true\"\n"
    "JVM_SUPPORT_RECOMMENDED_ARGS=\"\"\n"
    "CATALINA_OPTS=\"-Xmx1g -Dmail.smtp.host=smtp.example.com -Dmail.smtp.user='a b' \\\n"
    "  -Dmail.smtp.password=\\$x\\\\\\\"y ${CATALINA_OPTS}\"; export CATALINA_OPTS\n"
    "JAVA_OPTS='-Dq=\"r\" -Dbare '\n";

std::string edited(const std::string& input, const Edit& edit, std::size_t record = 0) {
    CollectingSink sink;
    sink.edit = edit;
    sink.edit_record = record;
    return read_all(make, input, sink).output;
}

}  // namespace

TEST_CASE("a start script is a record of its options, and of those in comments") {
    const ReadResult result = read_all(make, kScript);
    REQUIRE(result.records.size() == 2);
    CHECK(result.skips.empty());
    const OwnedRecord& active = result.records[0];
    CHECK(active.name == "jvm-options");
    CHECK(active.value("mail.smtp.host") == "smtp.example.com");
    CHECK(active.value("mail.smtp.user") == "a b");
    CHECK(active.value("mail.smtp.password") == "$x\"y");
    CHECK(active.value("postern.application") == "atlassian");
    CHECK(active.value("postern.sends_mail") == "yes");
    CHECK(active.fields.size() == 8);
    CHECK(active.line == 4);
    const OwnedRecord& commented = result.records[1];
    CHECK(commented.commented_out);
    CHECK(commented.line == 2);
    CHECK(commented.value("mail.smtp.password") == "old pw");
    CHECK(commented.fields.size() == 1);
}

TEST_CASE("only what is plainly a start script is of an application") {
    const auto application = [](const std::string& text) {
        const auto records = read_all(make, text).records;
        return records.empty() ? std::nullopt : records[0].value("postern.application");
    };
    CHECK(application("JVM_SUPPORT_RECOMMENDED_ARGS=\"\"\n") == "atlassian");
    CHECK(application("CATALINA_OPTS=-Dconfluence.x=y\n") == "atlassian");
    CHECK(application("#DISABLE_NOTIFICATIONS=x\nJAVA_OPTS=-Da=b\n") == "atlassian");
    CHECK(application("CATALINA_OPTS=-Dmail.smtp.host=h\n") == std::nullopt);
    CHECK(application("X=-Datlassian.mail.senddisabled=true\n") == std::nullopt);
    CHECK(application("[Service]\nEnvironment=JAVA_OPTS=-Datlassian.x=y\n") == "atlassian");
    CHECK(application("[Service]\nEnvironmentFile=/x\nEnvironment=JAVA_OPTS=-Datlassian.x=y\n") ==
          std::nullopt);
    CHECK(read_all(make, "#X=-Dmail.debug=true\nA=b\n").records.empty());
}

TEST_CASE("whether an application sends and fetches mail is a fact") {
    const auto facts = [](const std::string& options) {
        const auto record =
            read_all(make, "JVM_SUPPORT_RECOMMENDED_ARGS=\"" + options + "\"\n").records.at(0);
        return *record.value("postern.sends_mail") + *record.value("postern.fetches_mail");
    };
    CHECK(facts("") == "yesyes");
    CHECK(facts("-Datlassian.mail.senddisabled=TRUE") == "noyes");
    CHECK(facts("-Datlassian.mail.senddisabled=true -Datlassian.mail.senddisabled=no") == "yesyes");
    CHECK(facts("-Datlassian.mail.senddisabled -Datlassian.mail.fetchdisabled=1") == "yesyes");
    CHECK(facts("-Datlassian.mail.senddisabled=$X").starts_with("unknown: "));
    CHECK(facts("-Datlassian.mail.fetchdisabled=$X -Datlassian.mail.popdisabled=true") == "yesno");
    const auto conditional =
        read_all(make, "if x; then\n JAVA_OPTS=-Datlassian.mail.senddisabled=true\nfi\n").records.at(0);
    CHECK(conditional.value("postern.sends_mail")->starts_with("unknown: "));
    CHECK(conditional.value("postern.fetches_mail") == "yes");
    for (const char* option :
         {"atlassian.mail.fetchdisabled", "atlassian.mail.popdisabled", "confluence.disable.mailpolling"}) {
        CHECK(facts(std::string("-D") + option + "=true") == "yesno");
    }
}

TEST_CASE("what reaches the JVM decides whether an application sends mail") {
    const auto sends = [](const std::string& script) {
        const std::string text = "CATALINA_OPTS=\"-Dconfluence.x=y $CATALINA_OPTS\"\n" + script;
        return *read_all(make, text).records.at(0).value("postern.sends_mail");
    };
    const std::string off = "-Datlassian.mail.senddisabled=true";
    const std::string on = "-Datlassian.mail.senddisabled=false";
    CHECK(sends("CATALINA_OPTS=\"" + off + " ${CATALINA_OPTS}\"\n") == "no");
    CHECK(sends("CATALINA_OPTS=\"" + off + "\"\nCATALINA_OPTS=\"-Xmx1g\"\n") == "yes");
    CHECK(sends("CATALINA_OPTS=\"" + on + " ${CATALINA_OPTS}\"\nCATALINA_OPTS=\"" + off +
                " ${CATALINA_OPTS}\"\n") == "yes");
    CHECK(sends("X=\"" + off + "\"\nJAVA_OPTS=\"$JAVA_OPTS $X\"\n") == "no");
    CHECK(sends("X=\"" + off + "\"\n").starts_with("unknown: "));
    CHECK(sends("x && CATALINA_OPTS=\"" + off + " $CATALINA_OPTS\"\n").starts_with("unknown: "));
    CHECK(sends("CATALINA_OPTS=\"${X:-" + off + "} $CATALINA_OPTS\"\n").starts_with("unknown: "));
}

TEST_CASE("an option that may not count has a name of its own, and another can be set") {
    const std::string script =
        "CATALINA_OPTS=-Dconfluence.x=y\nif x; then CATALINA_OPTS+=\" -Datlassian.mail.senddisabled=true\"; "
        "fi\n";
    const auto record = read_all(make, script).records.at(0);
    CHECK(record.value("atlassian.mail.senddisabled (not always)") == "true");
    CHECK(record.value("atlassian.mail.senddisabled") == std::nullopt);
    const std::string better = edited(script, {kNewField, "atlassian.mail.senddisabled", "true"});
    CHECK(read_all(make, better).records.at(0).value("postern.sends_mail") == "no");
    const std::string replaced = "CATALINA_OPTS=-Dconfluence.x=y\nif x; then CATALINA_OPTS=-Xmx1g; fi\n";
    CHECK_THROWS(edited(replaced, {kNewField, "atlassian.mail.senddisabled", "true"}));
    CHECK_NOTHROW(edited(replaced, {kNewField, "mail.smtp.host", "h"}));
}

TEST_CASE("JVM options of a shell and of systemd keep the properties of a reader") {
    const auto tolerance = 60;
    check_reader_properties(make, "A=\"-Da=b\"' -Dc=d'\njava -De='f g' -Dh=i\n", CollectingSink(), tolerance);
    check_reader_properties(
        make,
        "[Service]\nEnvironment=\"A=-Da=b -Dc='d'\" 'B=-De=f'\nExecStart=java -Dg=h \"-Di=j k\"\n"
        "#Environment=C=-Dmail.x=y\n#Environment=C=-Dmail.z=y x\n",
        CollectingSink(), tolerance);
}

TEST_CASE("JVM options of a batch file and of an environment file change in place") {
    const std::string batch =
        "set \"A=-Da=b -Dc=\"d e\"\"\r\nset B=-Df=g\r\nrem set C=-Dmail.x=y -Dmail.z=\"k l\"\r\n";
    CHECK(read_all(make, batch).output == batch);
    CHECK(edited(batch, {1, {}, "x y"}) ==
          "set \"A=-Da=b -Dc=\"x y\"\"\r\nset B=-Df=g\r\nrem set C=-Dmail.x=y -Dmail.z=\"k l\"\r\n");
    CHECK(edited(batch, {2, {}, std::nullopt}).find("set B=\r\n") != std::string::npos);
    CHECK(edited(batch, {1, {}, std::nullopt}, 1).find("rem set C=-Dmail.x=y\r\n") != std::string::npos);
    CHECK_THROWS(edited(batch, {0, {}, "x\ny"}));
    const std::string environment = "A=-Da=b c -Dd='e f'\r\nB=\"-Dg=h\"\n# C=-Dmail.x=y\n";
    CHECK(read_all(make, environment).output == environment);
    CHECK(edited(environment, {1, {}, "x y"}) == "A=-Da=b c -Dd='x y'\r\nB=\"-Dg=h\"\n# C=-Dmail.x=y\n");
    CHECK(edited(environment, {0, {}, std::nullopt}) == "A=c -Dd='e f'\r\nB=\"-Dg=h\"\n# C=-Dmail.x=y\n");
    CHECK(edited(environment, {kNewField, "j", "k"}) ==
          "A=-Da=b c -Dd='e f'\r\nB=\"-Dg=h -Dj=k\"\n# C=-Dmail.x=y\n");
}

TEST_CASE("an option in a comment stays there") {
    const std::string script = "A=b\n#B=\"-Dmail.x=j -Dmail.y='k l' x\"\n";
    CHECK(edited(script, {1, {}, "m n"}) == "A=b\n#B=\"-Dmail.x=j -Dmail.y='m n' x\"\n");
    CHECK(edited(script, {1, {}, std::nullopt}) == "A=b\n#B=\"-Dmail.x=j x\"\n");
    CHECK(edited(script, {kNewField, "n", "o"}) == "A=b\n#B=\"-Dmail.x=j -Dmail.y='k l' x -Dn=o\"\n");
    CHECK_THROWS(edited(script, {1, {}, "m\nn"}));
}

TEST_CASE("a new option stands where it is used") {
    const auto added = [](const std::string& text) { return edited(text, {kNewField, "a.b", "c"}); };
    CHECK(added("JVM_SUPPORT_RECOMMENDED_ARGS=\"\"\nX=-Dy=z\n") ==
          "JVM_SUPPORT_RECOMMENDED_ARGS=\"-Da.b=c \"\nX=-Dy=z\n");
    CHECK(added("CATALINA_OPTS=\"-Dd=e\"\nif x; then\n CATALINA_OPTS=\"-Df=g\"\nfi\nX=-Dy=z\n") ==
          "CATALINA_OPTS=\"-Dd=e -Da.b=c\"\nif x; then\n CATALINA_OPTS=\"-Df=g\"\nfi\nX=-Dy=z\n");
    CHECK(added("CATALINA_OPTS='-Dd=e'\nCATALINA_OPTS=\"-Df=g $CATALINA_OPTS\"\n") ==
          "CATALINA_OPTS='-Dd=e'\nCATALINA_OPTS=\"-Df=g $CATALINA_OPTS -Da.b=c\"\n");
    CHECK(added("exec java -Dd=e -jar x\n") == "exec java -Dd=e -Da.b=c -jar x\n");
    CHECK_THROWS(edited("X=-Dy=z\n", {kNewField, "a b", "c"}));
}

TEST_CASE("of options given twice the last counts") {
    CHECK(read_all(make, "A=\"-Db=1 -Db=2\"\n").records[0].value("b") == "2");
    CHECK(edited("A=\"-Db=1 -Db=2\"\n", {0, {}, "3"}) == "A=\"-Db=1 -Db=3\"\n");
    CHECK(edited("A=\"-Db=1 -Db=2\"\n", {1, {}, std::nullopt}) == "A=\"-Db=2\"\n");
}

TEST_CASE("what cannot be told of JVM options is a skip") {
    CHECK(read_all(make, "A='-Db=c\n").skips.size() == 1);
    CHECK(read_all(make, "prose\n").skips.size() == 1);
    CHECK(read_all(make, std::string(1024 * 1024 + 1, 'x')).skips.size() == 1);
    CHECK(read_all(make, kScript, CollectingSink({"other"})).output == kScript);
}

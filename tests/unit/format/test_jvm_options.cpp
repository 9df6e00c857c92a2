#include "format/jvm_options.hpp"

#include "catch.hpp"

using namespace postern::format;

TEST_CASE("options come with their lines, those of comments marked") {
    const std::string text =
        "# X=\"-Da=1\"\nA=\"-Db=2\n -Dc=3\"\n#no option\njava -Dd=4 # -De=5\nif x; then B=y; "
        "fi\nJAVA_OPTS=\"$A\"\n";
    const JvmOptions options(text, OptionSyntax::shell);
    CHECK(options.is_well_formed());
    std::string all;
    for (const JvmOption& option : options.options()) {
        all += std::string(option.key) + std::string(option.value) + "@" + std::to_string(option.line) +
               (option.commented_out ? "# " : " ");
    }
    CHECK(all == "a1@1# b2@2 c3@3 d4@5 e5@5# ");
    CHECK(options.assigns("X"));
    CHECK(options.assigns("B"));
    CHECK_FALSE(options.assigns("Y"));
    REQUIRE(options.variables().size() == 2);
    CHECK(options.variables()[1].name == "JAVA_OPTS");
}

TEST_CASE("each syntax is read") {
    CHECK(JvmOptions("set \"A=-Db=c\"\r\nrem set A=-Dd=e\r\n", OptionSyntax::batch).options().size() == 2);
    CHECK(JvmOptions("[Service]\nEnvironment=A=-Db=c\n#Environment=A=-Dd=e\n", OptionSyntax::systemd)
              .options()
              .size() == 2);
    CHECK(JvmOptions("A=-Db=c -Dd=e f\n#A=-Dg=h\n", OptionSyntax::environment).options().size() == 3);
    CHECK_FALSE(JvmOptions("A='b\n", OptionSyntax::shell).is_well_formed());
}

TEST_CASE("a unit may name files with more") {
    CHECK(JvmOptions("[Service]\nEnvironmentFile=-/etc/default/x\n", OptionSyntax::systemd)
              .names_environment_file());
    CHECK_FALSE(
        JvmOptions("[Service]\n#EnvironmentFile=x\n", OptionSyntax::systemd).names_environment_file());
    CHECK_FALSE(JvmOptions("A=b\nEnvironmentFile=x\n", OptionSyntax::shell).names_environment_file());
}

TEST_CASE("comments between the lines of a word do not disturb it") {
    const JvmOptions options("[Service]\nExecStart=java \"-Da=b \\\n# ExecStart=java -Dc=d\n e\"\n",
                             OptionSyntax::systemd);
    REQUIRE(options.options().size() == 2);
    CHECK(options.options()[0].value.starts_with("b "));
    CHECK(options.options()[0].line == 2);
    CHECK(options.options()[1].line == 3);
    CHECK(options.options()[1].commented_out);
}

TEST_CASE("another option is written behind a value") {
    const OptionPlace place{OptionSyntax::shell, Quoting::double_quotes, true, '\0'};
    CHECK(written_option("a.b", "c d", {0, place, false}) == " -Da.b='c d'");
    CHECK(written_option("a", "", {0, place, true}) == "-Da= ");
    CHECK(written_option("a", "b", {0, {OptionSyntax::shell, Quoting::none, true, '\0'}, false}) ==
          "' '-Da=b");
    CHECK(written_option("a", "b", {0, {OptionSyntax::shell, Quoting::none, false, '\0'}, false}) ==
          " -Da=b");
    CHECK(written_option("a", "b", {0, {OptionSyntax::systemd, Quoting::none, true, '\0'}, false}) ==
          "\\x20-Da=b");
    CHECK_FALSE(written_option("a b", "c", {0, place, false}).has_value());
    CHECK_FALSE(written_option("", "c", {0, place, false}).has_value());
}

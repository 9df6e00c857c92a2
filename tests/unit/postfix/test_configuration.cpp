#include "postfix/configuration.hpp"

#include <set>

#include "support/sample_plan.hpp"

using namespace postern;
using namespace postern::postfix;
using test::holds;

namespace {

Plan two_accounts() {
    Upstream second = test::sample_upstream("tomcat_mail", "smtp.example.org", "wiki@example.org");
    second.login = Login::xoauth2;
    second.password = Secret();
    second.oauth = {"client", Secret("cl1ent-s3cret"), Secret("refresh-s3cret")};
    return test::sample_plan({test::sample_upstream(), std::move(second)});
}

Plan a_fragment() {
    Plan plan = two_accounts();
    plan.fragment = true;
    return plan;
}

Plan with_route(Route route) {
    Plan plan = route == Route::upstreams ? two_accounts() : test::sample_plan({});
    plan.route = route;
    return plan;
}

}  // namespace

TEST_CASE("every plan has the files an administrator needs") {
    for (const Route route : {Route::upstreams, Route::direct, Route::blackhole}) {
        const auto files = make_configuration(with_route(route));
        for (const char* name :
             {"main.cf", "master.cf", "MANIFEST", "README", "install.sh", "uninstall.sh"}) {
            CHECK_FALSE(test::text_in(files, name).empty());
        }
        const auto names = test::names_of(files);
        CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
        CHECK(test::file_of(files, "install.sh").mode == kScriptMode);
    }
}

TEST_CASE("the same plan gives the same bytes") {
    for (const Route route : {Route::upstreams, Route::direct, Route::blackhole}) {
        const auto one = make_configuration(with_route(route));
        const auto two = make_configuration(with_route(route));
        REQUIRE(test::names_of(one) == test::names_of(two));
        for (std::size_t i = 0; i < one.size(); ++i) {
            CHECK(one[i].mode == two[i].mode);
            CHECK(one[i].text.reveal() == two[i].text.reveal());
        }
    }
}

TEST_CASE("secrets stand in files that are closed to others, and nowhere else") {
    auto files = make_configuration(two_accounts());
    auto fragment = make_configuration(a_fragment());
    std::move(fragment.begin(), fragment.end(), std::back_inserter(files));
    std::size_t found = 0;
    for (const ConfigFile& file : files) {
        if (holds(std::string(file.text.reveal()), "s3cret")) {
            ++found;
            CHECK(file.mode == kSecretMode);
            CHECK((file.name.starts_with("sasl_passwd.") || file.name.starts_with("xoauth2/")));
        } else {
            CHECK((file.mode != kSecretMode || file.name == "sasl_passwd.tomcat_mail"));
        }
    }
    CHECK(found == 4);
}

TEST_CASE("every map that the configuration names is a file of the folder") {
    const auto files = make_configuration(two_accounts());
    const auto names = test::names_of(files);
    const std::string text = test::text_in(files, "main.cf") + test::text_in(files, "master.cf");
    const std::string mark = "$config_directory/";
    std::size_t maps = 0;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1), ++maps) {
        const std::size_t begin = at + mark.size();
        const std::string name = text.substr(begin, text.find_first_of("\n ,", begin) - begin);
        CHECK(std::find(names.begin(), names.end(), name) != names.end());
    }
    CHECK(maps == 4);
    CHECK_FALSE(holds(text, "hash:/"));
    CHECK_FALSE(holds(text, "lmdb:"));
}

TEST_CASE("a fragment has nothing that would replace a Postfix") {
    const auto names = test::names_of(make_configuration(a_fragment()));
    for (const char* name : {"main.cf", "master.cf", "MANIFEST", "install.sh", "uninstall.sh"}) {
        CHECK(std::find(names.begin(), names.end(), name) == names.end());
    }
    CHECK(std::find(names.begin(), names.end(), "README") != names.end());
}

// All that rules can ask of a Postfix configuration beside its parameters.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "source/postfix_fact.hpp"
#include "source/postfix_files.hpp"
#include "source/postfix_services.hpp"
#include "source/postfix_settings.hpp"

namespace postern::source {

struct PostfixFacts {
    // By name, each of which starts with "postern." and so is no parameter's; docs/man/postern-scan.md tells
    // what they say. Where the services are assumed, what would be harmless is unknown.
    std::vector<std::pair<std::string, std::string>> values;
    // What makes some of them so, for the place of a finding: PostfixFact::setting.
    std::vector<PostfixSetting> settings;
};

PostfixFacts postfix_facts(const PostfixSettings& settings, const PostfixServices& services,
                           const PostfixFiles& files);

}  // namespace postern::source

// What a parameter of Postfix comes to, for the whole or for one service.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "format/postfix_main_cf.hpp"
#include "format/postfix_master_cf.hpp"
#include "source/postfix_fact.hpp"

namespace postern::source {

// main.cf over the defaults of Postfix, for the few parameters that matter here. It must outlive this.
class PostfixSettings {
public:
    // config_directory: what $config_directory stands for.
    PostfixSettings(const format::PostfixMainCf& main, std::string config_directory);

    // With every reference put in; a service's own "-o" counts first. Empty when nothing gives a value.
    std::string value(std::string_view name, const format::PostfixService* service = nullptr) const;
    bool is_yes(std::string_view name, const format::PostfixService* service = nullptr) const;
    bool is_set(std::string_view name) const;

    // Where value() has it from; a default is "NAME in main.cf" without a line.
    PostfixSetting origin(std::string_view name, const format::PostfixService* service = nullptr) const;

    // Parameters asked for whose references run in a circle; they count as empty.
    const std::set<std::string>& circular() const { return circular_; }

private:
    std::unordered_map<std::string_view, const format::PostfixParameter*> main_;
    std::string config_directory_;
    mutable std::set<std::string> circular_;
};

}  // namespace postern::source

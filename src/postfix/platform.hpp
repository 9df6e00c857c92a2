// What differs between the systems that Postfix runs on.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern::postfix {

enum class Platform { debian, rhel, alpine, suse };

struct PlatformFacts {
    Platform platform;
    std::string_view name;            // as --platform takes it
    std::string_view title;           // for people
    std::string_view ca_file;         // every certification authority the system trusts, in one file
    std::string_view packages;        // Postfix with TLS and SASL's PLAIN and LOGIN, and how to get them
    std::string_view basic_packages;  // Postfix alone
    std::string_view log;             // where Postfix writes what it did, a clause
    std::string_view xoauth2;         // whether there is a package of the XOAUTH2 plug-in, a sentence
    std::string_view daily_folder;    // scripts in it run once a day
};

const PlatformFacts& facts_of(Platform platform);

// nullopt when it is none of theirs.
std::optional<Platform> platform_named(std::string_view name);

// From the text of /etc/os-release (ID, then ID_LIKE); nullopt when it names none of these.
std::optional<Platform> platform_of_release(std::string_view os_release);

// "debian, rhel, alpine or suse".
std::string platform_names();

}  // namespace postern::postfix

#include "source/postfix_tls.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"
#include "format/postfix_lines.hpp"
#include "source/postfix_tables.hpp"

namespace postern::source {

namespace {

enum class Verified { yes, no, unclear };

struct Judgement {
    Verified verified = Verified::no;
    PostfixSetting setting;  // that decides
};

// In the order of how bad they are.
enum class Grade { none, verified, unclear, unverified, password_unverified };

struct Graded {
    Grade grade = Grade::none;
    PostfixSetting setting;
};

class TlsJudge {
public:
    TlsJudge(const PostfixSettings& settings, const PostfixFiles& files)
        : settings_(settings), files_(files) {}

    Graded grade(const MailRoute& route) const {
        const bool password = sends_password(*route.service);
        if (route.next_hop.empty() && !password) {
            return {};
        }
        const Judgement judgement = judge(route);
        switch (judgement.verified) {
            case Verified::yes:
                return {Grade::verified, judgement.setting};
            case Verified::unclear:
                return {Grade::unclear, judgement.setting};
            case Verified::no:
                break;
        }
        return {password ? Grade::password_unverified : Grade::unverified, judgement.setting};
    }

private:
    bool sends_password(const format::PostfixService& service) const {
        return settings_.is_yes("smtp_sasl_auth_enable", &service) &&
               !settings_.value("smtp_sasl_password_maps", &service).empty();
    }

    Judgement judge(const MailRoute& route) const {
        const PostfixSetting policy_maps = settings_.origin("smtp_tls_policy_maps", route.service);
        for (const PostfixTable& table : read_tables(settings_.value("smtp_tls_policy_maps", route.service),
                                                     settings_.value("default_database_type"), files_)) {
            if (!table.is_read || table.is_pattern) {
                return {Verified::unclear, policy_maps};
            }
            for (const format::TableEntry& entry : table.entries) {
                if (entry.key == route.next_hop) {
                    std::string_view policy = entry.value;
                    return {of_level(format::take_word(policy)), policy_maps};
                }
            }
        }
        return {of_level(level(*route.service)), settings_.origin("smtp_tls_security_level", route.service)};
    }

    std::string level(const format::PostfixService& service) const {
        std::string level = settings_.value("smtp_tls_security_level", &service);
        if (level.empty() && settings_.is_yes("smtp_enforce_tls", &service)) {
            level = settings_.is_yes("smtp_tls_enforce_peername", &service) ? "verify" : "encrypt";
        }
        return level;
    }

    static Verified of_level(std::string_view level) {
        constexpr std::array<std::string_view, 4> kVerified{"verify", "secure", "fingerprint", "dane-only"};
        const std::string word = base::lower(format::trimmed(level));
        if (word == "dane") {
            return Verified::unclear;
        }
        return std::find(kVerified.begin(), kVerified.end(), word) != kVerified.end() ? Verified::yes
                                                                                      : Verified::no;
    }

    const PostfixSettings& settings_;
    const PostfixFiles& files_;
};

std::string word(Grade grade, const PostfixServices& services) {
    switch (grade) {
        case Grade::none:
        case Grade::verified:
            return !services.assumed.empty() ? unknown_fact(services.assumed)
                   : grade == Grade::none    ? "none"
                                             : "verified";
        case Grade::unclear:
            return unknown_fact("how the relay is verified lies in a table or in DNS");
        case Grade::unverified:
            return "unverified";
        case Grade::password_unverified:
            break;
    }
    return "password-unverified";
}

}  // namespace

PostfixFact relay_tls(const OutsideMail& mail, const PostfixSettings& settings,
                      const PostfixServices& services, const PostfixFiles& files) {
    const TlsJudge judge(settings, files);
    Graded worst;
    std::string about;
    for (const MailRoute& route : mail.ways_out) {
        const Graded graded = judge.grade(route);
        if (graded.grade > worst.grade) {
            worst = graded;
            about = "transport " + route.service->name;
        }
    }
    if (worst.grade == Grade::none && (!mail.may_let_out.empty() || mail.rest.way == MailWay::unclear)) {
        return {unknown_fact(mail.may_let_out.empty() ? mail.rest.why : mail.may_let_out), ""};
    }
    return {word(worst.grade, services), about, worst.setting};
}

}  // namespace postern::source

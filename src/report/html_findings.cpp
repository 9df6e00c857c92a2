#include "report/html_findings.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "report/accepted.hpp"
#include "report/finding_groups.hpp"
#include "report/finding_rows.hpp"
#include "report/html_places.hpp"
#include "report/next_steps.hpp"
#include "report/shown_text.hpp"
#include "report/text_phrases.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

class Findings {
public:
    Findings(const Report& report, const FilterValues& filters, HtmlPage& page)
        : report_(report), filters_(filters), page_(page) {
        for (const Credential& credential : report.credentials) {
            credentials_.emplace(credential.id, &credential);
        }
        for (std::size_t i = 0; i < report.rules.size(); ++i) {
            rules_.emplace(report.rules[i].id, i);
        }
    }

    void write(const std::vector<FindingRow>& rows) {
        const bool of_credentials = rows.front().held.has_value();
        is_long_ = rows.size() > kManyGroups;
        page_ << "<table class=\"findings stack\" data-sortable><thead><tr><th scope=\"col\">";
        page_.text(of_credentials ? "Account" : "What");
        page_ << "</th><th scope=\"col\" data-ranked>Severity</th><th scope=\"col\">Product</th>"
                 "<th scope=\"col\" class=\"n\">Places</th><th scope=\"col\">";
        page_.text(of_credentials ? "Held today" : "State") << "</th></tr></thead>\n";
        for (const FindingRow& row : rows) {
            write_group(row.group, row.held);
        }
        page_ << "</table>\n";
    }

private:
    void write_group(const FindingGroup& group, std::optional<Rotation> held) {
        const Finding& lead = group.lead();
        if (group.counts()) {
            page_ << "<tbody class=\"group\"";
        } else {
            page_ << "<tbody class=\"group accepted\"";
        }
        filters_.write_attributes(group, held, page_);
        page_ << "><tr><th scope=\"row\"><span class=\"who\">";
        page_.text(is_setting(lead) ? shown(lead.account.name) : who(lead.account)) << "</span>";
        write_marks(group);
        write_accounts(group);
        write_ids(group);
        page_ << "</th><td class=\"severity ";
        page_.text(word(group.severity())) << "\">";
        page_.text(word(group.severity())) << "</td><td>";
        page_.text(lead.account.product) << "</td><td class=\"n\">";
        page_.number(group.places.size()) << "</td><td>";
        if (held) {
            write_held(*held);
        } else {
            page_.text(state_word(group.places));
        }
        page_ << "</td></tr>\n<tr class=\"more\"><td colspan=\"5\">";
        write_reason(lead);
        write_login_notes(group);
        for (const std::string& sentence : waiver_sentences(group.places)) {
            page_ << "<p class=\"note\">";
            page_.text(sentence) << "</p>";
        }
        write_html_places(report_, group, is_long_, page_);
        page_ << "</td></tr></tbody>\n";
    }

    void write_marks(const FindingGroup& group) {
        const auto number = [&group](std::string_view state) {
            return static_cast<std::size_t>(
                std::count_if(group.places.begin(), group.places.end(),
                              [state](const Finding* place) { return state_word(*place) == state; }));
        };
        for (const std::string_view state : {"waived", "known"}) {
            if (const std::size_t marked = number(state); marked > 0) {
                page_ << " <span class=\"mark\">";
                page_.text(marked == group.places.size() ? "" : std::to_string(marked) + " ");
                page_.text(state == "known" ? "known before" : state) << "</span>";
            }
        }
        if (const Credential* credential = credential_of(group); credential != nullptr && credential->login) {
            write_login(*credential->login);
        }
        if (group.lead().guess) {
            page_ << " <span class=\"mark\">a guess</span>";
        }
    }

    void write_login(LoginOutcome outcome) {
        switch (outcome) {
            case LoginOutcome::verified:
                page_ << " <span class=\"mark bad\">still works</span>";
                break;
            case LoginOutcome::rejected:
                page_ << " <span class=\"mark\">refused by its server</span>";
                break;
            case LoginOutcome::unreachable:
                page_ << " <span class=\"mark\">server not reached</span>";
        }
    }

    void write_login_notes(const FindingGroup& group) {
        if (const Credential* credential = credential_of(group); credential != nullptr) {
            for (const std::string& note : credential->login_notes) {
                page_ << "<p class=\"note\">";
                page_.text(note) << "</p>";
            }
        }
    }

    void write_ids(const FindingGroup& group) {
        const auto& secret = group.places.front()->secret;
        if (!secret || !secret->credential) {
            return;
        }
        page_ << "<small class=\"ids\">credential <code>";
        page_.text(*secret->credential) << "</code>";
        const Credential* credential = credential_of(group);
        if (credential != nullptr && !credential->fingerprint.empty()) {
            page_ << ", fingerprint <code>";
            page_.text(credential->fingerprint) << "</code>";
        }
        page_ << "</small>";
    }

    const Credential* credential_of(const FindingGroup& group) const {
        const auto& secret = group.places.front()->secret;
        const auto found =
            secret && secret->credential ? credentials_.find(*secret->credential) : credentials_.end();
        return found != credentials_.end() ? found->second : nullptr;
    }

    void write_accounts(const FindingGroup& group) {
        std::vector<const Account*> accounts;
        for (const Finding* place : group.places) {
            const auto same = [place](const Account* known) { return same_account(*known, place->account); };
            if (accounts.size() < kMostAccounts && std::none_of(accounts.begin(), accounts.end(), same)) {
                accounts.push_back(&place->account);
            }
        }
        for (const Account* account : accounts) {
            if (is_setting(group.lead())) {
                continue;
            }
            page_ << "<small>";
            if (who(*account) != who(group.lead().account)) {
                page_ << "also ";
                page_.text(who(*account)) << ": ";
            }
            std::string text;
            for (const std::string& item : account_items(*account)) {
                text += (text.empty() ? "" : ", ") + item;
            }
            page_.text(text) << "</small>";
        }
    }

    void write_held(Rotation held) {
        switch (held) {
            case Rotation::current:
                page_ << "<span class=\"current\">current</span>";
                break;
            case Rotation::rotated:
                page_ << "<span class=\"rotated\">rotated</span>";
                break;
            case Rotation::unclear:
                page_ << "<span class=\"rotated\">unclear</span>";
                break;
            case Rotation::unknown:
                page_.text(report_.credentials_compared ? "–" : "not compared");
        }
    }

    void write_reason(const Finding& lead) {
        page_ << "<p class=\"rule\">";
        if (const auto found = rules_.find(lead.rule); found != rules_.end()) {
            page_ << "<a href=\"#rule-";
            page_.number(found->second) << "\">";
            page_.text(finding_title(report_, lead)) << "</a> ";
        }
        page_ << "<code>";
        page_.text(lead.rule) << "</code></p>";
    }

    static constexpr std::size_t kMostAccounts = 20;
    static constexpr std::size_t kManyGroups = 100;

    const Report& report_;
    const FilterValues& filters_;
    std::map<std::string, const Credential*> credentials_;
    std::map<std::string, std::size_t> rules_;
    bool is_long_ = false;
    HtmlPage& page_;
};

struct Kind {
    FindingKind kind;
    Markup id;
    Markup title;
    Markup meaning;
};

void write_kind(const Report& report, const Kind& kind, const FilterValues& filters, HtmlPage& page) {
    if (const std::vector<FindingRow> rows = finding_rows(report, kind.kind, {}); !rows.empty()) {
        page.section(kind.id, kind.title) << "<p>" << kind.meaning << "</p>\n";
        Findings(report, filters, page).write(rows);
        page << "</section>\n";
    }
}

}  // namespace

void write_html_credentials(const Report& report, const FilterValues& filters,
                            const std::vector<AccountHistory>& histories, HtmlPage& page) {
    const std::vector<FindingRow> rows = finding_rows(report, FindingKind::exposed_credential, histories);
    page.section("credentials", "Mail credentials");
    if (rows.empty()) {
        page << "<p>None was found";
        page.text(report.complete() ? "." : " in what could be read.") << "</p>\n";
    } else {
        page << "<p>Equal secrets are one credential, wherever they lie. <em>Held today</em> says whether it "
                "is the one "
                "of the newest source that holds the account; unclear is what no source has in use, where "
                "several are as "
                "new and differ, where the account names no user, and where its server says otherwise.</p>\n";
        if (!report.credentials_compared) {
            page << "<p>Secrets of different reports were not compared, as these have no common key: equal "
                    "ones "
                    "may stand here several times.</p>\n";
        }
        Findings(report, filters, page).write(rows);
    }
    page << "</section>\n";
}

void write_html_facts(const Report& report, const FilterValues& filters, HtmlPage& page) {
    write_kind(report,
               {FindingKind::open_mail_route, "routes", "Open mail routes",
                "Mail goes out here, and no password lies with it: a copy of this system could write to real "
                "people."},
               filters, page);
    write_kind(report,
               {FindingKind::risk, "risks", "Risks",
                "Not accounts with their passwords, but what puts mail, or a password, at risk."},
               filters, page);
}

}  // namespace postern::report

#include "audit/finding_builder.hpp"

#include <algorithm>
#include <utility>

#include "audit/provider_advice.hpp"
#include "audit/record_place.hpp"
#include "base/text.hpp"

namespace postern::audit {

namespace {

class Builder {
public:
    Builder(const Rule& rule, const Record& record, const Account& account, const base::KeyedDigest& digest,
            std::span<const Provider> providers)
        : rule_(rule),
          record_(record),
          digest_(digest),
          account_(account),
          provider_advice_(provider_advice(providers, account)) {
        account_.secrets.clear();
    }

    Detection exposed(const AccountSecret& secret) const {
        Detection detection{finding(secret.field, rule_advice()), digest_(secret.value.reveal())};
        Finding& finding = detection.finding;
        finding.kind = FindingKind::exposed_credential;
        const bool shielded = (secret.encoding == Encoding::encrypted && account_.unknown_cipher.empty()) ||
                              finding.status == Status::commented_out || rule_.guess;
        finding.severity = shielded ? Severity::medium : Severity::high;
        finding.secret = SecretFacts{secret.type, secret.encoding, secret.value.length(), std::nullopt};
        return detection;
    }

    Detection without_secret(FindingKind kind, const AccountSecret* external) const {
        const bool is_route = kind == FindingKind::open_mail_route;
        Detection detection{finding(record_.fields.size(), is_route ? route_advice() : rule_advice()),
                            std::nullopt};
        detection.finding.kind = kind;
        detection.finding.severity = Severity::low;
        if (external != nullptr) {
            detection.finding.secret = SecretFacts{external->type, Encoding::external, 0, std::nullopt};
        }
        return detection;
    }

private:
    std::vector<std::string> rule_advice() const {
        std::vector<std::string> advice = rule_.advice;
        if (provider_advice_) {
            advice.push_back(*provider_advice_);
        }
        return advice;
    }

    // A rule's is about the secret.
    static std::vector<std::string> route_advice() {
        return {"Point it at the Postfix on its own host: postern migrate does.",
                "A copy of this system can mail real people: let postern sandbox make its copies."};
    }

    Finding finding(std::size_t field, std::vector<std::string> advice) const {
        Finding finding;
        finding.rule = rule_.id;
        finding.status = record_.commented_out ? Status::commented_out
                         : account_.enabled    ? Status::active
                                               : Status::disabled;
        finding.location = place_of(rule_, record_);
        if (field < record_.fields.size()) {
            finding.location.field = record_.fields[field].name;
            finding.location.byte = record_.fields[field].bytes.begin;
            const std::uint64_t line = record_.fields[field].line;
            finding.location.line = line > 0 ? line : finding.location.line;
        }
        finding.account = account_;
        finding.guess = rule_.guess;
        finding.advice = std::move(advice);
        if (field < record_.fields.size() && !record_.fields[field].stands_in.empty()) {
            finding.advice.insert(finding.advice.begin(),
                                  "Remove the secret from " + std::string(record_.fields[field].stands_in) +
                                      " too: the file it was found in only refers to it.");
        }
        if (const std::string& cipher = account_.unknown_cipher; !cipher.empty() && record_.columns_known) {
            constexpr std::size_t kLongest = 60;
            finding.advice.insert(
                finding.advice.begin(),
                "The cipher \"" + base::printable(cipher.substr(0, kLongest)) +
                    "\" named beside the secret is not known: it may stand there in clear text.");
        }
        if (!record_.columns_known) {
            finding.advice.insert(
                finding.advice.begin(),
                "Assumed layout: the dump does not name this table's columns, so check that "
                "these are the right ones.");
        }
        return finding;
    }

    const Rule& rule_;
    const Record& record_;
    const base::KeyedDigest& digest_;
    Account account_;
    std::optional<std::string> provider_advice_;
};

}  // namespace

std::vector<Detection> build_findings(const Rule& rule, const Record& record, const Account& account,
                                      const Relay& relay, const base::KeyedDigest& digest,
                                      std::span<const Provider> providers) {
    const Builder builder(rule, record, account, digest, providers);
    std::vector<Detection> detections;
    const AccountSecret* external = nullptr;
    for (const AccountSecret& secret : account.secrets) {
        if (secret.encoding == Encoding::external) {
            external = &secret;
        } else {
            detections.push_back(builder.exposed(secret));
        }
    }
    const bool in_use = account.enabled && !record.commented_out;
    const bool open_route = in_use && account.direction == Direction::outgoing && !is_relayed(account, relay);
    if (detections.empty() && open_route) {
        detections.push_back(builder.without_secret(FindingKind::open_mail_route, external));
    } else if (detections.empty() && external != nullptr) {
        detections.push_back(builder.without_secret(FindingKind::risk, external));
    }
    return detections;
}

}  // namespace postern::audit

#include "audit/finding_builder.hpp"

#include <algorithm>

#include "audit/record_place.hpp"

namespace postern::audit {

namespace {

class Builder {
public:
    Builder(const Rule& rule, const Record& record, const Account& account, const base::KeyedDigest& digest)
        : rule_(rule), record_(record), digest_(digest), account_(account) {
        account_.secrets.clear();
    }

    Detection exposed(const AccountSecret& secret) const {
        Detection detection{finding(secret.field), digest_(secret.value.reveal())};
        Finding& finding = detection.finding;
        finding.kind = FindingKind::exposed_credential;
        const bool shielded =
            secret.encoding == Encoding::encrypted || finding.status == Status::commented_out;
        finding.severity = shielded ? Severity::medium : Severity::high;
        finding.secret = SecretFacts{secret.type, secret.encoding, secret.value.length(), std::nullopt};
        return detection;
    }

    Detection without_secret(FindingKind kind, const AccountSecret* external) const {
        Detection detection{finding(record_.fields.size()), std::nullopt};
        detection.finding.kind = kind;
        detection.finding.severity = Severity::low;
        if (external != nullptr) {
            detection.finding.secret = SecretFacts{external->type, Encoding::external, 0, std::nullopt};
        }
        return detection;
    }

private:
    Finding finding(std::size_t field) const {
        Finding finding;
        finding.rule = rule_.id;
        finding.status = record_.commented_out ? Status::commented_out
                         : account_.enabled    ? Status::active
                                               : Status::disabled;
        finding.location = place_of(rule_, record_);
        if (field < record_.fields.size()) {
            finding.location.field = record_.fields[field].name;
            finding.location.byte = record_.fields[field].bytes.begin;
        }
        finding.account = account_;
        finding.advice = rule_.advice;
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
};

}  // namespace

std::vector<Detection> build_findings(const Rule& rule, const Record& record, const Account& account,
                                      const Relay& relay, const base::KeyedDigest& digest) {
    const Builder builder(rule, record, account, digest);
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

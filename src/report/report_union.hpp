// Reports on the way to one.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "postern/report.hpp"
#include "report/report_shards.hpp"
#include "report/source_fates.hpp"

namespace postern::report {

// The parts of reports put together, while their sources, credentials and findings get new numbers. Where two
// tell of one finding, it is as grave as the graver one, and waived or known only if it is so in both.
class ReportUnion {
public:
    // fates: by the report's sources, as source_fates() has them.
    void add(const Report& report, const std::vector<SourceFate>& fates);
    void add_gap(const ShardGap& gap);

    // Whether it can be told of all credentials that findings have which are the same.
    bool credentials_compared() const;
    // By which key they all are; empty: by none, or by several.
    std::string fingerprint_key() const;
    // What of the reports is not in the union.
    std::vector<std::string> losses() const;
    Report take();

private:
    void add_sources(const Report& report, const std::vector<SourceFate>& fates);
    // Their places in the union by their ids.
    std::map<std::string, std::size_t> add_credentials(const Report& report);
    void add_finding(Finding finding, const SourceFate& fate, std::optional<std::size_t> credential);
    // By what the credentials that findings have were compared.
    std::set<std::string_view> ways() const;
    void unite(Finding& kept, const Finding& other);
    // Of one secret, though nothing but its place may tell.
    void share_login(std::optional<std::size_t> kept, std::optional<std::size_t> other);
    std::size_t lost_working_passwords() const;

    struct Place {
        std::size_t report;
        std::size_t finding;  // its index
        std::optional<std::size_t> credential;
    };

    Report whole_;
    std::size_t reports_ = 0;
    std::size_t replaced_ = 0;
    std::size_t read_since_ = 0;
    std::size_t never_read_ = 0;
    std::set<std::string> runs_;
    std::map<std::pair<std::string, std::string>, std::size_t> credentials_;
    std::vector<std::string> compared_by_;  // of each credential: a key, or the report that it is of
    std::map<std::pair<std::size_t, std::string>, Place> findings_;  // by source and id
    std::set<std::optional<std::size_t>> used_;                      // credentials that a finding has
    std::set<std::optional<std::size_t>> given_up_;                  // that a replaced finding had
};

}  // namespace postern::report

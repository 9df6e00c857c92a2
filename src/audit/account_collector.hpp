// Keeps the accounts that pass by, secrets included.
#pragma once

#include <vector>

#include "audit/found_account.hpp"
#include "audit/rule_index.hpp"
#include "postern/record_sink.hpp"

namespace postern::audit {

// Stands before another sink, which gets everything as it is. A scan that only reports does without
// it, so that no secret outlives its record.
class AccountCollector : public RecordSink {
public:
    AccountCollector(RecordSink& inner, const RuleIndex& rules) : inner_(inner), rules_(rules) {}

    bool wants(RecordShape shape, std::string_view name) override { return inner_.wants(shape, name); }
    bool wants_columns(std::string_view table, const ColumnNames& columns) override {
        return inner_.wants_columns(table, columns);
    }
    std::span<const Edit> record(const Record& record) override;
    void skip(const Skip& skip) override { inner_.skip(skip); }

    // In the order of the records.
    std::vector<FoundAccount> take_accounts() { return std::move(accounts_); }

private:
    RecordSink& inner_;
    const RuleIndex& rules_;
    std::vector<FoundAccount> accounts_;
};

}  // namespace postern::audit

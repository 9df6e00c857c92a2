#include "cli/database_change.hpp"

#include "audit/account_collector.hpp"
#include "audit/detector.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "cli/table_watch.hpp"
#include "postern/error.hpp"
#include "rewrite/row_planner.hpp"
#include "source/property_join.hpp"
#include "source/xstream_expander.hpp"

namespace postern::cli {

DatabaseChange read_change(Database& database, const ChangeRules& rules) {
    const audit::RuleIndex index(rules.rules);
    const base::KeyedDigest digest;
    audit::Detector detector(index, rules.relay, digest);
    audit::AccountCollector collector(detector, index);
    audit::AccountEditor editor(collector, index, rules.relay, rules.purpose);
    source::XstreamExpander expander(editor, rules.rules);
    TableWatch watch(expander);
    source::PropertyEntries entries;
    source::PropertyJoin join(watch, rules.rules, entries);
    rewrite::RowPlanner planner(join, database);
    database.read(planner);
    if (!watch.met_any()) {
        throw Error(ErrorKind::failed,
                    base::printable(database.facts().place) + ": holds no table that postern knows",
                    "is it the application's database, and may this user read its tables?");
    }
    DatabaseChange change;
    change.skips = detector.take_skips();
    change.rows = planner.take_changes();
    change.fields = editor.take_changes();
    change.accounts = collector.take_accounts();
    for (auto& [name, table] : watch.take_tables()) {
        change.tables.push_back(table);
    }
    return change;
}

}  // namespace postern::cli

#include "cli/database_scanner.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cli/database_notes.hpp"
#include "cli/table_watch.hpp"
#include "source/property_join.hpp"
#include "source/xstream_expander.hpp"

namespace postern::cli {

FileResult DatabaseScanner::scan() {
    const DatabaseFacts& facts = database_.facts();
    context_.progress.working_on(facts.place);
    FileResult result;
    SourceFacts source;
    source.path = base::printable(facts.place);
    source.kind = facts.kind;
    if (context_.log != nullptr) {
        context_.log->reading(facts.place, facts.kind);
    }
    result.sources.push_back(std::move(source));
    read(result);
    result.sources.back().notes = notes_on(database_);
    return result;
}

void DatabaseScanner::read(FileResult& result) {
    audit::Detector detector(context_.index, context_.relay, context_.digest, context_.role);
    audit::AccountCollector collector(detector, context_.index);
    RecordSink& last = context_.keep_accounts ? static_cast<RecordSink&>(collector) : detector;
    source::XstreamExpander expander(last, context_.rules);
    TableWatch watch(expander);
    source::PropertyEntries entries;
    source::PropertyJoin join(watch, context_.rules, entries);
    database_.read(join);
    tables_ = watch.take_tables();
    if (!watch.met_any()) {
        detector.skip({0, "holds no table that postern knows: is it the application's database?"});
    }
    result.detections = detector.take_detections();
    for (audit::Detection& detection : result.detections) {
        detection.finding.exposure.roles = readers_of(detection.finding.location.table);
    }
    for (const Skip& skip : detector.take_skips()) {
        result.sources.back().skips.push_back({skip.at, base::printable(skip.reason)});
    }
    result.accounts = collector.take_accounts();
}

const std::vector<std::string>& DatabaseScanner::readers_of(const std::string& table) {
    const auto [known, is_new] = readers_.try_emplace(table);
    const auto found = tables_.find(table);
    if (is_new && found != tables_.end()) {
        known->second = database_.readers(found->second.first, found->second.second);
    }
    return known->second;
}

}  // namespace postern::cli

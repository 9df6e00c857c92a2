#include "rules/rule_loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "rules/example_reader.hpp"
#include "rules/provider_reader.hpp"
#include "rules/rule_parts.hpp"
#include "rules/toml_reader.hpp"
#include "rules/value_forms.hpp"

namespace postern::rules {

namespace {

void read_description(const TomlReader& table, Rule& rule) {
    rule.id = read_id(table);
    rule.product = table.required_text("product").text;
    rule.title = table.required_text("title").text;
    rule.risk = table.required_text("risk").text;
    rule.references = plain(required_texts(table, "references"));
    rule.advice = plain(table.texts("advice"));
}

void read_match(const TomlReader& table, Rule& rule) {
    rule.tables = plain(table.texts("table"));
    rule.elements = plain(table.texts("element"));
    if (rule.tables.empty() && rule.elements.empty()) {
        table.refuse_missing("table", "table = \"...\" or element = \"...\"");
    }
    rule.requires_all = plain(table.texts("requires"));
    rule.requires_any = plain(table.texts("requires_any"));
    rule.where = read_conditions(table, "where");
    if (const auto nested = table.table("nested")) {
        rule.nested = read_nested(*nested);
    }
}

void read_meaning(const TomlReader& table, Rule& rule) {
    if (const auto fields = table.table("fields")) {
        rule.fields = read_fields(*fields);
    }
    for (const TomlReader& secret : table.tables("secret")) {
        rule.secrets.push_back(read_secret(secret));
    }
    rule.placeholders = plain(table.texts("placeholders"));
    for (const TomlReader& layout : table.tables("layout")) {
        rule.layouts.push_back(read_layout(layout));
    }
    rule.layout_shape = read_conditions(table, "layout_shape");
    rule.guess = table.flag("guess");
}

// What would say that the record is an account has no place beside a finding.
void read_finding_of(const TomlReader& table, Rule& rule) {
    const auto finding = table.table("finding");
    if (!finding) {
        return;
    }
    for (const std::string_view key : {"secret", "relay", "guess"}) {
        if (const TomlEntry* entry = table.find(key)) {
            table.refuse(entry->place, fmt::format("'{}' in a rule with a finding", key),
                         "an account's rule, or a finding's");
        }
    }
    for (const auto& [role, field] : rule.fields) {
        if (role != "key") {
            table.refuse(table.find("fields")->place, fmt::format("fields.{} in a rule with a finding", role),
                         "no role but key");
        }
    }
    rule.finding = read_finding(*finding);
}

// A change, or the reason why there is none.
void read_change_of(const TomlReader& table, const std::string& what, std::optional<Change>& change,
                    std::string& reason) {
    const std::string none = "no_" + what;
    if (const auto found = table.table(what)) {
        change = read_change(*found);
    }
    if (const auto text = table.optional_text(none)) {
        reason = text->text;
        if (change || reason.empty()) {
            table.refuse(
                text->place,
                change ? fmt::format("'{}' beside '{}'", none, what) : fmt::format("no text in '{}'", none),
                fmt::format("[rule.{}], or {} = \"why there is none\"", what, none));
        }
    }
}

void read_proofs(const TomlReader& table, Rule& rule) {
    for (const TomlReader& example : table.tables("example")) {
        rule.examples.push_back(rule.finding ? read_finding_example(example) : read_example(example));
    }
    for (const TomlReader& example : table.tables("counter_example")) {
        rule.counter_examples.push_back(rule.finding ? read_finding_counter_example(example)
                                                     : read_counter_example(example));
    }
    if (rule.examples.empty()) {
        table.refuse_missing("example", "at least one [[rule.example]] that must match");
    }
    if (rule.counter_examples.empty()) {
        table.refuse_missing("counter_example", "at least one [[rule.counter_example]] that must not match");
    }
}

Rule read_rule(const TomlReader& table, const std::string& file_name) {
    table.allow({"id",       "product",      "title",    "risk",     "references",
                 "advice",   "table",        "element",  "requires", "requires_any",
                 "where",    "nested",       "fields",   "secret",   "placeholders",
                 "layout",   "layout_shape", "guess",    "finding",  "relay",
                 "no_relay", "scrub",        "no_scrub", "example",  "counter_example"});
    Rule rule;
    rule.origin = {file_name, table.place().line};
    read_description(table, rule);
    read_match(table, rule);
    read_meaning(table, rule);
    read_finding_of(table, rule);
    read_change_of(table, "relay", rule.relay, rule.no_relay);
    read_change_of(table, "scrub", rule.scrub, rule.no_scrub);
    read_proofs(table, rule);
    return rule;
}

constexpr const char* kRule = "rule";
constexpr const char* kProvider = "provider";

// Rules and providers have an id and an origin in common.
template <typename Item>
std::optional<std::string> taken_id(const std::vector<Item>& items, const std::string& id,
                                    const std::string& kind) {
    const auto first =
        std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
    if (first == items.end()) {
        return std::nullopt;
    }
    return fmt::format("the {} id '{}' is taken by {}:{}", kind, id, first->origin.file, first->origin.line);
}

std::string own_id_expected(const std::string& kind) {
    return fmt::format("an id of its own for each {}", kind);
}

template <typename Item>
void add(std::vector<Item>& items, Item item, const TomlReader& table, const std::string& kind) {
    if (const auto taken = taken_id(items, item.id, kind)) {
        table.refuse(table.find("id")->value.place, *taken, own_id_expected(kind));
    }
    items.push_back(std::move(item));
}

template <typename Item>
void append(std::vector<Item>& items, std::vector<Item> more, const std::string& kind) {
    for (Item& item : more) {
        if (const auto taken = taken_id(items, item.id, kind)) {
            throw Error(ErrorKind::rule,
                        base::printable(fmt::format("{}:{}: {}", item.origin.file, item.origin.line, *taken)),
                        "expected " + own_id_expected(kind));
        }
        items.push_back(std::move(item));
    }
}

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file) || (in.peek() != EOF && !(text << in.rdbuf()))) {
        throw Error(ErrorKind::rule,
                    fmt::format("cannot read the rule file {}", base::printable(file.string())),
                    "check that it is a file you may read");
    }
    return std::move(text).str();
}

std::vector<std::filesystem::path> rule_files(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().extension() == ".toml") {
            files.push_back(entry->path());
        }
    }
    if (error) {
        throw Error(ErrorKind::rule,
                    fmt::format("cannot read the rule folder {}: {}", base::printable(folder.string()),
                                error.message()),
                    "give a folder that holds *.toml files");
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

RuleSet load_rules(std::string_view toml_text, const std::string& file_name) {
    const TomlValue document = parse_toml(toml_text, file_name);
    const TomlReader root(document, file_name, "the file", Place{});
    root.allow({kRule, kProvider});
    const TomlReader unnamed(document, file_name, "", Place{});
    RuleSet set;
    set.added = base::sha256_hex(toml_text);
    for (const TomlReader& table : unnamed.tables(kRule)) {
        add(set.rules, read_rule(table, file_name), table, kRule);
    }
    for (const TomlReader& table : unnamed.tables(kProvider)) {
        add(set.providers, read_provider(table, file_name), table, kProvider);
    }
    if (set.rules.empty() && set.providers.empty()) {
        root.refuse({}, "no rule in the file", "at least one [[rule]] or [[provider]]");
    }
    return set;
}

RuleSet load_rule_folder(const std::filesystem::path& folder) {
    const auto files = rule_files(folder);
    if (files.empty()) {
        throw Error(ErrorKind::rule, fmt::format("no rule file in {}", base::printable(folder.string())),
                    "give a folder that holds *.toml files");
    }
    RuleSet set;
    for (const auto& file : files) {
        append_rules(set, load_rules(text_of(file), file.string()));
    }
    return set;
}

void append_rules(RuleSet& set, RuleSet more) {
    append(set.rules, std::move(more.rules), kRule);
    append(set.providers, std::move(more.providers), kProvider);
    set.added = base::sha256_hex(set.added + more.added);
}

}  // namespace postern::rules

// Opens a database for the tests that drive it: a JSON command a line, a JSON answer a line.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "postern/error.hpp"
#include "rewrite/jira_mail_switches.hpp"
#include "rewrite/row_writer.hpp"
#include "source/mysql_database.hpp"
#include "source/pg_database.hpp"

using namespace postern;
using nlohmann::json;

namespace {

json text(std::optional<std::string_view> value) {
    if (!value) {
        return nullptr;
    }
    return base::is_valid_utf8(*value) ? json(*value) : json{{"base64", base::encode_base64(*value)}};
}

// Prints rows, secrets included: this is no program for anybody else.
class PrintingSink : public RecordSink {
public:
    explicit PrintingSink(json wanted) : wanted_(std::move(wanted)) {}

    bool wants(RecordShape, std::string_view name) override {
        return std::any_of(wanted_.begin(), wanted_.end(), [name](const json& wanted) {
            return base::equal_without_case(wanted.get<std::string>(), name);
        });
    }

    std::span<const Edit> record(const Record& record) override {
        json fields = json::object();
        for (const Field& field : record.fields) {
            fields[std::string(field.name)] = text(field.value);
        }
        ++count_;
        if (wanted_.size() == 1) {
            rows_.push_back({{"schema", record.schema}, {"table", record.name}, {"fields", fields}});
        }
        return {};
    }

    void skip(const Skip& skip) override { skips_.push_back(skip.reason); }

    json result() const { return {{"rows", rows_}, {"count", count_}, {"skips", skips_}}; }

private:
    json wanted_;
    json rows_ = json::array();
    json skips_ = json::array();
    std::size_t count_ = 0;
};

// Only counts, so that the memory measured is the reader's.
class CountingSink : public RecordSink {
public:
    explicit CountingSink(std::string wanted) : wanted_(std::move(wanted)) {}

    bool wants(RecordShape, std::string_view name) override { return name == wanted_; }
    std::span<const Edit> record(const Record& record) override {
        ++rows;
        for (const Field& field : record.fields) {
            bytes += field.value ? field.value->size() : 0;
        }
        return {};
    }
    void skip(const Skip&) override { ++skips; }

    std::size_t rows = 0;
    std::size_t bytes = 0;
    std::size_t skips = 0;

private:
    std::string wanted_;
};

std::optional<std::string> value_of(const json& value) {
    return value.is_null() ? std::nullopt : std::optional(value.get<std::string>());
}

RowAddress address_of(const json& command) {
    RowAddress row{command["schema"], command["table"], {}};
    for (const auto& [column, value] : command["key"].items()) {
        row.key.emplace_back(column, value_of(value));
    }
    return row;
}

std::vector<ColumnValue> values_of(const json& values) {
    std::vector<ColumnValue> result;
    for (const auto& [column, value] : values.items()) {
        result.push_back(
            {column, value.is_null() ? std::nullopt : std::optional(Secret(value.get<std::string>()))});
    }
    return result;
}

class Probe {
public:
    explicit Probe(std::unique_ptr<Database> database) : database_(std::move(database)) {}

    json answer(const json& command) {
        const std::string verb = command["do"];
        const std::string schema = command.value("schema", "");
        const std::string table = command.value("table", "");
        if (verb == "facts") {
            return facts();
        } else if (verb == "read") {
            PrintingSink sink(command["tables"]);
            database_->read(sink);
            return sink.result();
        } else if (verb == "measure") {
            CountingSink sink(table);
            database_->read(sink);
            return {{"rows", sink.rows}, {"bytes", sink.bytes}, {"skips", sink.skips}};
        } else if (verb == "primary_key") {
            return database_->primary_key(schema, table);
        } else if (verb == "not_null") {
            return database_->not_null(schema, table);
        } else if (verb == "readers") {
            return database_->readers(schema, table);
        } else if (verb == "sessions") {
            return sessions();
        } else if (verb == "count_rows") {
            const auto count = database_->count_rows(table);
            return count ? json(*count) : json(nullptr);
        } else if (verb == "try_lock") {
            lock_ = database_->try_lock();
            return lock_ != nullptr;
        } else if (verb == "unlock") {
            lock_.reset();
        } else if (verb == "purge") {
            return database_->purge(schema, table);
        } else if (verb == "switch_mail_off") {
            return switch_mail_off();
        } else if (verb == "switch_back") {
            rewrite::write_rows(*database_, rewrite::reversed(switched_));
        } else if (verb == "residues") {
            return residues(command["tables"], command.value("purged", false));
        } else if (verb == "begin") {
            transaction_ = database_->begin();
        } else if (verb == "drop") {
            transaction_.reset();
        } else {
            return change(verb, command);
        }
        return true;
    }

private:
    json facts() const {
        const DatabaseFacts& facts = database_->facts();
        return {{"kind", facts.kind},   {"server", facts.server},
                {"place", facts.place}, {"identity", facts.identity},
                {"user", facts.user},   {"tls", facts.tls ? json(*facts.tls) : json()},
                {"local", facts.local}, {"read_only", facts.read_only}};
    }

    json sessions() {
        json result = json::array();
        for (const OtherSession& session : database_->other_sessions()) {
            result.push_back({{"user", session.user}, {"client", session.client}});
        }
        return result;
    }

    // How many rows it took; nullptr where there are no such switches.
    json switch_mail_off() {
        rewrite::JiraMailSwitches switches = rewrite::read_jira_mail_switches(*database_);
        switched_ = std::move(switches.changes);
        rewrite::write_rows(*database_, switched_);
        return switches.found_tables ? json(switched_.size()) : json(nullptr);
    }

    json residues(const json& tables, bool purged) {
        json result = json::array();
        for (const Residue& residue : database_->residues(tables, purged)) {
            result.push_back({{"where", residue.where}, {"remedy", residue.remedy}});
        }
        return result;
    }

    json change(const std::string& verb, const json& command) {
        if (verb == "lock") {
            const auto row = transaction_->lock(address_of(command), command["columns"]);
            json values = json::object();
            for (const ColumnValue& value : row ? *row : std::vector<ColumnValue>()) {
                values[value.column] = value.value ? text(value.value->reveal()) : json();
            }
            return row ? values : json(nullptr);
        } else if (verb == "update") {
            transaction_->update(address_of(command), values_of(command["values"]));
        } else if (verb == "insert") {
            transaction_->insert(address_of(command), values_of(command["values"]));
        } else if (verb == "remove") {
            transaction_->remove(address_of(command));
        } else if (verb == "commit") {
            transaction_->commit();
        } else {
            throw Error(ErrorKind::usage, "unknown command " + verb);
        }
        return true;
    }

    std::unique_ptr<Database> database_;
    std::unique_ptr<DatabaseTransaction> transaction_;
    std::shared_ptr<void> lock_;
    std::vector<rewrite::RowChange> switched_;
};

std::unique_ptr<Database> open_postgresql(const std::map<std::string, std::string>& options) {
    source::PgLogin login;
    for (const auto& [name, value] : options) {
        if (name == "write") {
            login.access = source::PgAccess::write;
        } else if (name != "kind") {
            login.options[name] = value;
        }
    }
    return std::make_unique<source::PgDatabase>(login);
}

std::unique_ptr<Database> open_mysql(const std::map<std::string, std::string>& options) {
    const auto option = [&options](const char* name) {
        const auto found = options.find(name);
        return found == options.end() ? std::string() : found->second;
    };
    source::MysqlAddress address;
    address.host = option("host");
    if (!option("port").empty()) {
        address.port = static_cast<std::uint16_t>(std::stoi(option("port")));
    }
    address.socket = option("socket");
    address.user = option("user");
    address.database = option("database");
    address.ssl_ca = option("ssl-ca");
    address.tls = source::mysql_tls_from(option("ssl-mode")).value_or(source::MysqlTls::automatic);
    const auto access =
        option("write").empty() ? source::MysqlAccess::read_only : source::MysqlAccess::read_write;
    return std::make_unique<source::MysqlDatabase>(address, std::nullopt, access);
}

std::unique_ptr<Database> open(const std::map<std::string, std::string>& options) {
    const auto kind = options.find("kind");
    return kind != options.end() && kind->second == "mysql" ? open_mysql(options) : open_postgresql(options);
}

json error_of(const Error& error) {
    return {{"error", error.what()}, {"hint", error.hint()}};
}

void say(const json& answer) {
    std::cout << answer.dump() << std::endl;
}

}  // namespace

// database_probe NAME=VALUE...
int main(int count, char** arguments) {
    std::map<std::string, std::string> options;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        const std::size_t equals = argument.find('=');
        options[argument.substr(0, equals)] = argument.substr(equals + 1);
    }
    std::optional<Probe> probe;
    try {
        probe.emplace(open(options));
        say(true);
    } catch (const Error& error) {
        say(error_of(error));
        return 3;
    }
    for (std::string line; std::getline(std::cin, line);) {
        try {
            say({{"ok", probe->answer(json::parse(line))}});
        } catch (const Error& error) {
            say(error_of(error));
        }
    }
}

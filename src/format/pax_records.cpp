#include "format/pax_records.hpp"

#include <charconv>

#include "base/byte_stream.hpp"

namespace postern::format {

namespace {

struct Record {
    std::string_view all;
    std::string_view key;
    std::string_view value;
};

[[noreturn]] void fail() {
    throw base::DamagedInput("the pax header of a member is damaged");
}

std::uint64_t number(std::string_view digits) {
    std::uint64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc() || stop != end) {
        fail();
    }
    return value;
}

// "26 path=some/name/of/a.sql\n": the length counts all of it. A value may hold line ends.
Record first_record(std::string_view records) {
    const std::size_t space = records.find(' ');
    if (space == std::string_view::npos) {
        fail();
    }
    const std::uint64_t length = number(records.substr(0, space));
    const std::size_t equals = records.find('=', space);
    if (length > records.size() || equals >= length || records[length - 1] != '\n') {
        fail();
    }
    return {records.substr(0, length), records.substr(space + 1, equals - space - 1),
            records.substr(equals + 1, length - equals - 2)};
}

// The length counts its own digits.
std::string size_record(std::uint64_t size) {
    const std::string rest = " size=" + std::to_string(size) + '\n';
    std::size_t length = rest.size() + 1;
    while (std::to_string(length).size() + rest.size() != length) {
        ++length;
    }
    return std::to_string(length) + rest;
}

}  // namespace

PaxFacts parse_pax_records(std::string_view records) {
    PaxFacts facts;
    while (!records.empty()) {
        const Record record = first_record(records);
        records.remove_prefix(record.all.size());
        if (record.key == "path" || record.key == "GNU.sparse.name") {
            facts.path = record.value;
        } else if (record.key == "size") {
            facts.size = number(record.value);
        }
        facts.is_sparse = facts.is_sparse || record.key.starts_with("GNU.sparse.");
    }
    return facts;
}

std::string pax_records_with_size(std::string_view records, std::uint64_t size) {
    std::string changed;
    while (!records.empty()) {
        const Record record = first_record(records);
        records.remove_prefix(record.all.size());
        const bool differs = record.key == "size" && number(record.value) != size;
        changed += differs ? size_record(size) : std::string(record.all);
    }
    return changed;
}

}  // namespace postern::format

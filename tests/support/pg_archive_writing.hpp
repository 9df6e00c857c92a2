// pg_dump archives of any version, written plainly: what is to be wrong in one is for the test to say.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compression/encoder.hpp"
#include "format/pg_archive_head.hpp"
#include "source/pg_block_codec.hpp"
#include "support/memory_stream.hpp"

namespace postern::test {

struct ArchiveEntry {
    std::int64_t id = 0;
    std::string kind = "TABLE DATA";
    std::string tag;
    std::string schema = "public";
    std::string definition;
    std::optional<std::string> copy_statement{};
    std::optional<std::string> data{};         // of a block; nullopt: none
    std::vector<std::string> large_objects{};  // if there are any, the block holds them and not the data
    std::string file{};                        // of the other formats
};

struct ArchiveShape {
    int minor = 14;
    std::size_t number_width = 4;
    bool custom = true;
    bool positions = true;
    format::PgArchiveCompression compression = format::PgArchiveCompression::none;
    std::size_t chunk = 7;
    std::int64_t more_entries = 0;  // said to be there
};

class ArchiveWriter {
public:
    explicit ArchiveWriter(ArchiveShape shape) : shape_(shape) {}

    std::string number(std::int64_t value) const {
        return format::encode_pg_number(value, 1 + shape_.number_width);
    }
    std::string text(std::string_view value) const {
        return number(static_cast<std::int64_t>(value.size())) + std::string(value);
    }
    std::string null() const { return number(-1); }

    std::string head(std::size_t entries) const {
        std::string out = "PGDMP\1";
        out += static_cast<char>(shape_.minor);
        out += '\0';
        out += static_cast<char>(shape_.number_width);
        out += '\x08';
        out += shape_.custom ? '\1' : '\3';
        const auto algorithm = static_cast<char>(shape_.compression);
        out += shape_.minor < 15 ? number(algorithm == 0 ? 0 : -1) : std::string(1, algorithm);
        for (const int part : {7, 0, 3, 5, 0, 126, 0}) {
            out += number(part);
        }
        out += text("jira");
        out += shape_.minor < 10 ? "" : text("15.20 (Debian)") + text("15.20");
        return out + number(static_cast<std::int64_t>(entries) + shape_.more_entries);
    }

    std::string entry(const ArchiveEntry& entry, std::uint64_t at) const {
        std::string out = number(entry.id) + number(entry.data || !entry.large_objects.empty() ? 1 : 0);
        out += since(8, text("1259")) + text("16400") + text(entry.tag) + text(entry.kind);
        out += since(11, number(3)) + text(entry.definition) + text("DROP it;\n");
        out += entry.copy_statement ? text(*entry.copy_statement) : null();
        out += text(entry.schema) + since(10, text("")) + since(14, text("heap")) + since(16, number('r'));
        out += text("jira") + since(9, text("false")) + text("1") + text("22") + null();
        if (!shape_.custom) {
            return out + text(entry.file);
        }
        const bool has_data = entry.data || !entry.large_objects.empty();
        return out + format::encode_pg_position({!has_data          ? format::PgPositionState::no_data
                                                 : shape_.positions ? format::PgPositionState::set
                                                                    : format::PgPositionState::not_set,
                                                 has_data && shape_.positions ? at : 0},
                                                9);
    }

    std::string chunks(std::string_view bytes) const {
        std::string out;
        while (!bytes.empty()) {
            out += text(bytes.substr(0, shape_.chunk));
            bytes.remove_prefix(std::min(shape_.chunk, bytes.size()));
        }
        return out + number(0);
    }

    std::string block(const ArchiveEntry& entry) const {
        if (entry.large_objects.empty()) {
            return entry.data ? "\1" + number(entry.id) + chunks(packed(*entry.data)) : "";
        }
        std::string out = "\3" + number(entry.id);
        for (std::size_t i = 0; i < entry.large_objects.size(); ++i) {
            out += number(i == 0 ? -294967296 : 16400) + chunks(packed(entry.large_objects[i]));
        }
        return out + number(0);
    }

    std::string packed(const std::string& data) const {
        const auto codec = source::pg_block_codec(shape_.compression);
        if (!codec) {
            return data;
        }
        MemorySink sink;
        const auto encoder = compression::make_encoder(*codec, sink);
        encoder->write(data);
        encoder->finish();
        return sink.text;
    }

    std::string table_of_contents(const std::vector<ArchiveEntry>& entries, std::uint64_t data_at) const {
        std::string out;
        for (const ArchiveEntry& each : entries) {
            out += entry(each, data_at);
            data_at += block(each).size();
        }
        return out;
    }

    std::string archive(const std::vector<ArchiveEntry>& entries) const {
        const std::string start = head(entries.size());
        const std::size_t size = start.size() + table_of_contents(entries, 0).size();
        std::string out = start + table_of_contents(entries, size);
        for (const ArchiveEntry& each : entries) {
            out += shape_.custom ? block(each) : "";
        }
        return out;
    }

private:
    std::string since(int minor, std::string field) const {
        return shape_.minor < minor ? std::string() : std::move(field);
    }

    ArchiveShape shape_;
};

inline constexpr const char* kMailServerRows =
    "1\tone\tsecret\n"
    "2\ttwo\t\\N\n"
    "\\.\n\n\n";

// Two tables that a test wants, one that it does not, and large objects.
inline std::vector<ArchiveEntry> mail_archive() {
    return {
        {1, "ENCODING", "ENCODING", "", "SET client_encoding = 'UTF8';\n", std::nullopt, std::nullopt},
        {2, "STDSTRINGS", "STDSTRINGS", "", "SET standard_conforming_strings = 'on';\n", std::nullopt,
         std::nullopt},
        {3, "TABLE", "mailserver", "public",
         "CREATE TABLE public.mailserver (\n    id numeric(18,0) NOT NULL,\n    name text,\n    mailpassword "
         "text\n);\n",
         std::nullopt, std::nullopt},
        {14, "TABLE DATA", "issue", "public", "", "COPY public.issue (id, text) FROM stdin;\n",
         "1\tCOPY public.mailserver (id) FROM stdin;\n\\.\n\n\n"},
        {12, "TABLE DATA", "mailserver", "public", "",
         "COPY public.mailserver (id, name, mailpassword) FROM stdin;\n", kMailServerRows},
        {13, "BLOBS", "BLOBS", "", "", std::nullopt, std::nullopt, {"one", "", "another object"}},
        {15, "TABLE DATA", "MAILSERVER", "other", "",
         "COPY other.\"MAILSERVER\" (\"ID\", \"MAILPASSWORD\") FROM stdin;\n", "7\tlast\n\\.\n\n\n"},
    };
}

}  // namespace postern::test

#include "target/sql_recognition.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace postern::target {

namespace {

constexpr std::size_t kSqlLimit = 1024 * 1024;
constexpr std::size_t kLongestLine = 1024;  // how much of a line is looked at

struct Sign {
    ContentKind kind;
    std::array<std::string_view, 3> pieces;  // the first starts the line, the others follow in this order
};

constexpr auto kPg = ContentKind::pg_dump_plain;
constexpr auto kMysql = ContentKind::mysql_dump;
constexpr auto kHsqldb = ContentKind::hsqldb_script;

// The first that fits a line decides. Letters compare without case.
constexpr std::array<Sign, 38> kSigns{{
    {kPg, {"-- PostgreSQL database"}},
    {kPg, {"\\restrict "}},
    {kPg, {"\\connect "}},
    {kPg, {"SET statement_timeout "}},
    {kPg, {"SET client_encoding "}},
    {kPg, {"SET standard_conforming_strings "}},
    {kPg, {"SET default_transaction_read_only "}},
    {kPg, {"SELECT pg_catalog."}},
    {kPg, {"COPY ", " FROM stdin"}},
    {kPg, {"CREATE TABLE \""}},
    {kPg, {"INSERT INTO \"", "\".\""}},
    {kPg, {"CREATE TABLE public."}},
    {kPg, {"INSERT INTO public."}},
    {kHsqldb, {"CREATE SCHEMA PUBLIC AUTHORIZATION "}},
    {kHsqldb, {"CREATE MEMORY TABLE "}},
    {kHsqldb, {"CREATE CACHED TABLE "}},
    {kHsqldb, {"SET SCHEMA "}},
    {kHsqldb, {"/*C", "*/SET SCHEMA "}},
    {kHsqldb, {"/*C", "*/CONNECT USER "}},
    {kHsqldb, {"/*C", "*/INSERT INTO "}},
    {kHsqldb, {"CONNECT USER "}},
    {kHsqldb, {"SET DATABASE "}},
    {kMysql, {"/*!"}},
    {kMysql, {"/*M!"}},
    {kMysql, {"-- MySQL dump"}},
    {kMysql, {"-- MariaDB dump"}},
    {kMysql, {"DROP TABLE IF EXISTS `"}},
    {kMysql, {"CREATE TABLE ", "`"}},
    {kMysql, {"LOCK TABLES "}},
    {kMysql, {"USE `"}},
    {kMysql, {"DELIMITER "}},
    {kMysql, {"INSERT ", "INTO `"}},
    {kMysql, {"REPLACE INTO "}},
    {kMysql, {"INSERT IGNORE INTO "}},
    {kPg, {"INSERT INTO ", " VALUES (", ", "}},
    {kHsqldb, {"INSERT INTO ", " VALUES("}},
    {kMysql, {"INSERT INTO "}},
    {kMysql, {"CREATE TABLE ", "("}},
}};

bool fits(const Sign& sign, std::string_view line) {
    std::string_view rest = line;
    if (!base::equal_without_case(rest.substr(0, sign.pieces[0].size()), sign.pieces[0])) {
        return false;
    }
    for (const std::string_view piece : sign.pieces) {
        const std::size_t at = piece == sign.pieces[0] ? 0 : rest.find(piece);
        if (at == std::string_view::npos) {
            return false;
        }
        rest.remove_prefix(at + piece.size());
    }
    return true;
}

std::optional<ContentKind> decide(std::string_view line) {
    line = line.substr(0, kLongestLine);
    const auto* sign =
        std::find_if(kSigns.begin(), kSigns.end(), [line](const Sign& s) { return fits(s, line); });
    return sign != kSigns.end() ? std::optional(sign->kind) : std::nullopt;
}

}  // namespace

std::optional<Recognition> recognise_sql(std::string_view head, bool all) {
    const bool seen_enough = all || head.size() >= kSqlLimit;
    std::string_view rest = head;
    rest.remove_prefix(rest.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos && rest.size() < kLongestLine && !seen_enough) {
            return std::nullopt;
        }
        std::string_view line = rest.substr(0, end);
        line.remove_suffix(line.ends_with('\r') ? 1 : 0);
        if (const auto kind = decide(line)) {
            return Recognition{*kind, ""};
        }
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    // A binary file does not turn into a dump further on.
    const bool binary = head.substr(0, 4096).find('\0') != std::string_view::npos;
    return seen_enough || binary ? std::optional(Recognition{}) : std::nullopt;
}

}  // namespace postern::target

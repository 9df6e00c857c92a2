#include "target/sql_recognition.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace postern::target {

namespace {

constexpr std::size_t kSqlLimit = 1024 * 1024;
constexpr std::size_t kBinarySample = 4096;
constexpr std::size_t kLongestLine = 1024;  // how much of a line is looked at

struct Sign {
    ContentKind kind;
    std::array<std::string_view, 3> pieces;  // the first starts the line, the others follow in this order
    bool sure = true;                        // only one program writes this
};

constexpr auto kPg = ContentKind::pg_dump_plain;
constexpr auto kMysql = ContentKind::mysql_dump;
constexpr auto kHsqldb = ContentKind::hsqldb_script;
constexpr auto kSqlServer = ContentKind::not_read;

// Letters compare without case.
constexpr std::array<Sign, 50> kSigns{{
    {kPg, {"-- PostgreSQL database"}},
    {kPg, {"\\restrict "}},
    {kPg, {"\\connect "}},
    {kPg, {"SET statement_timeout "}},
    {kPg, {"SET client_encoding "}},
    {kPg, {"SET standard_conforming_strings "}},
    {kPg, {"SET default_transaction_read_only "}},
    {kPg, {"SET search_path "}},
    {kPg, {"SELECT pg_catalog."}},
    {kPg, {"COPY ", " FROM stdin"}},
    {kPg, {"COPY ", " FROM '$$PATH$$"}},
    {kHsqldb, {"CREATE SCHEMA PUBLIC AUTHORIZATION "}},
    {kHsqldb, {"CREATE MEMORY TABLE "}},
    {kHsqldb, {"CREATE CACHED TABLE "}},
    {kHsqldb, {"SET SCHEMA PUBLIC"}},
    {kHsqldb, {"/*C", "*/SET SCHEMA "}},
    {kHsqldb, {"/*C", "*/CONNECT USER "}},
    {kHsqldb, {"/*C", "*/INSERT INTO "}},
    {kHsqldb, {"CONNECT USER "}},
    {kHsqldb, {"SET DATABASE UNIQUE NAME "}},
    {kMysql, {"/*!"}},
    {kMysql, {"/*M!"}},
    {kMysql, {"-- MySQL dump"}},
    {kMysql, {"-- MariaDB dump"}},
    {kMysql, {"SET FOREIGN_KEY_CHECKS"}},
    {kMysql, {"SET NAMES "}},
    {kMysql, {"SET SQL_MODE"}},
    {kMysql, {"SET @"}},
    {kMysql, {") ENGINE"}},
    {kMysql, {"DROP TABLE IF EXISTS `"}},
    {kMysql, {"CREATE TABLE ", "`"}},
    {kMysql, {"LOCK TABLES "}},
    {kMysql, {"USE `"}},
    {kMysql, {"DELIMITER "}},
    {kMysql, {"INSERT ", "INTO `"}},
    {kMysql, {"REPLACE INTO "}},
    {kMysql, {"INSERT IGNORE INTO "}},
    {kMysql, {"LOAD DATA ", " INTO TABLE "}},
    {kSqlServer, {"INSERT ", "["}},
    {kSqlServer, {"CREATE TABLE ["}},
    {kSqlServer, {"USE ["}},
    {kPg, {"CREATE TABLE public."}, false},
    {kPg, {"INSERT INTO public."}, false},
    {kPg, {"CREATE TABLE \""}, false},
    {kPg, {"INSERT INTO \""}, false},
    {kPg, {"INSERT INTO ", " VALUES (", ", "}, false},
    {kMysql, {"INSERT INTO "}, false},
    {kMysql, {"CREATE TABLE ", "("}, false},
    {kMysql, {"UPDATE ", " SET "}, false},
    {kPg, {"COPY ", " FROM "}, false},
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

const Sign* find_sign(std::string_view line) {
    line = line.substr(0, kLongestLine);
    const auto* sign =
        std::find_if(kSigns.begin(), kSigns.end(), [line](const Sign& s) { return fits(s, line); });
    return sign != kSigns.end() ? sign : nullptr;
}

Recognition recognition(const Sign& sign) {
    const char* reason =
        sign.kind == kSqlServer ? "a SQL Server script, which is not read; look at it yourself" : "";
    return {sign.kind, reason, sign.sure};
}

}  // namespace

std::optional<Recognition> recognise_sql(std::string_view head, bool all) {
    // A binary file does not turn into a dump further on.
    const bool binary = head.substr(0, kBinarySample).find('\0') != std::string_view::npos;
    const std::size_t limit = binary ? kBinarySample : kSqlLimit;
    const bool seen_enough = all || head.size() >= limit;
    std::string_view rest = head.substr(0, limit);
    rest.remove_prefix(rest.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    const Sign* unsure = nullptr;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos && rest.size() < kLongestLine && !seen_enough) {
            return std::nullopt;
        }
        std::string_view line = rest.substr(0, end);
        line.remove_suffix(line.ends_with('\r') ? 1 : 0);
        const Sign* sign = find_sign(line);
        if (sign != nullptr && sign->sure) {
            return recognition(*sign);
        }
        unsure = unsure != nullptr ? unsure : sign;
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    if (!seen_enough) {
        return std::nullopt;
    }
    return unsure != nullptr ? recognition(*unsure) : Recognition{};
}

}  // namespace postern::target

#include "report/junit_report.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "report/accepted.hpp"
#include "report/markup_text.hpp"
#include "report/next_steps.hpp"
#include "report/source_phrases.hpp"
#include "report/text_phrases.hpp"
#include "report/words.hpp"

namespace postern::report {

namespace {

struct Counts {
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t errors = 0;
    std::size_t skipped = 0;

    Counts& operator+=(const Counts& other) {
        tests += other.tests;
        failures += other.failures;
        errors += other.errors;
        skipped += other.skipped;
        return *this;
    }
};

std::string attributes(const Counts& counts) {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\"", counts.tests,
                       counts.failures, counts.errors, counts.skipped);
}

// A test case that is not just passed says why inside of it.
std::string test_case(std::string_view kind, const std::string& name, const std::string& inside) {
    const std::string start = fmt::format("    <testcase classname=\"postern.{}\" name=\"{}\" time=\"0\"",
                                          markup_text(kind), markup_text(name));
    return inside.empty() ? start + "/>\n" : fmt::format("{}>\n      {}\n    </testcase>\n", start, inside);
}

std::string element(std::string_view tag, std::string_view type, const std::string& message,
                    const std::vector<std::string>& lines) {
    std::string body;
    for (const std::string& line : lines) {
        body += markup_text(line) + '\n';
    }
    return fmt::format("<{0} type=\"{1}\" message=\"{2}\">\n{3}</{0}>", tag, type, markup_text(message),
                       body);
}

// "Jira mail server with its password: jira@example.org at smtp.example.org"
std::string subject(const Report& report, const Finding& finding) {
    const std::string title = finding_title(report, finding);
    return is_setting(finding) ? title : fmt::format("{}: {}", title, who(finding.account));
}

// By what stays when rows are added above it.
std::string name_of(const Report& report, const Finding& finding) {
    std::string place = finding.location.table;
    for (const std::string& part : {finding.location.key, finding.location.field}) {
        place += part.empty() ? "" : '/' + part;
    }
    return fmt::format("{} ({}) [{}]", subject(report, finding), place, finding.id);
}

std::string failure(const Report& report, const Finding& finding) {
    std::vector<std::string> lines = {
        fmt::format("{}: {}", source_name(report, finding.source), fmt::join(place_items(finding), ", "))};
    for (const std::string& line : readers_of(finding.exposure)) {
        lines.push_back(line);
    }
    lines.insert(lines.end(), finding.advice.begin(), finding.advice.end());
    return element("failure", word(finding.severity), subject(report, finding), lines);
}

std::string outcome(const Report& report, const Finding& finding) {
    if (finding.waiver) {
        return fmt::format("<skipped message=\"{}\"/>", markup_text(waiver_sentences({&finding}).front()));
    }
    return finding.known ? "<skipped message=\"Known from the baseline\"/>" : failure(report, finding);
}

class Suite {
public:
    Suite(const Report& report, std::size_t source) : report_(report), source_(source) {}

    void add(const Finding& finding) {
        ++counts_.tests;
        ++(finding.counts() ? counts_.failures : counts_.skipped);
        cases_ += test_case(finding.rule, name_of(report_, finding), outcome(report_, finding));
    }

    void add(const Skip& skip) {
        ++counts_.tests;
        ++counts_.errors;
        const std::string where = skip.at > 0 ? fmt::format("from byte {}", skip.at) : "as a whole";
        cases_ += test_case("source", "could not be read " + where,
                            element("error", "unread", skip.reason, {"Whatever lies here was not checked."}));
    }

    // The whole suite; `counts` grows by its own.
    std::string finish(Counts& counts) {
        if (counts_.tests == 0) {
            ++counts_.tests;
            cases_ += test_case("source", "nothing found in " + source_name(report_, source_), "");
        }
        counts += counts_;
        const SourceFacts& facts = report_.sources[source_];
        std::string start = fmt::format("  <testsuite name=\"{}\" {}",
                                        markup_text(source_name(report_, source_)), attributes(counts_));
        if (!facts.host.empty()) {
            start += fmt::format(" hostname=\"{}\"", markup_text(facts.host));
        }
        if (!report_.started.empty()) {
            start += fmt::format(" timestamp=\"{}\"", markup_text(report_.started));
        }
        return fmt::format("{}>\n{}  </testsuite>\n", start, cases_);
    }

private:
    const Report& report_;
    std::size_t source_;
    Counts counts_;
    std::string cases_;
};

std::string empty_suite(Counts& counts) {
    const Counts own{1, 0, 0, 1};
    counts += own;
    return fmt::format(
        "  <testsuite name=\"postern\" {}>\n{}  </testsuite>\n", attributes(own),
        test_case("source", "nothing was looked at",
                  "<skipped message=\"No target holds anything of a kind that postern reads\"/>"));
}

}  // namespace

void write_junit(const Report& report, base::ByteSink& sink) {
    std::vector<Suite> suites;
    for (std::size_t source = 0; source < report.sources.size(); ++source) {
        suites.emplace_back(report, source);
        for (const Skip& skip : report.sources[source].skips) {
            suites.back().add(skip);
        }
    }
    for (const Finding& finding : report.findings) {
        if (finding.source < suites.size()) {
            suites[finding.source].add(finding);
        }
    }
    Counts counts;
    std::string inside;
    for (Suite& suite : suites) {
        inside += suite.finish(counts);
    }
    if (suites.empty()) {
        inside = empty_suite(counts);
    }
    sink.write(fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"postern\" {}>\n{}</testsuites>\n",
        attributes(counts), inside));
}

}  // namespace postern::report

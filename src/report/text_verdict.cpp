#include "report/text_verdict.hpp"

#include "report/shown_text.hpp"
#include "report/verdict.hpp"

namespace postern::report {

namespace {

std::string painted(const Sentence& sentence, const TextPage& page) {
    switch (sentence.weight) {
        case Weight::strong:
            return page.paint(Paint::bold, sentence.text);
        case Weight::alarming:
            return page.paint(Paint::high, sentence.text);
        case Weight::plain:
            break;
    }
    return sentence.text;
}

}  // namespace

void write_verdict(const Report& report, TextPage& page) {
    for (const Sentence& sentence : verdict(report)) {
        page.prose("", painted(sentence, page));
    }
    for (const std::string& note : report.notes) {
        page.prose("Note: ", shown(note));
    }
}

}  // namespace postern::report

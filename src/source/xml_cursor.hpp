// Walks through an XML stream of any size, element by element.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format/xml_nesting.hpp"
#include "format/xml_tag.hpp"
#include "postern/record_sink.hpp"
#include "source/xml_stream.hpp"

namespace postern::source {

// What it has walked past it lets go of at once, comments and CDATA sections of any size included;
// only tag() and element() hold on to bytes. Checks that end tags fit their start tags, and
// nothing else about what is passed over.
class XmlCursor {
public:
    enum class Event {
        open,     // a start tag stands at the front of the window: enter(), pass() or hold it
        close,    // the innermost entered element has ended; its end tag is behind us
        comment,  // a comment stands at the front; only when faults are tolerated, or asked for
        end,      // nothing follows
    };

    explicit XmlCursor(base::ByteWindow& window) : stream_(window) {}
    // Tolerates elements that do not fit: the first time is reported to the sink.
    XmlCursor(base::ByteWindow& window, RecordSink& tolerant) : stream_(window), tolerant_(&tolerant) {}

    // Stops at comments in front of the root element.
    void stop_at_comments_of_prolog() { prolog_comments_ = true; }

    // Throws MalformedXml, like everything below that moves on.
    Event next();

    // After Event::open.
    std::string_view name() const;
    bool enter();       // false when it is self-closing: it has no content, and no close will come
    void pass();        // the whole element
    void pass_alike();  // the same, and perhaps elements of the same name that follow

    // Holds the start tag, or the whole element, or the comment, in the window: what it answers is
    // at the front of the window until release().
    std::optional<format::XmlFault> tag(format::XmlTag& tag);
    std::string_view element();
    std::string_view comment();

    // Lets go of held bytes, rewritten.
    void release(std::size_t count, std::vector<format::XmlSplice> splices) {
        stream_.release(count, std::move(splices));
    }
    // As enter(), after tag().
    bool release_tag(const format::XmlTag& tag, std::vector<format::XmlSplice> splices);
    // Goes on behind a start tag that tag() found a fault in.
    void abandon_tag(const format::XmlFault& fault);
    // After element() has thrown: the start tag is at the front again.
    void forget_element(std::size_t depth);

    // Passes everything that is left on as it is.
    void drain() { stream_.drain(); }

    std::size_t depth() const { return nesting_.depth(); }
    format::XmlEncoding encoding() const { return stream_.encoding(); }
    base::ByteWindow& window() { return stream_.window(); }

private:
    bool pass_text();
    format::XmlMarkup markup();
    void measure_name(std::size_t before);
    void pass_end_tag();
    void pass_other(format::XmlMarkup markup);
    void begin_root();
    Event at_end();
    void complain(std::uint64_t at, const std::string& reason);
    [[noreturn]] void truncated();

    XmlStream stream_;
    RecordSink* tolerant_ = nullptr;
    format::XmlNesting nesting_;
    std::size_t name_length_ = 0;
    bool started_ = false;
    bool root_seen_ = false;
    bool prolog_comments_ = false;
    bool complained_ = false;
};

// Runs `read`; a MalformedXml becomes a Skip. Then the rest is passed on unread.
void read_xml(XmlCursor cursor, RecordSink& sink, const std::function<void(XmlCursor&)>& read);

}  // namespace postern::source

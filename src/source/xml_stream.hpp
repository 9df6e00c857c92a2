// The front of an XML stream: what is in sight, and whether passing it lets go of it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_window.hpp"
#include "format/xml_span.hpp"
#include "format/xml_splice.hpp"
#include "format/xml_text.hpp"

namespace postern::source {

// The stream is not XML that can be read, from this place on.
class MalformedXml : public std::runtime_error {
public:
    MalformedXml(std::uint64_t at, const std::string& reason) : std::runtime_error(reason), at_(at) {}
    std::uint64_t at() const { return at_; }

private:
    std::uint64_t at_;
};

class XmlStream {
public:
    explicit XmlStream(base::ByteWindow& window) : window_(window) {}

    // What is in sight and not passed. Views stay valid until more() or grow().
    std::string_view rest() const {
        const std::string_view bytes = window_.bytes();
        return {bytes.data() + held_, bytes.size() - held_};
    }
    std::uint64_t offset() const { return window_.offset() + held_; }
    bool more() { return window_.more(); }
    // Doubles what is in sight, so that looking again from the start stays linear.
    bool grow();

    // Passes bytes: lets go of them, or holds them between hold() and held().
    void advance(std::size_t count) {
        if (holding_) {
            held_ += count;
        } else {
            window_.consume(count);
        }
    }
    void hold() { holding_ = true; }
    bool holding() const { return holding_; }
    // The bytes passed since hold(), which stand at the front again.
    std::string_view held();
    // Lets go of bytes at the front, rewritten.
    void release(std::size_t count, std::vector<format::XmlSplice> splices);
    // Lets go of everything up to the end.
    void drain();

    // Each passes one thing at the front and throws MalformedXml when it is not as it should be.
    void pass_mark();  // byte order mark, if any
    void pass_doctype();
    void pass_declaration();  // or another instruction of the prolog
    // A comment, CDATA section or instruction of any size; false when the stream ends inside.
    bool pass_opaque(format::XmlMarkup markup);

    format::XmlEncoding encoding() const { return encoding_; }
    base::ByteWindow& window() { return window_; }

private:
    void see_more_of_prolog();

    base::ByteWindow& window_;
    std::size_t held_ = 0;  // bytes at the front of the window that are passed and held
    bool holding_ = false;
    format::XmlEncoding encoding_ = format::XmlEncoding::utf8;
};

}  // namespace postern::source

#include "report/words.hpp"

namespace postern::report {

std::string_view word(FindingKind kind) {
    switch (kind) {
        case FindingKind::exposed_credential:
            return "exposed-credential";
        case FindingKind::open_mail_route:
            return "open-mail-route";
        case FindingKind::risk:
            break;
    }
    return "risk";
}

std::string_view word(Severity severity) {
    switch (severity) {
        case Severity::high:
            return "high";
        case Severity::medium:
            return "medium";
        case Severity::low:
            break;
    }
    return "low";
}

std::string_view word(Status status) {
    switch (status) {
        case Status::commented_out:
            return "commented-out";
        case Status::disabled:
            return "disabled";
        case Status::active:
            break;
    }
    return "active";
}

std::string_view word(Encoding encoding) {
    switch (encoding) {
        case Encoding::base64:
            return "base64";
        case Encoding::encrypted:
            return "encrypted";
        case Encoding::external:
            return "external";
        case Encoding::plain:
            break;
    }
    return "plain";
}

std::string_view word(Direction direction) {
    return direction == Direction::incoming ? "incoming" : "outgoing";
}

std::string_view word(Tls tls) {
    switch (tls) {
        case Tls::starttls:
            return "starttls";
        case Tls::implicit:
            return "implicit";
        case Tls::none:
            break;
    }
    return "none";
}

}  // namespace postern::report

#include "login/login_client.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include "base/file_input.hpp"
#include "base/interrupt.hpp"
#include "login/login_dialogue.hpp"
#include "postern/error.hpp"

namespace postern::login {

namespace {

// No server takes one, and in a command it would be the end of it.
bool has_control_character(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            return true;
        }
    }
    return false;
}

std::string url_of(const MailServer& server) {
    constexpr std::array<const char*, 3> kSchemes{"smtp", "imap", "pop3"};
    const bool bracket = server.host.find(':') != std::string::npos;
    return fmt::format("{}{}://{}{}{}:{}/", kSchemes.at(static_cast<std::size_t>(server.protocol)),
                       server.implicit_tls ? "s" : "", bracket ? "[" : "", server.host, bracket ? "]" : "",
                       server.port);
}

std::string why_not_trusted(CURL* curl) {
    constexpr long kExpired = 10;  // X509_V_ERR_CERT_HAS_EXPIRED
    // libcurl compares names itself once all else is well, and leaves one of the first two; or OpenSSL does.
    constexpr std::array<long, 4> kOtherName{0, 1, 62, 64};
    long verdict = 0;
    curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &verdict);
    if (std::find(kOtherName.begin(), kOtherName.end(), verdict) != kOtherName.end()) {
        return "its certificate is for another name";
    }
    return verdict == kExpired ? "its certificate has expired" : "its certificate is not trusted";
}

// When the server gave no answer.
std::string why_ended(CURLcode end, CURL* curl) {
    switch (end) {
        case CURLE_OK:
            return "it does not ask for a password";
        case CURLE_COULDNT_RESOLVE_HOST:
            return "its name cannot be resolved";
        case CURLE_COULDNT_CONNECT:
            return "no connection can be made";
        case CURLE_OPERATION_TIMEDOUT:
            return "it did not answer in time";
        case CURLE_USE_SSL_FAILED:
            return "it offers no encryption";
        case CURLE_PEER_FAILED_VERIFICATION:
            return why_not_trusted(curl);
        case CURLE_SSL_CONNECT_ERROR:
            return "no encryption could be agreed on";
        case CURLE_LOGIN_DENIED:
            return "it offers no way to log in by a password";
        case CURLE_WEIRD_SERVER_REPLY:
            return "it turned the connection away";
        default:
            return "the connection broke off";
    }
}

std::size_t hear(char* bytes, std::size_t size, std::size_t count, void* dialogue) {
    static_cast<LoginDialogue*>(dialogue)->received({bytes, size * count});
    return size * count;
}

std::size_t drop(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

int overhear(CURL*, curl_infotype type, char* bytes, std::size_t size, void* dialogue) {
    if (type == CURLINFO_HEADER_OUT) {
        static_cast<LoginDialogue*>(dialogue)->sent({bytes, size});
    }
    return 0;
}

// A name that is being looked up is not waited for then.
int stop_if_interrupted(void* curl, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    if (!base::interrupt_asked()) {
        return 0;
    }
    curl_easy_setopt(static_cast<CURL*>(curl), CURLOPT_QUICK_EXIT, 1L);
    return 1;
}

class Connection {
public:
    Connection(const MailServer& server, const LoginLimits& limits, const std::string& authorities)
        : curl_(curl_easy_init(), curl_easy_cleanup), dialogue_(server.protocol) {
        if (curl_ == nullptr) {
            throw std::bad_alloc();
        }
        set(CURLOPT_URL, url_of(server).c_str());
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps,imap,imaps,pop3,pop3s");
        set(CURLOPT_PROXY, "");
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>((limits.connect.count() + 999) / 1000));
        encrypt(authorities);
        ask_nothing();
        listen();
    }

    // Without one of them the server asks for its own login, if it has no mechanisms.
    void by_mechanisms() { set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN"); }

    // Throws Error.
    CURLcode log_in(const std::string& username, const Secret& password) {
        const Secret ended = Secret::joined(password.reveal(), std::string_view("\0", 1));
        set(CURLOPT_USERNAME, username.c_str());
        set(CURLOPT_PASSWORD, ended.reveal().data());
        const CURLcode end = curl_easy_perform(curl_.get());
        base::throw_if_interrupted();
        if (end == CURLE_OUT_OF_MEMORY) {
            throw std::bad_alloc();
        }
        if (end == CURLE_SSL_CACERT_BADFILE) {
            throw Error(ErrorKind::failed, "the certificates to trust could not be read",
                        "the package ca-certificates has the system's; --verify-ca names others");
        }
        return end;
    }

    const LoginDialogue& dialogue() const { return dialogue_; }
    std::string why(CURLcode end) const { return why_ended(end, curl_.get()); }

private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        if (curl_easy_setopt(curl_.get(), option, value) != CURLE_OK) {
            throw Error(ErrorKind::failed, "this libcurl cannot try logins safely",
                        "it lacks an option that it should have since 7.87");
        }
    }

    void encrypt(const std::string& authorities) {
        set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!authorities.empty()) {
            set(CURLOPT_CAINFO, authorities.c_str());
        }
    }

    // Without a body libcurl takes the reply to NOOP for the end.
    void ask_nothing() {
        set(CURLOPT_CUSTOMREQUEST, "NOOP");
        set(CURLOPT_NOBODY, 1L);
        set(CURLOPT_FORBID_REUSE, 1L);
        set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    }

    // Verbose only to see commands go: nothing of it is written anywhere.
    void listen() {
        set(CURLOPT_WRITEFUNCTION, &drop);
        set(CURLOPT_HEADERFUNCTION, &hear);
        set(CURLOPT_HEADERDATA, &dialogue_);
        set(CURLOPT_DEBUGFUNCTION, &overhear);
        set(CURLOPT_DEBUGDATA, &dialogue_);
        set(CURLOPT_VERBOSE, 1L);
        set(CURLOPT_XFERINFOFUNCTION, &stop_if_interrupted);
        set(CURLOPT_XFERINFODATA, curl_.get());
        set(CURLOPT_NOPROGRESS, 0L);
    }

    std::unique_ptr<CURL, void (*)(CURL*)> curl_;
    LoginDialogue dialogue_;
};

LoginResult result_of(const Connection& connection, CURLcode end) {
    const LoginDialogue& dialogue = connection.dialogue();
    LoginResult result{LoginOutcome::unreachable, dialogue.why(), dialogue.asked()};
    if (dialogue.answer() == Answer::accepted) {
        result.outcome = LoginOutcome::verified;
    } else if (dialogue.answer() == Answer::refused) {
        result.outcome = LoginOutcome::rejected;
    } else if (dialogue.answer() == Answer::none) {
        result.why = connection.why(end);
    }
    return result;
}

bool holds_certificate(const std::string& path) {
    base::FileInput file(path);
    constexpr std::size_t kMost = 16U << 20U;
    std::string text;
    std::array<char, 65536> block{};
    for (std::size_t count = file.read(block); count > 0 && text.size() < kMost; count = file.read(block)) {
        text.append(block.data(), count);
    }
    return text.find("-----BEGIN CERTIFICATE-----") != std::string::npos ||
           text.find("-----BEGIN TRUSTED CERTIFICATE-----") != std::string::npos;
}

void check_authorities(const std::string& path) {
    const char* hint = "it takes a PEM file with the certificate of an authority";
    try {
        if (!holds_certificate(path)) {
            throw Error(ErrorKind::usage, "--verify-ca names a file without a certificate", hint);
        }
    } catch (const base::DamagedInput& damage) {
        throw Error(ErrorKind::usage, fmt::format("--verify-ca: {}", damage.what()), hint);
    }
}

}  // namespace

LoginClient::LoginClient(std::string authorities, LoginLimits limits)
    : authorities_(std::move(authorities)), limits_(limits) {
    if (!authorities_.empty()) {
        check_authorities(authorities_);
    }
    ::unsetenv("SSLKEYLOGFILE");  // libcurl would write keys there that open a recorded connection
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        throw Error(ErrorKind::failed, "libcurl cannot be started", "");
    }
}

LoginClient::~LoginClient() {
    curl_global_cleanup();
}

LoginResult LoginClient::attempt(const MailServer& server, const std::string& username,
                                 const Secret& password) {
    if (has_control_character(username) || has_control_character(password.reveal())) {
        return {LoginOutcome::unreachable, "no server takes the characters of this user or password", false};
    }
    Connection connection(server, limits_, authorities_);
    connection.by_mechanisms();
    const CURLcode end = connection.log_in(username, password);
    const bool other_way = end == CURLE_LOGIN_DENIED && server.protocol != MailProtocol::smtp &&
                           !connection.dialogue().asked() && !connection.dialogue().offers_mechanisms();
    if (!other_way) {
        return result_of(connection, end);
    }
    Connection own_login(server, limits_, authorities_);
    const CURLcode own_end = own_login.log_in(username, password);
    return result_of(own_login, own_end);
}

}  // namespace postern::login

#include "source/postfix_services.hpp"

#include <algorithm>

namespace postern::source {

namespace {

// What every distribution ships, as far as it matters.
constexpr std::string_view kStock =
    "smtp inet n - n - - smtpd\n"
    "cleanup unix n - n - 0 cleanup\n"
    "rewrite unix - - n - - trivial-rewrite\n"
    "smtp unix - - n - - smtp\n"
    "relay unix - - n - - smtp\n"
    "error unix - - n - - error\n"
    "retry unix - - n - - error\n"
    "discard unix - - n - - discard\n"
    "local unix - n n - - local\n"
    "virtual unix - n n - - virtual\n"
    "lmtp unix - - n - - lmtp\n";

}  // namespace

const format::PostfixService* PostfixServices::find(std::string_view name, std::string_view type) const {
    const auto found = std::find_if(all.begin(), all.end(), [&](const format::PostfixService& service) {
        return service.name == name && service.type == type;
    });
    return found != all.end() ? &*found : nullptr;
}

const format::PostfixService* PostfixServices::transport(std::string_view name) const {
    return find(name, "unix");
}

PostfixServices read_services(const PostfixFiles& files) {
    const auto text = files.text(files.folder() + "/master.cf");
    format::PostfixMasterCf parsed = format::parse_master_cf(text ? *text : kStock);
    PostfixServices services{std::move(parsed.services), std::move(parsed.faults), ""};
    if (!text) {
        services.assumed = "its master.cf is not at hand";
    }
    return services;
}

}  // namespace postern::source

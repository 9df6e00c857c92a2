#include "source/postfix_facts.hpp"

#include "source/postfix_exposure.hpp"
#include "source/postfix_fact.hpp"
#include "source/postfix_passwords.hpp"
#include "source/postfix_routes.hpp"
#include "source/postfix_tls.hpp"

namespace postern::source {

namespace {

const std::string& may_go_out(const OutsideMail& mail) {
    return mail.may_let_out.empty() ? mail.may_pass_on : mail.may_let_out;
}

std::string reaches_world(const OutsideMail& mail, const PostfixServices& services) {
    if (mail.some_go_out) {
        return mail.may_hold.empty() ? "yes" : unknown_fact(mail.may_hold);
    }
    if (mail.rest.way == MailWay::unclear || !may_go_out(mail).empty()) {
        return unknown_fact(mail.rest.way == MailWay::unclear ? mail.rest.why : may_go_out(mail));
    }
    return services.assumed.empty() ? "no" : unknown_fact(services.assumed);
}

// "yes" when nothing goes out, but for single addresses.
std::string is_blackhole(const OutsideMail& mail, const PostfixServices& services) {
    if (mail.rest.way == MailWay::unclear || !mail.may_hold.empty()) {
        return unknown_fact(mail.rest.way == MailWay::unclear ? mail.rest.why : mail.may_hold);
    }
    if (mail.rest.way == MailWay::held && !mail.some_go_out) {
        return may_go_out(mail).empty() ? "yes" : unknown_fact(may_go_out(mail));
    }
    return services.assumed.empty() ? "no" : unknown_fact(services.assumed);
}

}  // namespace

PostfixFacts postfix_facts(const PostfixSettings& settings, const PostfixServices& services,
                           const PostfixFiles& files) {
    const OutsideMail mail = outside_mail(settings, services, files);
    const PostfixFact tls = relay_tls(mail, settings, services, files);
    const PostfixFact listens = listens_to(settings, services);
    const PostfixFact networks = relays_for(settings, services);
    const PostfixFact readable = readable_passwords(settings, services, files);
    const PostfixFact inside = passwords_in_configuration(settings, services);
    return {
        {{"postern.blackhole", is_blackhole(mail, services)},
         {"postern.reaches_world", reaches_world(mail, services)},
         {"postern.relay_tls", tls.value},
         {"postern.relay", tls.about},
         {"postern.listens", listens.value},
         {"postern.listener", listens.about},
         {"postern.networks", networks.value},
         {"postern.networks_of", networks.about},
         {"postern.passwords_readable", readable.value},
         {"postern.passwords_file", readable.about},
         {"postern.passwords_inside", inside.value},
         {"postern.passwords_of", inside.about}},
        {mail.let_out_by, tls.setting, listens.setting, networks.setting, readable.setting, inside.setting}};
}

}  // namespace postern::source

// The parts of a README about life with the Postfix: what applications say, what this host itself sends, the
// log.
#pragma once

#include "postfix/plan.hpp"
#include "postfix/readme_text.hpp"

namespace postern::postfix {

// For Jira's and Confluence's form, and for a mail session of Tomcat, where there may be one.
void write_form(const Plan& plan, ReadmeText& text);

// What becomes of the mail of cron and of the sendmail command.
void write_own_mail(const Plan& plan, ReadmeText& text);

void write_later(const Plan& plan, ReadmeText& text);

}  // namespace postern::postfix

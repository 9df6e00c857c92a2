#include "source/any_server_residues.hpp"

#include "base/text.hpp"

namespace postern::source {

namespace {

// For a POSIX shell.
std::string shell_word(const std::string& text) {
    std::string quoted = "'";
    for (const char c : base::printable(text)) {
        quoted += c == '\'' ? "'\\''" : std::string(1, c);
    }
    return quoted + "'";
}

}  // namespace

std::string search_command(const std::vector<std::string>& paths) {
    std::string command = "read -rsp 'Old password: ' OLD && printf '%s' \"$OLD\" | grep -rlFf - --";
    for (const std::string& path : paths) {
        command += " " + shell_word(path);
    }
    return command;
}

std::string sql_text(const std::string& text) {
    std::string quoted = "'";
    for (const char c : base::printable(text)) {
        quoted.append(c == '\'' ? 2 : 1, c);
    }
    return quoted + "'";
}

std::string joined(const std::vector<std::string>& texts, const std::string& between) {
    std::string all;
    for (const std::string& text : texts) {
        all += (all.empty() ? "" : between) + text;
    }
    return all;
}

Residue not_looked_up(const std::string& what, const std::string& how) {
    return {what + " could not be looked up: this login may not see that", "as an administrator: " + how};
}

Residue backups_residue(const std::string& tools) {
    return {"backups from before the change (" + tools +
                "), snapshots of volumes and virtual machines, and copies of the database for tests hold "
                "the old value",
            "postern scan FOLDER  # tells which dumps hold it\n"
            "Delete them, snapshots too, once a new backup is made; blocks of deleted files are overwritten "
            "in time only."};
}

Residue rotation_residue() {
    return {"whoever has read the password knows it still",
            "Change the password at the mail provider: nothing else makes every copy worthless."};
}

}  // namespace postern::source

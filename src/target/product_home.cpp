#include "target/product_home.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "base/base64.hpp"
#include "base/file_input.hpp"
#include "base/text.hpp"
#include "format/xml_prolog.hpp"
#include "format/xml_tree.hpp"
#include "postern/error.hpp"
#include "target/jdbc_url.hpp"
#include "target/wiped_text.hpp"

namespace postern::target {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = 4 * 1024 * 1024;

// What both products' files say, each in its own elements.
struct Settings {
    WipedText url;
    WipedText user;
    WipedText password;
    WipedText cipher;  // a Java class; empty: the password stands there as it is
    WipedText schema;
    bool jndi = false;
};

[[noreturn]] void fail(const std::string& file, const std::string& what, const std::string& hint) {
    throw Error(ErrorKind::failed, base::printable(file) + ": " + what, hint);
}

format::XmlEncoding encoding_of(std::string_view text) {
    const std::string_view declaration =
        text.starts_with("<?xml") ? text.substr(0, text.find("?>")) : std::string_view();
    return format::xml_encoding_named(format::declared_encoding(declaration))
        .value_or(format::XmlEncoding::utf8);
}

class ConfigReader {
public:
    explicit ConfigReader(std::string_view text) : encoding_(encoding_of(text)) {
        readable_ = !tree_.parse(text).has_value();
    }

    // The root's name; empty when it is no XML that can be read.
    std::string_view root() const { return readable_ ? tree_.nodes()[0].name : std::string_view(); }

    Settings jira() {
        Settings settings;
        for (std::size_t node = 1; node < tree_.nodes().size(); ++node) {
            const std::string_view name = tree_.nodes()[node].name;
            settings.jndi = settings.jndi || name == "jndi-datasource";
            WipedText* into = name == "url"                                  ? &settings.url
                              : name == "username"                           ? &settings.user
                              : name == "password"                           ? &settings.password
                              : name == "atlassian-password-cipher-provider" ? &settings.cipher
                              : name == "schema-name"                        ? &settings.schema
                                                                             : nullptr;
            take(node, into);
        }
        return settings;
    }

    Settings confluence() {
        Settings settings;
        for (std::size_t node = 1; node < tree_.nodes().size(); ++node) {
            const std::string name = tree_.nodes()[node].name == "property" ? name_attribute(node) : "";
            settings.jndi = settings.jndi || name == "hibernate.connection.datasource";
            WipedText* into = name == "hibernate.connection.url"            ? &settings.url
                              : name == "hibernate.connection.username"     ? &settings.user
                              : name == "hibernate.connection.password"     ? &settings.password
                              : name == "jdbc.password.decrypter.classname" ? &settings.cipher
                              : name == "hibernate.default_schema"          ? &settings.schema
                                                                            : nullptr;
            take(node, into);
        }
        return settings;
    }

private:
    void take(std::size_t node, WipedText* into) {
        if (into != nullptr && into->text.empty()) {
            format::append_content(into->text, tree_.content(node), encoding_);
        }
    }

    std::string name_attribute(std::size_t node) {
        const format::XmlTag& tag = tree_.tag(node);
        const format::XmlAttribute* name = tag.find("name");
        std::string decoded;
        if (name != nullptr) {
            const std::string_view raw =
                format::raw_value(tree_.text().substr(tree_.nodes()[node].begin), *name);
            format::append_decoded(decoded, raw, format::XmlPlace::attribute, encoding_);
        }
        return decoded;
    }

    format::XmlEncoding encoding_;
    format::XmlTree tree_;
    bool readable_ = false;
};

std::string simple_name(const std::string& java_class) {
    const std::string name = java_class.substr(java_class.rfind('.') + 1);
    return is_showable_name(name) ? name : std::string("a class of its own");
}

std::string encrypted_hint(const std::string& file, const std::string& how, DatabaseKind kind) {
    return "the password in " + base::printable(file) + " is encrypted (" + how + "): give it by " +
           (kind == DatabaseKind::postgresql ? "PGPASSWORD, ~/.pgpass" : "MYSQL_PWD, ~/.my.cnf") +
           " or --password-file";
}

void take_password(const Settings& settings, ProductHome& home) {
    const std::string& stored = settings.password.text;
    const std::string cipher = settings.cipher.text.empty() ? "" : simple_name(settings.cipher.text);
    if (stored.starts_with("{ATL_SECURED}") || stored.starts_with("{ENCRYPTED}")) {
        home.password_hint = encrypted_hint(home.file, "kept elsewhere", home.url.kind);
    } else if (cipher.empty()) {
        home.url.password = stored.empty() ? home.url.password : std::optional(Secret(stored));
    } else if (cipher.starts_with("Base64")) {
        const WipedText decoded{base::decode_base64(stored).value_or("")};
        if (decoded.text.empty()) {
            fail(home.file, "its password should be Base64, and is not", "give it by --password-file");
        }
        home.url.password = Secret(decoded.text);
    } else {
        home.password_hint = encrypted_hint(home.file, cipher, home.url.kind);
    }
}

DatabaseUrl address_of(const Settings& settings, const std::string& file) {
    if (settings.url.text.empty()) {
        fail(file, settings.jndi ? "reaches its database by JNDI" : "does not say where its database is",
             "give the database's URL instead: postgresql:// or mysql://USER@HOST/DATABASE");
    }
    try {
        DatabaseUrl url = parse_jdbc_url(settings.url.text);
        url.user = settings.user.text.empty() ? url.user : settings.user.text;
        url.schema = settings.schema.text.empty() ? url.schema : settings.schema.text;
        return url;
    } catch (const Error& error) {
        fail(file, error.what(), error.hint());
    }
}

// nullopt: too long for a configuration file.
std::optional<WipedText> contents_of(const std::string& path) {
    base::FileInput input(path);
    WipedText all;
    all.text.resize(kLargestFile + 1);
    std::size_t size = 0;
    for (std::size_t count = 1; count > 0 && size < all.text.size(); size += count) {
        count = input.read(std::span(all.text).subspan(size));
    }
    all.text.resize(size);
    return size > kLargestFile ? std::nullopt : std::optional(std::move(all));
}

std::optional<ProductHome> read_file(const std::string& path) {
    try {
        const auto text = contents_of(path);
        return text ? read_product_config(path, text->text) : std::nullopt;
    } catch (const base::DamagedInput& damage) {
        fail(path, damage.what(), "run postern as a user who can read it");
    }
}

}  // namespace

std::optional<ProductHome> read_product_config(const std::string& file, std::string_view text) {
    text.remove_prefix(text.starts_with(format::kUtf8Mark) ? format::kUtf8Mark.size() : 0);
    ConfigReader reader(text);
    const bool jira = reader.root() == "jira-database-config";
    if (!jira && reader.root() != "confluence-configuration") {
        return std::nullopt;
    }
    const Settings settings = jira ? reader.jira() : reader.confluence();
    ProductHome home{jira ? "jira" : "confluence", file, address_of(settings, file), {}};
    take_password(settings, home);
    return home;
}

std::optional<ProductHome> find_product_home(const std::string& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_regular_file(status)) {
        return read_file(path);
    }
    for (const char* name : {"dbconfig.xml", "confluence.cfg.xml"}) {
        const std::string file = (fs::path(path) / name).string();
        if (fs::is_directory(status) && fs::is_regular_file(file, error)) {
            if (auto home = read_file(file)) {
                return home;
            }
        }
    }
    return std::nullopt;
}

}  // namespace postern::target

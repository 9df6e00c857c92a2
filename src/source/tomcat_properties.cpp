#include "source/tomcat_properties.hpp"

#include <array>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "format/java_properties.hpp"
#include "format/jvm_options.hpp"
#include "format/option_syntax.hpp"
#include "source/neighbour_file.hpp"

namespace postern::source {

namespace {

namespace fs = std::filesystem;

constexpr const char* kProperties = "conf/catalina.properties";
constexpr std::array<const char*, 2> kScripts{"bin/setenv.sh", "bin/setenv.bat"};
constexpr int kHighest = 5;  // webapps/app/META-INF/context.xml

constexpr std::string_view kOpen = "${";
constexpr std::string_view kDefault = ":-";

struct Found {
    std::string_view value;
    std::string file;
};

// A text that holds secrets for as long as what was read of it.
struct WipedFile {
    explicit WipedFile(std::string given) : text(std::move(given)) {}
    WipedFile(const WipedFile&) = delete;
    WipedFile& operator=(const WipedFile&) = delete;
    ~WipedFile() { ::explicit_bzero(text.data(), text.size()); }

    std::string text;
};

}  // namespace

class TomcatProperties::Files {
public:
    explicit Files(const std::string& folder) {
        const std::string file = folder + "/" + kProperties;
        if (auto text = read_neighbour(file)) {
            properties_ = std::make_unique<Properties>(file, std::move(*text));
        }
        for (const char* name : kScripts) {
            const std::string script = folder + "/" + name;
            auto text = read_neighbour(script);
            const auto syntax = text ? format::option_syntax(*text) : std::nullopt;
            if (syntax) {
                scripts_.push_back(std::make_unique<Script>(script, std::move(*text), *syntax));
            }
        }
    }

    std::optional<Found> find(std::string_view name) const {
        std::optional<Found> found;
        for (const auto& script : scripts_) {
            for (const format::JvmOption& option : script->options.options()) {
                if (!option.commented_out && option.key == name) {
                    found = Found{option.value, script->file};
                }
            }
        }
        for (std::size_t i = 0; properties_ && i < properties_->properties.entries().size(); ++i) {
            const format::JavaProperty& entry = properties_->properties.entries()[i];
            if (!entry.commented_out && entry.key == name) {
                found = Found{entry.value, properties_->file};
            }
        }
        return found;
    }

private:
    struct Properties {
        Properties(std::string name, std::string given)
            : file(std::move(name)), text(std::move(given)), properties(text.text) {}

        std::string file;
        WipedFile text;
        format::JavaProperties properties;
    };
    struct Script {
        Script(std::string name, std::string given, format::OptionSyntax syntax)
            : file(std::move(name)), text(std::move(given)), options(text.text, syntax) {}

        std::string file;
        WipedFile text;
        format::JvmOptions options;
    };

    std::unique_ptr<Properties> properties_;
    std::vector<std::unique_ptr<Script>> scripts_;
};

std::optional<TomcatPlace> find_tomcat(const std::string& file) {
    std::error_code error;
    fs::path folder = fs::canonical(file, error).parent_path();
    for (int i = 0; !error && i < kHighest && folder != folder.parent_path(); ++i) {
        if (fs::is_regular_file(folder / kProperties, error)) {
            return TomcatPlace{folder.string()};
        }
        error.clear();
        folder = folder.parent_path();
    }
    return std::nullopt;
}

TomcatProperties::TomcatProperties(TomcatPlace place) : place_(std::move(place)) {}

TomcatProperties::~TomcatProperties() = default;

std::optional<TomcatProperties::Resolved> TomcatProperties::resolve(std::string_view text) {
    Resolved resolved;
    std::size_t at = text.find(kOpen);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    files_ = files_ ? std::move(files_) : std::make_unique<Files>(place_.folder);
    while (at != std::string_view::npos) {
        const std::size_t end = text.find('}', at);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view inside = text.substr(at + kOpen.size(), end - at - kOpen.size());
        const std::size_t fallback = inside.find(kDefault);
        const std::string_view name = inside.substr(0, fallback);
        resolved.text += text.substr(0, at);
        if (const auto found = files_->find(name)) {
            resolved.text += found->value;
            resolved.stands_in = found->file + ", " + std::string(name);
        } else if (fallback != std::string_view::npos) {
            resolved.text += inside.substr(fallback + kDefault.size());
        } else {
            return std::nullopt;
        }
        text.remove_prefix(end + 1);
        at = text.find(kOpen);
    }
    resolved.text += text;
    // One that stands in another is not followed.
    return resolved.text.find(kOpen) == std::string::npos ? std::optional(std::move(resolved)) : std::nullopt;
}

}  // namespace postern::source

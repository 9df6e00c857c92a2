// One member of a ZIP file as a layer.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/spool.hpp"
#include "base/window_sink.hpp"
#include "compression/encoder.hpp"
#include "compression/expansion_guard.hpp"
#include "format/zip_directory.hpp"
#include "target/layer.hpp"

namespace postern::target {

// Compares the member's checksum and lengths. Changed, a deflated member is followed by a descriptor; a
// stored one stays stored, and its text is spooled, as its header must state the length.
class ZipMember : public Layer {
public:
    // The whole local header is at the window's front and in sight.
    ZipMember(base::ByteWindow& packed, compression::ExpansionGuard& guard, Packing packing);
    ~ZipMember() override;

    const std::string& name() const { return header_.name; }
    const std::optional<std::string>& reason_unreadable() const { return unreadable_; }

    base::ByteSource& text() override;
    std::optional<std::string_view> packed_whole() const override;
    bool is_restated() const override;

    // Leaves the member, whether or not it was read; the window is behind it then. Throws DamagedInput.
    void end();

    // Once it was ended: as it was found, and, if it was packed anew, what it is now and how much larger.
    const format::ZipMemberFacts& facts() const { return facts_; }
    const std::optional<format::ZipRepacked>& repacked() const { return repacked_; }
    std::int64_t growth() const { return growth_; }

private:
    class Content;

    void start_anew() override;
    void put(std::string_view bytes) override;
    void change(std::string_view old, std::string_view bytes) override;
    void pass_packed();
    std::size_t check_facts();
    void end_anew(std::size_t descriptor);
    bool is_as_it_was() const;
    bool is_spliced() const;
    void add_facts(std::string_view bytes);
    std::string_view see_descriptor();

    base::ByteWindow& packed_;
    base::WindowSink output_;
    std::uint64_t start_;
    format::ZipLocalHeader header_;
    std::string raw_header_;  // held back until it is known whether it stays
    std::optional<std::string> unreadable_;
    std::unique_ptr<Content> content_;
    std::unique_ptr<compression::Encoder> encoder_;
    std::unique_ptr<base::Spool> spool_;
    format::ZipMemberFacts written_;
    std::uint64_t data_at_ = 0;  // in what was written: where its packed bytes begin
    format::ZipMemberFacts facts_;
    std::optional<format::ZipRepacked> repacked_;
    std::int64_t growth_ = 0;
};

}  // namespace postern::target

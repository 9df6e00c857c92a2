// One member of a tar archive as a layer.
#pragma once

#include "base/spool.hpp"
#include "base/window_sink.hpp"
#include "target/layer.hpp"
#include "target/section_input.hpp"
#include "target/tar_head.hpp"

namespace postern::target {

// What is written anew is spooled, as its size stands in front of it.
class TarMember : public Layer {
public:
    // The window is behind the head.
    TarMember(base::ByteWindow& packed, TarHead head);

    const TarHead& head() const { return head_; }

    bool is_restated() const override;
    base::ByteSource& text() override { return data_; }

    // Leaves the member, whether or not it was read; the window is behind it then. Throws DamagedInput.
    void end();

private:
    void start_anew() override { data_.let_go(compression::UsedBytes::dropped); }
    void put(std::string_view bytes) override { spool_.write(bytes); }
    void end_anew();

    base::ByteWindow& packed_;
    base::WindowSink output_;
    TarHead head_;
    SectionInput data_;
    base::Spool spool_;
};

}  // namespace postern::target

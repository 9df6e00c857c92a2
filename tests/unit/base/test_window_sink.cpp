#include "base/window_sink.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

TEST_CASE("what is written goes in front of what the window still holds") {
    test::MemorySource source("one three");
    test::MemorySink output;
    base::ByteWindow window(source, &output);
    base::WindowSink sink(window);
    window.more();
    window.consume(4);
    sink.write("two ");
    sink.write("");
    CHECK(sink.written() == 4);
    window.consume(5);
    window.flush();
    CHECK(output.text == "one two three");
}

// Which ways of logging in a MySQL server may ask for.
#pragma once

#include <string>

namespace postern::source {

// A server names the way, and the driver's library would go any: send the password as it is
// (mysql_clear_password), or ask whoever sits at the terminal (dialog). It takes a list of those allowed
// from an option file only, so it is given one, in memory and for as long as this object lives.
class MysqlLoginMethods {
public:
    // With `clear_text`, also the password as it is: where only the right server can be listening.
    // Throws Error when the library could not read the list.
    explicit MysqlLoginMethods(bool clear_text);
    ~MysqlLoginMethods();
    MysqlLoginMethods(const MysqlLoginMethods&) = delete;
    MysqlLoginMethods& operator=(const MysqlLoginMethods&) = delete;

    std::string path() const;
    static const char* group() { return "postern"; }

private:
    int descriptor_;
};

}  // namespace postern::source

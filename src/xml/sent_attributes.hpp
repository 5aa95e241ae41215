// SentAttributes: the attributes of one start tag as Xerces' scanner gives them, namespace declarations among them.
#pragma once

#include <xercesc/framework/XMLAttr.hpp>
#include <xercesc/util/RefVectorOf.hpp>

#include <cstddef>

namespace postern::xml {

class SentAttributes {
public:
    using List = xercesc::RefVectorOf<xercesc::XMLAttr>;
    SentAttributes(const List& list, std::size_t count) : list_(list), count_(count) {}

    std::size_t size() const { return count_; }
    const xercesc::XMLAttr& operator[](std::size_t i) const { return *list_.elementAt(i); }

private:
    const List& list_; ///< used again by the scanner: longer than count_
    std::size_t count_;
};

/// xmlns or xmlns:p.
bool declares_namespace(const xercesc::XMLAttr& attribute);

} // namespace postern::xml

// Stands before every file that uses qpdf. Clang refuses the JSON.hh of qpdf 11.3 in C++20 (a class there holds a
// vector of the class around it, not complete yet, and libstdc++ 12 looks into it at once). Nothing here asks qpdf for
// JSON: its headers need no more than the name.
#pragma once

#define JSON_HH
class JSON;

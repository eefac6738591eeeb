// What the readers of the kinds share: the page as text, its labels, and the scales on which witnesses are weighed.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ocr/fields/fields.hpp"
#include "ocr/fields/form.hpp"
#include "ocr/fields/grammar.hpp"
#include "ocr/fields/slots.hpp"

namespace mangping::ocr::fields {

/// Values for one key from several places: those that agree strengthen each other, those that do not weaken the best.
class Ballot {
public:
    void offer(const std::string& key, const std::optional<Value>& value);
    /// What a second reading of the same page says (the PDF's own text): where both agree that is one more witness;
    /// where they do not, the picture is what people see and the value is in doubt.
    void confirm(const std::map<std::string, ReadField>& other);
    /// Something on the page speaks against the value: it is not sure, whoever offered it.
    void doubt(const std::string& key) { doubted_.insert(key); }
    /// Takes back what was offered for the key.
    void withdraw(const std::string& key) { values_.erase(key); }
    /// Nobody offered anything for the key yet.
    [[nodiscard]] bool open(const std::string& key) const { return !values_.contains(key); }
    /// The best so far, or null.
    [[nodiscard]] const Value* best(const std::string& key) const;
    [[nodiscard]] std::map<std::string, ReadField> result() const;

private:
    std::map<std::string, std::vector<Value>> values_;
    std::set<std::string> doubted_;
};

struct Page {
    explicit Page(const PageView& v);
    const PageView& view;
    Flow flow;
    Form form;
    Running all;  // the rows one after the other

    /// The value beside the best label of the slot that has one.
    [[nodiscard]] Text beside(int slot, std::size_t lines = 1) const;
    /// The name beside 姓名; one with a dot may run over two lines of its cell.
    [[nodiscard]] std::optional<Value> name_beside() const;
    /// X同志： on a row of its own, or 同志： below the row that is X, as letters and certificates begin.
    [[nodiscard]] std::optional<Value> addressed() const;
    /// The name in a list of several (A、B、C) that is the applicant's, as it was read.
    [[nodiscard]] std::optional<Value> applicant_among(View text) const;
    /// Marks [from, to) of the running text.
    [[nodiscard]] View marks(std::size_t from, std::size_t to) const;
    /// The running text between two phrases, the first at or after `from`; empty where either is missing or they stand
    /// further apart than `most` marks. An empty `after` ends with the row.
    [[nodiscard]] View between(std::u32string_view before, std::u32string_view after, std::size_t most,
                               std::size_t from = 0) const;
    /// The y below which `share` of the printed height lies: a photograph has a desk around its sheet.
    [[nodiscard]] double height_at(double share) const;
    /// The level rows of the lower three fifths, lowest first: where letters are signed.
    [[nodiscard]] std::vector<const Row*> foot() const;
};

/// How often the name stands elsewhere on the page as well: one more witness for a name.
[[nodiscard]] std::size_t mentions(const Page& page, const std::u32string& text);

/// No label says that it is the name (chosen).
inline constexpr double unlabelled_name = 0.85;
/// `name` begins the row `row` and is at most so sure. Nothing where the line above ends like a name written with a
/// dot, of which it may be the rest.
[[nodiscard]] std::optional<Value> begun_on_row(const Page& page, std::size_t row, std::optional<Value> name,
                                                double most = 1);

void read_id_front(const Page& page, Ballot& out);
void read_id_back(const Page& page, Ballot& out);
void read_diploma(const Page& page, Ballot& out);
void read_degree(const Page& page, Ballot& out);
void read_register(const Page& page, Ballot& out);
void read_degree_register(const Page& page, Ballot& out);
void read_qualification(const Page& page, Ballot& out);
void read_qualification_document(const Page& page, Ballot& out);
void read_review_form(const Page& page, Ballot& out);
void read_name(const Page& page, Ballot& out);
void read_letter_name(const Page& page, Ballot& out);
void read_assessment(const Page& page, Ballot& out);
void read_course(const Page& page, Ballot& out);
void read_insurance(const Page& page, Ballot& out);
void read_award(const Page& page, Ballot& out);
void read_patent(const Page& page, Ballot& out);
void read_paper(const Page& page, Ballot& out);
void read_publicity(const Page& page, Ballot& out);
void read_publicity_result(const Page& page, Ballot& out);
void read_opinion(const Page& page, Ballot& out);
void read_pledge(const Page& page, Ballot& out);
void read_proof(const Page& page, Ballot& out);

}  // namespace mangping::ocr::fields

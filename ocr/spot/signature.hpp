// Where the applicant signs: beside the labels of forms that ask for the applicant's own hand (本人签名：,
// 承诺人（签字）：), and beside a bare 签名： in a row of theirs (本人意见, 个人总结). Labels that ask for others
// (单位负责人签字, 主管领导签字) and bare ones in other rows are not the applicant's.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "models/kind.hpp"
#include "models/page.hpp"
#include "ocr/spot/blurred.hpp"

namespace mangping::ocr {

/// A place for the applicant's signature: what stands in `region` beside or under the label is taken for it.
struct SigningPlace {
    Rect region_upright;
    double em = 0;  // of the label, upright px
};

/// `kind` decides labels that mean the applicant on one kind only (乙方 of a labour contract).
[[nodiscard]] std::vector<SigningPlace> signing_places(const Reading& reading, Kind kind);

/// Behind labels in lines that hardly read, as a hand beside print spoils the reading of both: the networks are asked
/// for the labels. Places that overlap one of `known` are left out.
/// On papers that nobody but their issuer signs (diplomas, awards, patents, papers) there are none.
[[nodiscard]] std::vector<SigningPlace> signing_places_blurred(const Reading& reading, const PlaceOnLines& place,
                                                               const std::vector<SigningPlace>& known, Kind kind);

/// Where others sign: beside labels of their roles (主管领导签字：, 经办人：). What stands there is not the applicant's
/// hand, read or not. On what a unit writes about the applicant (`kind`: 公示, 推荐意见, a proof) a bare label is
/// another's as well. In a list of people in which the applicant's place to sign is known from `found`, so are the
/// others'.
[[nodiscard]] std::vector<SigningPlace> signing_places_of_others(const Reading& reading,
                                                                 const std::vector<Finding>& found,
                                                                 Kind kind = Kind::other);

/// Of drawings and reports: beside a name of `found` (zone mask) that a role stands before (设计 | 林知远 |), as far as
/// the next print on the row. Of lists of people: in the column headed 签名 or 签字, in the row of such a name.
[[nodiscard]] std::vector<SigningPlace> signing_places_beside(const Reading& reading,
                                                              const std::vector<Finding>& found);

/// The box of the ink in a region, and nothing beyond a gap wider than `widest_gap`; OpenPage::ink_in.
using InkIn = std::function<std::optional<Rect>(const Rect& region_upright, double widest_gap)>;

/// Hands behind 代表人： and the like, near the employer's name or seal of `found`: the applicant may sign for the
/// employer, as anyone of its people may, but in the own contract of employment (`kind`), whose other party the
/// applicant is. Findings to ask about.
[[nodiscard]] std::vector<Finding> hands_of_representatives(const Reading& reading, Kind kind,
                                                            const std::vector<Finding>& found, const InkIn& ink_in);

}  // namespace mangping::ocr

#include "models/geometry.hpp"

#include <gtest/gtest.h>

namespace mangping {
namespace {

TEST(Transform, AQuarterTurnClockwiseTakesRightToDown) {
    const Point p = turning_cw(90)(Point{1, 0});
    EXPECT_NEAR(p.x, 0, 1e-12);
    EXPECT_NEAR(p.y, 1, 1e-12);
}

TEST(Transform, ComposesFromRightToLeft) {
    const Point p = (scaling(2, 2) * translation(3, 0))(Point{1, 1});
    EXPECT_EQ(p, (Point{8, 2}));
}

TEST(Transform, InverseUndoesAHomography) {
    const Transform t{{1.1, 0.2, 5, -0.1, 0.9, 7, 1e-4, -2e-4, 1}};
    const Point p = inverse(t)(t(Point{123, 456}));
    EXPECT_NEAR(p.x, 123, 1e-9);
    EXPECT_NEAR(p.y, 456, 1e-9);
}

TEST(Quad, AreaIsTheShoelaceFormula) { EXPECT_DOUBLE_EQ(area(quad_of({1, 2, 3, 4})), 12); }

TEST(Rect, IntersectionOfStrangersIsEmpty) { EXPECT_TRUE(intersection({0, 0, 1, 1}, {2, 2, 1, 1}).empty()); }

}  // namespace
}  // namespace mangping

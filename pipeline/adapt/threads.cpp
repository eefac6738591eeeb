#include "pipeline/adapt/threads.hpp"

#include <opencv2/core/utility.hpp>

namespace mangping::adapt {

void use_no_inner_threads() { cv::setNumThreads(1); }

}  // namespace mangping::adapt

// One level of parallelism: pages. Libraries that would start threads of their own are told not to.
#pragma once

namespace mangping::adapt {

/// For the whole process; call once before the first page.
void use_no_inner_threads();

}  // namespace mangping::adapt

// The composition of the concrete stages: the only room that names them. One page in, one masked page and its facts
// out.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/desk.hpp"
#include "models/dossier.hpp"
#include "models/masked_page.hpp"
#include "models/notice.hpp"
#include "models/outcome.hpp"
#include "models/result.hpp"
#include "models/targets.hpp"
#include "pipeline/context.hpp"
#include "pipeline/ingest/ingest.hpp"
#include "pipeline/mask/mask.hpp"
#include "pipeline/verify/verify.hpp"

namespace mangping::recipe {

/// Everything a page's processing depends on besides its bytes; equal versions give equal bytes for equal input.
inline constexpr std::string_view pipeline_version = "mangping-0.2.0/17";
/// As people read it in the batch's tables.
inline constexpr std::string_view program_version = "mangping 0.2.0";

/// The networks that words can be read with, the default first: bench/readers holds them against each other.
inline constexpr std::string_view default_reader = "mangping";
inline constexpr std::string_view known_readers[] = {default_reader, "chi_sim", "HanS"};

/// Costly handles of one thread: readers of text. Made on first use, kept for the thread's life; not thread safe.
class Scratch {
public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    struct Handles;
    Handles& handles() { return *handles_; }

private:
    std::unique_ptr<Handles> handles_;
};

struct PageJob {
    std::span<const std::uint8_t> bytes;  // of the whole attachment, accepted by ingest::inspect
    int index = 0;
    Format format = Format::jpeg;
    ingest::PageSize size;  // of the displayed page
    const Targets* targets = nullptr;
    const Notice* notice = nullptr;
    Kind kind = Kind::other;  // as declared
    std::string section;
    mask::Width mask_width = mask::Width::fitted;
    std::string reader = std::string(default_reader);  // of the words; doubtful lines are shown to another as well
};

struct PageResult {
    PageOutcome outcome;
    MaskedPage page;
};

/// Never lets a page through unmasked: whatever fails gives the withheld sheet and says why in the outcome. A Fault
/// comes back only for `cancelled` and for a sheet that could not even be drawn.
[[nodiscard]] Result<PageResult> process_page(const PageJob& job, Scratch& scratch, const Context& context);

/// The page that is not worked on, for the reason `why` (a key of report/wording).
[[nodiscard]] Result<PageResult> withheld_page(const PageJob& job, const std::string& why);

/// A page as a person decided about it, made from what was found when it was processed (`before`): nothing is read to
/// find more, but the result is attacked like any other. Where the attack still sees what must be hidden there is no
/// page, only the places (`open`, in the masked page's unit; empty where it is no place, as in a code's content).
/// Faults: as ingest::decode and mask::apply; decision_unfit where a rejected place is none that may be rejected.
struct Redone {
    std::optional<PageResult> page;
    std::vector<Rect> open;
};
[[nodiscard]] Result<Redone> redo_page(const PageJob& job, const PageOutcome& before, const PageDecision& decision,
                                       Scratch& scratch, const Context& context);
/// The page for the person who must look, with a crop round each of `places` (indices into before.places).
[[nodiscard]] Result<DeskPicture> desk_picture(const PageJob& job, const PageOutcome& before,
                                               const std::vector<int>& places, const Context& context);

/// Orientation and clarity alone, as an applicant gets them.
struct Looked {
    SourcePage page;  // raster released
    Pose pose;
    Clarity clarity;
};
[[nodiscard]] Result<Looked> look_at_page(std::span<const std::uint8_t> bytes, int index, Scratch& scratch,
                                          const Context& context);

/// The attackers of verification for one dossier's targets. Both references must outlive the result.
[[nodiscard]] verify::Attackers attackers(const Targets& targets, Scratch& scratch, const Context& context);
/// The same without reading pixels: structure, text layers, metadata, names. For files whose pages were attacked
/// already.
[[nodiscard]] verify::Attackers attackers_of_structure(const Targets& targets);

/// Does a code's content lead to the applicant? Known numbers and names do; so do links and tokens that a verification
/// site resolves to a person (research: CHSI, social insurance). Book and article numbers do not.
[[nodiscard]] bool leads_to_applicant(const Code& code, const Targets& targets);

/// Doors to what other worker rooms need of the stages, so that they name none.
[[nodiscard]] Targets targets_of(const Dossier& dossier);
/// `targets` with the employer's short forms that these pages of one dossier taught; empty when they taught none.
[[nodiscard]] std::optional<Targets> taught_by(const Targets& targets, const std::vector<PageOutcome>& pages);
/// Whether a page that was processed with `before` would find more with `after`.
[[nodiscard]] bool worth_reading_again(const PageOutcome& page, const Targets& before, const Targets& after);
[[nodiscard]] std::vector<std::string> spot_text(std::string_view utf8, const Targets& targets);

}  // namespace mangping::recipe

#include "workers/batch/plan.hpp"

#include <algorithm>
#include <sstream>
#include <system_error>

#include "pipeline/decide/decide.hpp"
#include "workers/batch/files.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::batch {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t dossier_json_limit = 8u << 20;

/// A key over parts that no other sequence of parts gives: each part with its length.
class KeyOf {
public:
    KeyOf& add(std::string_view part) {
        text_ << part.size() << ':' << part << ';';
        return *this;
    }
    [[nodiscard]] std::string hex() const { return sha256_hex(text_.str()); }

private:
    std::ostringstream text_;
};

std::string_view width_key(mask::Width width) { return width == mask::Width::fixed ? "fixed" : "fitted"; }

/// Ten characters of Crockford's base 32 (no I, L, O, U): 50 bits of a keyed hash.
std::string blind_id_of(const Dossier& dossier, const std::string& secret) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const std::string hex = KeyOf().add("blind id").add(secret).add(dossier.notice).add(dossier.id).hex();
    std::string out = "MP-";
    for (std::size_t i = 0; i < 10; ++i) {
        const int byte = std::stoi(hex.substr(2 * i, 2), nullptr, 16);
        out += alphabet[static_cast<std::size_t>(byte) % 32];
        if (i == 4) out += '-';
    }
    return out;
}

/// The attachment's place on disk, or empty when the path leaves the dossier's folder (also through a link).
fs::path inside(const fs::path& folder, const std::string& file) {
    const fs::path relative = fs::path(file).lexically_normal();
    if (file.empty() || relative.is_absolute() || relative.begin()->string() == ".." || relative == ".") return {};
    std::error_code error;
    const fs::path root = fs::weakly_canonical(folder, error);
    const fs::path full = fs::weakly_canonical(folder / relative, error);
    if (error) return {};
    const auto [r, f] = std::mismatch(root.begin(), root.end(), full.begin(), full.end());
    return r == root.end() ? full : fs::path{};
}

/// masked/<path>, or a neutral name where any part of the path names the applicant or the employer.
std::string masked_name(const PlannedAttachment& attachment, std::size_t number, const Targets& targets) {
    const std::string path = fs::path(attachment.ref.file).lexically_normal().generic_string();
    if (recipe::spot_text(path, targets).empty()) return "masked/" + path;
    std::string digits = std::to_string(number + 1);
    digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
    return "masked/neutral/" + attachment.section + "-" + digits +
           (attachment.format == Format::jpeg ? ".jpg" : ".pdf");
}

void look_at_bytes(PlannedAttachment& attachment, const ingest::Limits& limits) {
    auto bytes = read_file(attachment.path, limits.max_bytes);
    if (!bytes) {
        attachment.status =
            bytes.fault().code == "file_missing" ? AttachmentStatus::missing : AttachmentStatus::rejected;
        attachment.error = bytes.fault().code;
        return;
    }
    attachment.sha256 = sha256_hex(*bytes);
    auto document = ingest::inspect(*bytes, limits);
    if (!document) {
        attachment.status =
            document.fault().kind == FaultKind::timeout ? AttachmentStatus::timeout : AttachmentStatus::rejected;
        attachment.error = document.fault().code;
        return;
    }
    attachment.status = AttachmentStatus::ok;
    attachment.format = document->format;
    attachment.pages = std::move(document->pages);
}

void plan_attachments(PlannedDossier& plan, const PlanOptions& options) {
    for (const Section& section : plan.dossier.sections)
        for (std::size_t e = 0; e < section.entries.size(); ++e)
            for (const AttachmentRef& ref : section.entries[e].attachments) {
                PlannedAttachment a;
                a.ref = ref;
                a.section = section.key;
                a.entry = static_cast<int>(e);
                a.path = inside(plan.path, ref.file);
                for (std::size_t i = 0; i < plan.attachments.size() && !a.same_as; ++i)
                    if (!a.path.empty() && plan.attachments[i].path == a.path) a.same_as = i;
                if (a.same_as) {
                    const PlannedAttachment& first = plan.attachments[*a.same_as];
                    a.status = first.status, a.error = first.error, a.sha256 = first.sha256, a.format = first.format;
                    a.pages = first.pages, a.page_keys = first.page_keys, a.masked_file = first.masked_file;
                } else if (a.path.empty()) {
                    a.status = AttachmentStatus::rejected;
                    a.error = "path_outside";
                } else {
                    look_at_bytes(a, options.limits);
                    a.masked_file = masked_name(a, plan.attachments.size(), plan.targets);
                    for (std::size_t p = 0; p < a.pages.size(); ++p)
                        a.page_keys.push_back(KeyOf()
                                                  .add(recipe::pipeline_version)
                                                  .add(plan.pack->hash)
                                                  .add(plan.targets_key)
                                                  .add(a.sha256)
                                                  .add(std::to_string(p))
                                                  .add(a.ref.kind_key)
                                                  .add(a.section)
                                                  .add(width_key(plan.mask_width))
                                                  .add(plan.reader)
                                                  .hex());
                }
                plan.attachments.push_back(std::move(a));
            }
}

}  // namespace

std::string targets_key(const Targets& targets) {
    KeyOf key;
    for (const TargetForm& f : targets.forms)
        key.add(mangping::key(f.kind))
            .add(f.text)
            .add(f.shown)
            .add(std::to_string(f.prior))
            .add(f.needs_context ? "c" : "");
    key.add(targets.id_number).add(targets.phone);
    for (const std::string& n : targets.certificate_numbers) key.add(n);
    key.add("keep");
    for (const std::string& n : targets.keep) key.add(n);
    return key.hex();
}

PacksRead read_packs(const fs::path& folder) {
    PacksRead out;
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& item : fs::directory_iterator(folder, error))
        if (item.path().extension() == ".yaml") files.push_back(item.path());
    if (error) out.faults.push_back({FaultKind::unreadable, "notices_missing", error.message()});
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        auto bytes = read_file(file, dossier_json_limit);
        auto notice = decide::load_notice(file);
        if (!notice)
            out.faults.push_back(notice.fault());
        else if (bytes)
            out.packs[notice->id] = {*notice, sha256_hex(*bytes)};
    }
    return out;
}

Result<std::vector<fs::path>> dossier_folders(const fs::path& batch) {
    std::error_code error;
    if (!fs::is_directory(batch, error)) return Fault{FaultKind::unreadable, "batch_missing", {}};
    if (fs::exists(batch / "dossier.json", error)) return std::vector{fs::weakly_canonical(batch, error)};
    std::vector<fs::path> out;
    for (const auto& item : fs::directory_iterator(batch, error))
        if (item.is_directory(error) && !item.path().filename().string().starts_with(".")) out.push_back(item.path());
    if (out.empty()) return Fault{FaultKind::unreadable, "batch_empty", {}};
    std::sort(out.begin(), out.end());
    return out;
}

PlannedDossier plan_dossier(const fs::path& folder, const NoticePacks& packs, const PlanOptions& options) {
    PlannedDossier plan;
    plan.path = folder;
    plan.folder = folder.filename().string();
    auto bytes = read_file(folder / "dossier.json", dossier_json_limit);
    if (!bytes) {
        plan.fault = Fault{FaultKind::unreadable, "dossier_json_missing", bytes.fault().code};
        return plan;
    }
    plan.declared.assign(bytes->begin(), bytes->end());
    auto dossier = decide::parse_dossier(plan.declared, plan.folder);
    if (!dossier) {
        plan.fault = dossier.fault();
        return plan;
    }
    plan.dossier = std::move(*dossier);
    if (!options.notice.empty()) plan.dossier.notice = options.notice;
    const auto pack = packs.find(plan.dossier.notice);
    if (pack == packs.end()) {
        plan.fault = Fault{FaultKind::unsupported, "notice_unknown", {}};
        std::vector<std::string> known;
        for (const auto& [id, unused] : packs) known.push_back(id);
        plan.why.push_back(decide::unknown_notice(plan.dossier.notice, known));
        return plan;
    }
    plan.pack = &pack->second;
    plan.targets = recipe::targets_of(plan.dossier);
    plan.targets_key = targets_key(plan.targets);
    plan.mask_width = options.mask_width;
    plan.reader = options.reader;
    plan.blind_id = options.blind_id.empty() ? blind_id_of(plan.dossier, options.blind_key) : options.blind_id;
    plan.as_of = options.as_of.empty() ? plan.dossier.submission.submitted_at : options.as_of;
    plan_attachments(plan, options);
    KeyOf key;
    key.add(recipe::pipeline_version).add(plan.pack->hash).add(plan.declared).add(plan.as_of).add(plan.blind_id);
    key.add(width_key(plan.mask_width)).add(plan.reader);
    for (const PlannedAttachment& a : plan.attachments) key.add(a.ref.file).add(a.sha256).add(a.error);
    plan.input_key = key.hex();
    return plan;
}

const Targets& targets_in_use(const PlannedDossier& plan) {
    return plan.swept_targets ? *plan.swept_targets : plan.targets;
}

recipe::PageJob job_of(const PlannedDossier& plan, const PlannedAttachment& attachment, int page,
                       std::span<const std::uint8_t> bytes) {
    recipe::PageJob job;
    job.bytes = bytes;
    job.index = page;
    job.format = attachment.format;
    job.size = attachment.pages[static_cast<std::size_t>(page)];
    const bool swept = plan.swept.contains(attachment.page_keys[static_cast<std::size_t>(page)]);
    job.targets = swept ? &*plan.swept_targets : &plan.targets;
    job.notice = &plan.pack->notice;
    job.kind = attachment.ref.kind.value_or(Kind::other);
    job.section = attachment.section;
    job.mask_width = plan.mask_width;
    job.reader = plan.reader;
    return job;
}

}  // namespace mangping::batch

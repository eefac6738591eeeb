#include <spdlog/fmt/fmt.h>

#include <cstdio>

#include "workers/batch/files.hpp"
#include "workers/cli/commands.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::cli {

int mask(const Common& common, const MaskArguments& arguments) {
    const ingest::Limits limits;
    auto bytes = batch::read_file(arguments.file, limits.max_bytes);
    auto document = bytes ? ingest::inspect(*bytes, limits) : Result<ingest::Document>(bytes.fault());
    if (!document) {
        say_fault(common, document.fault().code);
        return 1;
    }
    Dossier dossier;
    dossier.applicant.name = arguments.name;
    dossier.applicant.aliases = arguments.aliases;
    dossier.applicant.employer = arguments.employer;
    dossier.applicant.employer_aliases = arguments.employer_aliases;
    const Targets targets = recipe::targets_of(dossier);
    const Notice notice;  // masks name and employer, withholds no kind
    recipe::Scratch scratch;
    Context context;
    context.stop = common.stop;
    std::vector<MaskedPage> pages;
    std::size_t masks = 0, doubtful = 0;
    for (std::size_t p = 0; p < document->pages.size(); ++p) {
        recipe::PageJob job{
            *bytes, static_cast<int>(p), document->format, document->pages[p], &targets, &notice, Kind::other, {}, {}};
        job.mask_width = arguments.mask_width == "fixed" ? mask::Width::fixed : mask::Width::fitted;
        job.reader = arguments.reader;
        auto page = recipe::process_page(job, scratch, context);
        if (!page) {
            say_fault(common, page.fault().code);
            return 1;
        }
        masks += page->outcome.masks.size();
        for (const std::string& reason : page->outcome.review_reasons)
            fmt::print(stderr,
                       fmt::runtime(common.language == report::Language::en ? "page {}: {}\n" : "第 {} 页：{}\n"),
                       p + 1, report::wording(reason, common.language));
        doubtful += page->outcome.review_needed ? 1 : 0;
        pages.push_back(std::move(page->page));
    }
    std::vector<const MaskedPage*> order;
    for (const MaskedPage& page : pages) order.push_back(&page);
    auto file = document->format == Format::jpeg ? Result<report::Bytes>(pages.front().jpeg()) : report::pdf_of(order);
    if (!file) {
        say_fault(common, file.fault().code);
        return 1;
    }
    if (Status s = batch::write_file(std::filesystem::absolute(arguments.out), *file); !s) {
        say_fault(common, s.fault().code);
        return 1;
    }
    fmt::print(fmt::runtime(common.language == report::Language::en ? "{} pages, {} masks, {} pages to look at\n"
                                                                    : "{} 页，遮盖 {} 处，待人工核对 {} 页\n"),
               pages.size(), masks, doubtful);
    return 0;
}

}  // namespace mangping::cli

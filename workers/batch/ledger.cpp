#include "workers/batch/ledger.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "workers/batch/files.hpp"
#include "workers/batch/serialize.hpp"

namespace mangping {
MaskedPage::Key key_of_ledger() { return {}; }
}  // namespace mangping

namespace mangping::batch {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* schema = R"sql(
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;
PRAGMA mmap_size=0; PRAGMA busy_timeout=5000;
CREATE TABLE IF NOT EXISTS page (
  key TEXT PRIMARY KEY, outcome TEXT NOT NULL, blob TEXT NOT NULL,
  width_px INTEGER NOT NULL, height_px INTEGER NOT NULL, width REAL NOT NULL, height REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS dossier (
  folder TEXT PRIMARY KEY, input_key TEXT NOT NULL, declared TEXT NOT NULL, outcome TEXT NOT NULL,
  pages TEXT NOT NULL, files TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS round (
  dossier TEXT NOT NULL, notice TEXT NOT NULL, round INTEGER NOT NULL, record TEXT NOT NULL,
  PRIMARY KEY (dossier, notice, round)) STRICT;
CREATE TABLE IF NOT EXISTS origin (folder TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS decision (
  folder TEXT NOT NULL, subject TEXT NOT NULL, file TEXT NOT NULL, page INTEGER NOT NULL, record TEXT NOT NULL,
  PRIMARY KEY (folder, subject)) STRICT;
CREATE TABLE IF NOT EXISTS thumbnail (
  key TEXT NOT NULL, side INTEGER NOT NULL, jpeg BLOB NOT NULL, PRIMARY KEY (key, side)) STRICT;
)sql";

/// A prepared statement that finalizes itself.
class Statement {
public:
    Statement(sqlite3* db, const char* sql) { sqlite3_prepare_v2(db, sql, -1, &handle_, nullptr); }
    ~Statement() { sqlite3_finalize(handle_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(const std::string& text) {
        sqlite3_bind_text(handle_, ++at_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
        return *this;
    }
    Statement& bind(int number) {
        sqlite3_bind_int(handle_, ++at_, number);
        return *this;
    }
    Statement& bind(double number) {
        sqlite3_bind_double(handle_, ++at_, number);
        return *this;
    }
    Statement& bind(const std::vector<std::uint8_t>& bytes) {
        sqlite3_bind_blob(handle_, ++at_, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
        return *this;
    }
    int step() { return handle_ == nullptr ? SQLITE_ERROR : sqlite3_step(handle_); }
    [[nodiscard]] std::string text(int column) const {
        const auto* p = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
        return p == nullptr ? std::string{}
                            : std::string(p, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)));
    }
    [[nodiscard]] std::vector<std::uint8_t> bytes(int column) const {
        const auto* p = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
        return p == nullptr ? std::vector<std::uint8_t>{}
                            : std::vector<std::uint8_t>(p, p + sqlite3_column_bytes(handle_, column));
    }
    [[nodiscard]] int integer(int column) const { return sqlite3_column_int(handle_, column); }
    [[nodiscard]] double real(int column) const { return sqlite3_column_double(handle_, column); }

private:
    sqlite3_stmt* handle_ = nullptr;
    int at_ = 0;
};

Fault fault_of(sqlite3* db, int code) {
    const char* what = db == nullptr ? "cannot open" : sqlite3_errmsg(db);
    return {FaultKind::internal, code == SQLITE_FULL ? "disk_full" : "ledger_broken", what};
}

}  // namespace

struct Ledger::Database {
    fs::path folder;
    int lock = -1;
    sqlite3* db = nullptr;

    ~Database() {
        if (db != nullptr) sqlite3_close(db);
        if (lock >= 0) ::close(lock);
    }
    [[nodiscard]] fs::path blob(const std::string& hash) const {
        return folder / "pages" / hash.substr(0, 2) / (hash.substr(2) + ".jpg");
    }
    Status done(Statement& statement) const {
        const int code = statement.step();
        if (code != SQLITE_DONE) return fault_of(db, code);
        return Done{};
    }
};

Ledger::Ledger(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Ledger::~Ledger() = default;

Result<std::unique_ptr<Ledger>> Ledger::open(const fs::path& out) {
    auto database = std::make_unique<Database>();
    database->folder = out / private_folder;
    std::error_code error;
    fs::create_directories(database->folder, error);
    if (error) return Fault{FaultKind::internal, "write_failed", error.message()};
    database->lock = ::open((database->folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (database->lock < 0) return Fault{FaultKind::internal, "write_failed", "lock"};
    if (::flock(database->lock, LOCK_EX | LOCK_NB) != 0) return Fault{FaultKind::internal, "out_in_use", {}};
    sweep_temporaries(out);
    const int code = sqlite3_open_v2((database->folder / "ledger.sqlite").c_str(), &database->db,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nullptr);
    if (code != SQLITE_OK) return fault_of(database->db, code);
    const int made = sqlite3_exec(database->db, schema, nullptr, nullptr, nullptr);
    if (made != SQLITE_OK) return fault_of(database->db, made);
    return std::unique_ptr<Ledger>(new Ledger(std::move(database)));
}

bool Ledger::has_page(const std::string& key) {
    const std::scoped_lock guard(mutex_);
    Statement find(database_->db, "SELECT blob FROM page WHERE key=?");
    std::error_code error;
    return find.bind(key).step() == SQLITE_ROW && fs::is_regular_file(database_->blob(find.text(0)), error);
}

std::optional<StoredPage> Ledger::page(const std::string& key) {
    const std::scoped_lock guard(mutex_);
    Statement find(database_->db, "SELECT outcome,blob,width_px,height_px,width,height FROM page WHERE key=?");
    if (find.bind(key).step() != SQLITE_ROW) return std::nullopt;
    auto outcome = page_outcome_from(find.text(0));
    const std::string hash = find.text(1);
    auto bytes = read_file(database_->blob(hash), std::size_t{1} << 31);
    if (!outcome || !bytes || sha256_hex(*bytes) != hash) return std::nullopt;
    return StoredPage{std::move(*outcome), MaskedPage(key_of_ledger(), std::move(*bytes), find.integer(2),
                                                      find.integer(3), find.real(4), find.real(5))};
}

Status Ledger::put_page(const std::string& key, const PageOutcome& outcome, const MaskedPage& page) {
    const std::string hash = sha256_hex(page.jpeg());
    if (Status written = write_file(database_->blob(hash), page.jpeg()); !written) return written;
    const std::scoped_lock guard(mutex_);
    Statement drop(database_->db, "DELETE FROM thumbnail WHERE key=?");
    if (Status s = database_->done(drop.bind(key)); !s) return s;
    Statement put(database_->db, "INSERT OR REPLACE INTO page VALUES(?,?,?,?,?,?,?)");
    put.bind(key).bind(to_text(outcome)).bind(hash).bind(page.width_px()).bind(page.height_px());
    put.bind(page.width()).bind(page.height());
    return database_->done(put);
}

std::optional<StoredDossier> Ledger::dossier(const std::string& folder) {
    const std::scoped_lock guard(mutex_);
    Statement find(database_->db, "SELECT input_key,declared,outcome,pages,files FROM dossier WHERE folder=?");
    if (find.bind(folder).step() != SQLITE_ROW) return std::nullopt;
    auto outcome = dossier_outcome_from(find.text(2));
    if (!outcome) return std::nullopt;
    StoredDossier out{find.text(0), find.text(1), std::move(*outcome), {}, {}};
    try {
        for (const json& p : json::parse(find.text(3))) out.pages.push_back({p.at(0), p.at(1), p.at(2)});
        out.files = json::parse(find.text(4)).get<std::map<std::string, std::string>>();
    } catch (const json::exception&) {
        return std::nullopt;
    }
    return out;
}

Status Ledger::put_dossier(const std::string& folder, const StoredDossier& stored) {
    json pages = json::array();
    for (const PagePlace& p : stored.pages) pages.push_back({p.file, p.index, p.key});
    const std::scoped_lock guard(mutex_);
    Statement put(database_->db, "INSERT OR REPLACE INTO dossier VALUES(?,?,?,?,?,?)");
    put.bind(folder).bind(stored.input_key).bind(stored.declared).bind(to_text(stored.outcome)).bind(pages.dump());
    put.bind(json(stored.files).dump());
    return database_->done(put);
}

Status Ledger::put_round(const std::string& dossier, const std::string& notice, int round, const std::string& record) {
    const std::scoped_lock guard(mutex_);
    Statement put(database_->db, "INSERT OR REPLACE INTO round VALUES(?,?,?,?)");
    put.bind(dossier).bind(notice).bind(round).bind(record);
    return database_->done(put);
}

std::string Ledger::round_before(const std::string& dossier, const std::string& notice, int round) {
    const std::scoped_lock guard(mutex_);
    Statement find(database_->db,
                   "SELECT record FROM round WHERE dossier=? AND notice=? AND round<? ORDER BY round DESC LIMIT 1");
    return find.bind(dossier).bind(notice).bind(round).step() == SQLITE_ROW ? find.text(0) : std::string{};
}

Status Ledger::put_origin(const std::string& folder, const std::string& record) {
    const std::scoped_lock guard(mutex_);
    Statement put(database_->db, "INSERT OR REPLACE INTO origin VALUES(?,?)");
    return database_->done(put.bind(folder).bind(record));
}

std::string Ledger::origin(const std::string& folder) {
    const std::scoped_lock guard(mutex_);
    Statement find(database_->db, "SELECT record FROM origin WHERE folder=?");
    return find.bind(folder).step() == SQLITE_ROW ? find.text(0) : std::string{};
}

Status Ledger::put_decision(const std::string& folder, const StoredDecision& d) {
    const std::scoped_lock guard(mutex_);
    Statement put(database_->db, "INSERT OR REPLACE INTO decision VALUES(?,?,?,?,?)");
    return database_->done(put.bind(folder).bind(d.subject).bind(d.file).bind(d.page).bind(d.record));
}

Status Ledger::drop_decisions(const std::string& folder, const std::string& file, int page) {
    const std::scoped_lock guard(mutex_);
    Statement drop(database_->db, "DELETE FROM decision WHERE folder=? AND file=? AND page=?");
    return database_->done(drop.bind(folder).bind(file).bind(page));
}

std::vector<StoredDecision> Ledger::decisions(const std::string& folder) {
    const std::scoped_lock guard(mutex_);
    Statement all(database_->db, "SELECT subject,file,page,record FROM decision WHERE folder=? ORDER BY subject");
    all.bind(folder);
    std::vector<StoredDecision> out;
    while (all.step() == SQLITE_ROW) out.push_back({all.text(0), all.text(1), all.integer(2), all.text(3)});
    return out;
}

std::optional<std::vector<std::uint8_t>> Ledger::thumbnail(const std::string& page_key, int side) {
    const std::scoped_lock guard(mutex_);
    Statement find(database_->db, "SELECT jpeg FROM thumbnail WHERE key=? AND side=?");
    if (find.bind(page_key).bind(side).step() != SQLITE_ROW) return std::nullopt;
    return find.bytes(0);
}

Status Ledger::put_thumbnail(const std::string& page_key, int side, const std::vector<std::uint8_t>& jpeg) {
    const std::scoped_lock guard(mutex_);
    Statement put(database_->db, "INSERT OR REPLACE INTO thumbnail VALUES(?,?,?)");
    return database_->done(put.bind(page_key).bind(side).bind(jpeg));
}

Status Ledger::forget_dossier(const std::string& folder) {
    const std::scoped_lock guard(mutex_);
    Statement drop(database_->db, "DELETE FROM dossier WHERE folder=?");
    drop.bind(folder);
    return database_->done(drop);
}

std::vector<std::string> Ledger::folders() {
    const std::scoped_lock guard(mutex_);
    Statement all(database_->db, "SELECT folder FROM dossier ORDER BY folder");
    std::vector<std::string> out;
    while (all.step() == SQLITE_ROW) out.push_back(all.text(0));
    return out;
}

}  // namespace mangping::batch

/* SPDX-License-Identifier: MIT */
/* From each schema of the snapshot to the next one. */
#include "snapshot_db.h"
#include "core/str.h"
#include <stdio.h>

static const char *const steps[SCHEMA_VERSION] = {
    [1] =
        "CREATE TABLE outbox (run INTEGER NOT NULL, department TEXT NOT NULL, recipient TEXT NOT NULL,"
        " message_id TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,"
        " code INTEGER NOT NULL DEFAULT 0, said TEXT, at TEXT, PRIMARY KEY (run, department, recipient)) WITHOUT ROWID",
    [2] = "CREATE TABLE ipv6_result (run INTEGER NOT NULL, n INTEGER NOT NULL, indicator TEXT, value TEXT, source TEXT,"
          " threshold TEXT, verdict TEXT, PRIMARY KEY (run, n)) WITHOUT ROWID",
    [3] =
        "CREATE TABLE policy_row (run INTEGER NOT NULL, n INTEGER NOT NULL, address TEXT, title TEXT, number TEXT,"
        " department TEXT, published TEXT, interpretation TEXT, interpretation_title TEXT, form TEXT, several INTEGER,"
        " interpreted TEXT, workdays INTEGER, PRIMARY KEY (run, n)) WITHOUT ROWID",
    [4] = "ALTER TABLE indicator_result ADD COLUMN months TEXT",
    [5] = "CREATE TABLE wording (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
          "ALTER TABLE run_verdict ADD COLUMN pruned INTEGER NOT NULL DEFAULT 0",
    [6] = "ALTER TABLE indicator_result ADD COLUMN column_name INTEGER",
    [7] = "ALTER TABLE url ADD COLUMN file_kind TEXT; ALTER TABLE url ADD COLUMN tls_problem TEXT",
    [8] = "CREATE TABLE missing (host INTEGER NOT NULL REFERENCES host (id), folder TEXT NOT NULL, ext TEXT NOT NULL,"
          " outcome TEXT NOT NULL, status INTEGER NOT NULL, redirect TEXT, facts TEXT, PRIMARY KEY (host, folder, ext))"
          " WITHOUT ROWID",
    [9] =
        "CREATE TABLE name_server (n INTEGER PRIMARY KEY, domain TEXT NOT NULL, name TEXT, state TEXT NOT NULL, a TEXT,"
        " aaaa TEXT, aaaa_odd INTEGER NOT NULL DEFAULT 0);"
        "CREATE TABLE home_try (n INTEGER PRIMARY KEY, family INTEGER NOT NULL, outcome TEXT NOT NULL,"
        " status INTEGER NOT NULL, connect_ms INTEGER NOT NULL, first_ms INTEGER NOT NULL, total_ms INTEGER NOT NULL);"
        "CREATE TABLE probe_history (at INTEGER NOT NULL, source TEXT NOT NULL, outcome TEXT NOT NULL,"
        " status INTEGER NOT NULL, v6 TEXT, first_ms INTEGER NOT NULL, PRIMARY KEY (at, source)) WITHOUT ROWID;"
        "CREATE TABLE national_result (run INTEGER NOT NULL, n INTEGER NOT NULL, part TEXT, item INTEGER,"
        " condition INTEGER, points INTEGER, tag TEXT, source INTEGER, verdict TEXT, value TEXT, why INTEGER,"
        " PRIMARY KEY (run, n)) WITHOUT ROWID",
    [10] =
        "CREATE TABLE identity_result (run INTEGER NOT NULL, n INTEGER NOT NULL, item TEXT, value TEXT, verdict TEXT,"
        " PRIMARY KEY (run, n)) WITHOUT ROWID",
    [11] = "ALTER TABLE host ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0",
};

/* What schema 6 says once: the texts of these columns move to `wording`, their ids stay. */
static const struct {
    const char *table, *column;
} moved[] = {
    { "finding", "rule_title" },
    { "finding", "pages" },
    { "finding", "column_name" },
    { "finding", "column_path" },
    { "finding", "column_url" },
    { "finding", "clauses" },
    { "finding", "message" },
    { "finding", "remedy" },
    { "unverified", "subject" },
    { "unverified", "detail" },
    { "clause_result", "title" },
    { "clause_result", "text" },
    { "clause_result", "units" },
    { "clause_result", "why" },
    { "clause_result", "rules" },
    { "indicator_result", "name" },
    { "indicator_result", "unit" },
    { "indicator_result", "limit_text" },
    { "indicator_result", "column" },
    { "policy_row", "address" },
    { "indicator_result", "matched_by" },
    { "policy_row", "title" },
    { "policy_row", "interpretation" },
    { "policy_row", "interpretation_title" },
};

static bool move_texts(struct snapshot *s, struct fail *f)
{
    bool ok = true;
    for (size_t i = 0; ok && i < ARRAY_LEN(moved); i++) {
        const char *table = moved[i].table, *column = moved[i].column;
        char sql[300];
        (void)snprintf(sql, sizeof sql,
                       "INSERT OR IGNORE INTO wording (text) SELECT \"%s\" FROM %s WHERE \"%s\" IS NOT NULL;"
                       "UPDATE %s SET \"%s\" = (SELECT w.id FROM wording w WHERE w.text = %s.\"%s\")",
                       column, table, column, table, column, table, column);
        ok = snapshot_exec(s, sql, f);
    }
    return ok;
}

bool snapshot_upgrade(struct snapshot *s, int64_t version, struct fail *f)
{
    char id[48];
    bool ok = snapshot_exec(s, "BEGIN IMMEDIATE", f);
    for (int64_t v = version > 0 ? version : 1; ok && v < SCHEMA_VERSION; v++)
        ok = snapshot_exec(s, steps[v], f) && (v != 5 || move_texts(s, f));
    (void)snprintf(id, sizeof id, "PRAGMA user_version = %d", SCHEMA_VERSION);
    return ok && snapshot_exec(s, id, f) && snapshot_exec(s, "COMMIT", f);
}

-- SPDX-License-Identifier: MIT
-- The snapshot of one site. Closed lists are stored as their words (words.def), days as YYYY-MM-DD, the unknown as NULL.
-- A change here raises SCHEMA_VERSION in snapshot_db.h and adds a step to snapshot_upgrade.c.

-- Runs stay for ever; everything under "facts" belongs to the latest of them.
CREATE TABLE run (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    site        TEXT,
    started     TEXT,
    version     TEXT,
    options     TEXT,             -- JSON of what was asked
    state       TEXT NOT NULL,    -- crawling; over
    home        TEXT,
    finished    TEXT,
    complete    INTEGER NOT NULL DEFAULT 0,
    because     TEXT,             -- why it is incomplete
    no_ipv6     INTEGER NOT NULL DEFAULT 0,
    bytes       INTEGER NOT NULL DEFAULT 0,
    seconds     REAL NOT NULL DEFAULT 0
);

-- --- facts ---

CREATE TABLE host (
    id               INTEGER PRIMARY KEY,
    name             TEXT NOT NULL UNIQUE,
    own              INTEGER NOT NULL,
    a                TEXT,
    aaaa             TEXT,
    a_list           TEXT,
    aaaa_list        TEXT,
    aaaa_mapped      INTEGER NOT NULL DEFAULT 0,
    wall             TEXT,
    outage           TEXT,
    v4               TEXT,
    v6               TEXT,
    v4_status        INTEGER NOT NULL DEFAULT 0,
    v6_status        INTEGER NOT NULL DEFAULT 0,
    https            TEXT,
    tls_problem      TEXT,
    tls_until        TEXT,
    probed           INTEGER NOT NULL DEFAULT 0,
    missing_status   INTEGER NOT NULL DEFAULT 0,
    missing_redirect TEXT,
    missing_title    TEXT,
    robots           TEXT,
    held_until       INTEGER NOT NULL DEFAULT 0 -- it asked to be left alone until then: seconds since 1970
);

-- One address. Ids run from 1 without gaps: id - 1 is the resource's index when loaded.
CREATE TABLE url (
    id           INTEGER PRIMARY KEY,
    key          INTEGER NOT NULL UNIQUE, -- hash of the address; the next free number where two addresses share one
    address      TEXT NOT NULL,
    host         INTEGER NOT NULL REFERENCES host (id),
    own          INTEGER NOT NULL,
    role         INTEGER NOT NULL,        -- enum url_role
    refusal      TEXT NOT NULL,
    depth        INTEGER NOT NULL,
    settled      INTEGER NOT NULL,
    tries        INTEGER NOT NULL DEFAULT 0,
    outcome      TEXT,                    -- this and all below: of the last try that counts
    status       INTEGER NOT NULL DEFAULT 0,
    redirect_to  INTEGER,
    redirect_raw TEXT,
    content_type TEXT,
    error        TEXT,
    wall         TEXT,
    length       INTEGER NOT NULL DEFAULT -1,
    body_hash    INTEGER NOT NULL DEFAULT 0,
    file_kind    TEXT,                    -- of a file whose bytes were looked at
    tls_problem  TEXT                     -- what is wrong with the certificate
);

CREATE TABLE fetch (
    url          INTEGER NOT NULL,
    n            INTEGER NOT NULL, -- from 1, in order of time
    at_s         INTEGER NOT NULL, -- seconds since the run started
    method       TEXT NOT NULL,
    family       INTEGER NOT NULL,
    outcome      TEXT NOT NULL,
    status       INTEGER NOT NULL,
    redirect_raw TEXT,
    error        TEXT,
    remote       TEXT,
    connect_ms   INTEGER NOT NULL,
    first_ms     INTEGER NOT NULL,
    total_ms     INTEGER NOT NULL,
    PRIMARY KEY (url, n)
) WITHOUT ROWID;

CREATE TABLE page (
    url   INTEGER PRIMARY KEY,
    facts TEXT NOT NULL -- JSON, page_facts_write
);

CREATE TABLE body (
    url  INTEGER PRIMARY KEY,
    text TEXT NOT NULL
);

-- One distinct link, however many pages show it.
CREATE TABLE link (
    id        INTEGER PRIMARY KEY,
    key       INTEGER NOT NULL UNIQUE, -- hash of everything that makes it distinct
    target    INTEGER,
    href      TEXT,
    fragment  TEXT,
    text      TEXT,
    title     TEXT,
    label     TEXT,
    kind      TEXT NOT NULL,
    problem   TEXT NOT NULL,
    region    TEXT NOT NULL,
    hiding    TEXT NOT NULL,
    works     INTEGER NOT NULL,
    pages     INTEGER NOT NULL,
    last_page INTEGER NOT NULL        -- the page counted last
);

-- The LIMIT_PLACES pages with the shortest addresses, so that the order of the crawl does not matter.
CREATE TABLE place (
    link  INTEGER NOT NULL,
    rank  INTEGER NOT NULL, -- of the page, by its address
    page  INTEGER NOT NULL,
    place TEXT,
    PRIMARY KEY (link, rank)
) WITHOUT ROWID;

-- What a folder of an own host answers for an address that cannot exist.
CREATE TABLE missing (
    host     INTEGER NOT NULL REFERENCES host (id),
    folder   TEXT NOT NULL, -- "/", "/sub/", "/sub/app/"
    ext      TEXT NOT NULL, -- of the pages there: "html", "jsp"; "/": none but a folder; "-": a name without one
    outcome  TEXT NOT NULL,
    status   INTEGER NOT NULL,
    redirect TEXT,          -- where it was sent at last
    facts    TEXT,          -- JSON of the page that came
    PRIMARY KEY (host, folder, ext)
) WITHOUT ROWID;

CREATE TABLE probe (
    url     INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status  INTEGER NOT NULL,
    ms      INTEGER NOT NULL,
    facts   TEXT,
    PRIMARY KEY (url, kind)
) WITHOUT ROWID;

-- Name servers of our domains; a row without a name says that they are not known.
CREATE TABLE name_server (
    n        INTEGER PRIMARY KEY,
    domain   TEXT NOT NULL,
    name     TEXT,
    state    TEXT NOT NULL,
    a        TEXT,
    aaaa     TEXT,
    aaaa_odd INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE home_try (
    n          INTEGER PRIMARY KEY,
    family     INTEGER NOT NULL,
    outcome    TEXT NOT NULL,
    status     INTEGER NOT NULL,
    connect_ms INTEGER NOT NULL,
    first_ms   INTEGER NOT NULL,
    total_ms   INTEGER NOT NULL
);

-- --- history: looks at the home page, by runs and by `audit probe --state`; kept for LIMIT_VISIT_DAYS ---

CREATE TABLE probe_history (
    at       INTEGER NOT NULL, -- seconds since 1970
    source   TEXT NOT NULL,    -- run; probe
    outcome  TEXT NOT NULL,
    status   INTEGER NOT NULL,
    v6       TEXT,
    first_ms INTEGER NOT NULL,
    PRIMARY KEY (at, source)
) WITHOUT ROWID;

-- --- verdicts: one set a judged run; n keeps the order; lists inside a row are JSON ---

-- What is said in many rows and run after run (clauses, remedies, column paths, titles) stands here once; the rows hold its id.
-- In a table that an upgrade brought along the id is written in digits, which SQLite compares as a number.
CREATE TABLE wording (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);

CREATE TABLE run_verdict (
    run           INTEGER PRIMARY KEY,
    as_of         TEXT,
    version       TEXT,
    plans         TEXT,
    notes         TEXT,
    pages         INTEGER NOT NULL,
    columns       INTEGER NOT NULL,
    articles      INTEGER NOT NULL,
    policies      INTEGER NOT NULL,
    links         INTEGER NOT NULL,
    links_checked INTEGER NOT NULL,
    hosts         INTEGER NOT NULL,
    bytes         INTEGER NOT NULL,
    seconds       REAL NOT NULL,
    pruned        INTEGER NOT NULL DEFAULT 0 -- only what the history and the trend need is left of it
);

CREATE TABLE finding (
    run         INTEGER NOT NULL,
    n           INTEGER NOT NULL,
    id          TEXT,
    rule        TEXT,
    rule_title  INTEGER,          -- wording, as all INTEGER columns below that are no counts
    severity    TEXT,
    state       TEXT,
    first_seen  TEXT,
    weeks       INTEGER,
    subject     TEXT,
    pages       INTEGER,
    where_count INTEGER,
    column_name INTEGER,
    column_path INTEGER,
    column_url  INTEGER,
    indicator   TEXT,
    department  TEXT,
    clauses     INTEGER,
    message     INTEGER,
    remedy      INTEGER,
    evidence    TEXT,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE fixed (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    id TEXT, rule TEXT, subject TEXT, first_seen TEXT, last_seen TEXT,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE recheck (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    id TEXT, rule TEXT, subject TEXT, first_seen TEXT, last_seen TEXT,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE waived (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    id TEXT, rule TEXT, subject TEXT, reason TEXT, owner TEXT, until TEXT,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE unverified (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    rule TEXT, subject INTEGER, reason TEXT, detail INTEGER,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE clause_result (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    plan TEXT, clause TEXT, title INTEGER, text INTEGER, units INTEGER, result TEXT, why INTEGER, rules INTEGER, findings INTEGER,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE indicator_result (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    plan TEXT, no TEXT, name INTEGER, unit INTEGER, "limit" TEXT, limit_text INTEGER, "column" INTEGER, column_name INTEGER, matched_by INTEGER, newest TEXT,
    result TEXT, detail TEXT, months TEXT,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE department_result (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    name TEXT, findings INTEGER, new_findings INTEGER, fixed INTEGER,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE host_result (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    name TEXT, own INTEGER, a TEXT, aaaa TEXT, v4 TEXT, v6 TEXT, wall TEXT,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE ipv6_result (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    indicator TEXT, value TEXT, source TEXT, threshold TEXT, verdict TEXT,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE national_result (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    part TEXT, item INTEGER, condition INTEGER, points INTEGER, tag TEXT, source INTEGER, verdict TEXT, value TEXT, why INTEGER,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE identity_result (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    item TEXT, value TEXT, verdict TEXT,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

CREATE TABLE policy_row (
    run INTEGER NOT NULL, n INTEGER NOT NULL,
    address INTEGER, title INTEGER, number TEXT, department TEXT, published TEXT, interpretation INTEGER, interpretation_title INTEGER,
    form TEXT, several INTEGER, interpreted TEXT, workdays INTEGER,
    PRIMARY KEY (run, n)
) WITHOUT ROWID;

-- Mails, one row a recipient of a run: what was sent is never sent again.
CREATE TABLE outbox (
    run        INTEGER NOT NULL,
    department TEXT NOT NULL,             -- '': the summary
    recipient  TEXT NOT NULL,
    message_id TEXT NOT NULL,
    state      TEXT NOT NULL,             -- queued; sent; deferred: to be tried again; failed: for good
    attempts   INTEGER NOT NULL DEFAULT 0,
    code       INTEGER NOT NULL DEFAULT 0, -- the server's last answer, 0 without one
    said       TEXT,
    at         TEXT,                      -- of the last attempt
    PRIMARY KEY (run, department, recipient)
) WITHOUT ROWID;

-- What was ever said of a fault, run by run: the history. Nothing else keeps it, so judging a run again cannot confuse it.
CREATE VIEW saying AS
    SELECT run, id, rule, subject, department, 'open' AS word FROM finding
    UNION ALL SELECT run, id, rule, subject, NULL, 'waived' FROM waived
    UNION ALL SELECT run, id, rule, subject, NULL, 'fixed' FROM fixed
    UNION ALL SELECT run, id, rule, subject, NULL, 'recheck' FROM recheck;

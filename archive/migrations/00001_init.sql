-- +goose Up

-- What was received. Never deleted, never rewritten.

CREATE TABLE bodies (
  sha256 TEXT PRIMARY KEY,          -- lower-case hex of the bytes
  bytes  INTEGER NOT NULL,          -- length before compression
  zstd   BLOB NOT NULL
) STRICT;

CREATE TABLE captures (
  capture_id     INTEGER PRIMARY KEY,
  source         TEXT NOT NULL,             -- name of the configured source
  number         TEXT NOT NULL DEFAULT '',  -- article number; '' for a page that is no article address
  url            TEXT NOT NULL,             -- address asked for; '' for a file without one
  final_url      TEXT NOT NULL,             -- address that answered
  captured_at    TEXT NOT NULL,             -- UTC, 2024-04-28T08:56:00.000Z
  method         TEXT NOT NULL CHECK (method IN ('crawl', 'import', 'warc', 'backfill')),
  status         INTEGER NOT NULL,          -- HTTP status; 0 for a file
  content_type   TEXT NOT NULL DEFAULT '',  -- as sent
  request_head   TEXT NOT NULL DEFAULT '{}',-- request headers, JSON object of lists
  response_head  TEXT NOT NULL DEFAULT '{}',-- response headers, JSON object of lists
  sha256         TEXT REFERENCES bodies(sha256), -- NULL where no body came (304, 404 without one)
  verdict        TEXT NOT NULL CHECK (verdict IN ('good', 'bad', 'gone', 'unchanged', 'page')),
                 -- good: an article page worth reading; page: a listing or other page kept for the record;
                 -- gone: 404 or 410; unchanged: 304; bad: not believed
  reason         TEXT NOT NULL DEFAULT '',  -- why, one line
  run_id         TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX captures_article ON captures(source, number, captured_at);
CREATE INDEX captures_url ON captures(url, captured_at);
CREATE INDEX captures_time ON captures(captured_at);
CREATE INDEX captures_verdict ON captures(verdict);

-- One row for every request made, believed or not.
CREATE TABLE requests (
  request_id INTEGER PRIMARY KEY,
  requested_at TEXT NOT NULL,               -- UTC, milliseconds
  host       TEXT NOT NULL,
  url        TEXT NOT NULL,
  status     INTEGER NOT NULL,              -- 0 where no response came
  bytes      INTEGER NOT NULL,              -- of the body, decoded
  gap_ms     INTEGER,                       -- since the last request to this host; NULL for the first
  took_ms    INTEGER NOT NULL,
  outcome    TEXT NOT NULL,                 -- good | bad | gone | unchanged | page | error | refused
  detail     TEXT NOT NULL DEFAULT '',
  run_id     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX requests_host ON requests(host, requested_at);

-- What the crawler has to remember between runs, a host each.
CREATE TABLE hosts (
  host         TEXT PRIMARY KEY,
  failures     INTEGER NOT NULL DEFAULT 0,  -- in a row
  not_before   TEXT NOT NULL DEFAULT '',    -- UTC; no request earlier
  robots_sha256 TEXT NOT NULL DEFAULT '',
  robots_at    TEXT NOT NULL DEFAULT ''
) STRICT;

-- Article addresses that were seen in a link and are to be fetched.
CREATE TABLE articles (
  source     TEXT NOT NULL,
  number     TEXT NOT NULL,
  url        TEXT NOT NULL,                 -- best known address
  title      TEXT NOT NULL DEFAULT '',      -- of the link that named it
  found_at   TEXT NOT NULL,
  found_on   TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (source, number)
) STRICT;

-- Captures kept whose column has not been brought up to date with them: added
-- with the capture, removed with the reading, so that a crash between the two
-- is seen at the next start.
CREATE TABLE unread (
  capture_id INTEGER PRIMARY KEY REFERENCES captures(capture_id)
) STRICT;

-- What was read from captures. May be dropped and rebuilt at any time.

CREATE TABLE columns (
  column_id      TEXT PRIMARY KEY,
  source         TEXT NOT NULL,
  number         TEXT NOT NULL,
  source_url     TEXT NOT NULL,
  title          TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('weekly', 'other')),
  published_at   TEXT NOT NULL,             -- 2024-04-28T16:56:00+08:00 or ''
  week_start     TEXT NOT NULL,             -- or ''
  week_end       TEXT NOT NULL,
  author         TEXT NOT NULL,
  outlet         TEXT NOT NULL,
  topic          TEXT NOT NULL,
  summary        TEXT NOT NULL,
  sections       INTEGER NOT NULL,
  activities     INTEGER NOT NULL,
  officials      INTEGER NOT NULL,
  characters     INTEGER NOT NULL,
  unclassified_characters INTEGER NOT NULL,
  problems       INTEGER NOT NULL,
  revision       INTEGER NOT NULL,          -- from 1
  article_sha256 TEXT NOT NULL,
  capture_id     INTEGER NOT NULL REFERENCES captures(capture_id), -- first capture of this revision
  captured_at    TEXT NOT NULL,
  capture_sha256 TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('provisional', 'settled', 'edited', 'withdrawn')),
  rows_sha256    TEXT NOT NULL,             -- over everything the parser gave; equal means the rows below need no rewriting
  parser_version INTEGER NOT NULL           -- written last; 0 while rows are incomplete
) STRICT;
CREATE INDEX columns_week ON columns(week_start, kind);
CREATE INDEX columns_version ON columns(parser_version);
CREATE INDEX columns_article ON columns(source, number);

CREATE TABLE revisions (
  column_id      TEXT NOT NULL,
  revision       INTEGER NOT NULL,
  article_sha256 TEXT NOT NULL,
  capture_id     INTEGER NOT NULL REFERENCES captures(capture_id),
  first_seen     TEXT NOT NULL,
  last_seen      TEXT NOT NULL,
  PRIMARY KEY (column_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE sections (
  section_id     TEXT PRIMARY KEY,
  column_id      TEXT NOT NULL REFERENCES columns(column_id) ON DELETE CASCADE,
  position       INTEGER NOT NULL,
  district       TEXT NOT NULL,
  heading        TEXT NOT NULL,
  heading_source TEXT NOT NULL CHECK (heading_source IN ('printed', 'inferred')),
  headline       TEXT NOT NULL,
  activities     INTEGER NOT NULL
) STRICT;
CREATE INDEX sections_column ON sections(column_id, position);

CREATE TABLE activities (
  activity_id    TEXT PRIMARY KEY,
  column_id      TEXT NOT NULL REFERENCES columns(column_id) ON DELETE CASCADE,
  section_id     TEXT NOT NULL REFERENCES sections(section_id) ON DELETE CASCADE,
  position       INTEGER NOT NULL,
  district       TEXT NOT NULL,
  week_start     TEXT NOT NULL,
  week_end       TEXT NOT NULL,
  date_start     TEXT NOT NULL,
  date_end       TEXT NOT NULL,
  date_precision TEXT NOT NULL,
  date_part      TEXT NOT NULL,
  date_list      TEXT NOT NULL,             -- joined with ;
  date_text      TEXT NOT NULL,
  kind           TEXT NOT NULL,
  officials      INTEGER NOT NULL,
  paragraphs     INTEGER NOT NULL,
  characters     INTEGER NOT NULL,
  span_start     INTEGER NOT NULL,
  span_end       INTEGER NOT NULL,
  text           TEXT NOT NULL,             -- never in a public table
  text_sha256    TEXT NOT NULL,
  source_url     TEXT NOT NULL              -- the parser version is the column's: columns.parser_version
) STRICT;
CREATE INDEX activities_column ON activities(column_id, position);
CREATE INDEX activities_section ON activities(section_id);  -- else deleting a section looks at every activity
CREATE INDEX activities_district ON activities(district, date_start);
CREATE INDEX activities_date ON activities(date_start);
CREATE INDEX activities_kind ON activities(kind, date_start);
CREATE INDEX activities_week ON activities(week_start, district);

CREATE TABLE officials (
  official_id TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  name_pinyin TEXT NOT NULL
) STRICT;

CREATE TABLE appearances (
  activity_id TEXT NOT NULL REFERENCES activities(activity_id) ON DELETE CASCADE,
  official_id TEXT NOT NULL REFERENCES officials(official_id),
  name        TEXT NOT NULL,
  position    INTEGER NOT NULL,
  post        TEXT NOT NULL,
  office      TEXT NOT NULL,
  named_as    TEXT NOT NULL CHECK (named_as IN ('post_and_name', 'name_only')),
  role        TEXT NOT NULL CHECK (role IN ('actor', 'mentioned')),
  verbs       TEXT NOT NULL,                -- joined with ;
  statements  TEXT NOT NULL,
  span_start  INTEGER NOT NULL,
  span_end    INTEGER NOT NULL,
  PRIMARY KEY (activity_id, official_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearances_official ON appearances(official_id);
CREATE INDEX appearances_office ON appearances(office, activity_id);

CREATE TABLE posts (
  activity_id TEXT NOT NULL,
  official_id TEXT NOT NULL,
  position    INTEGER NOT NULL,
  org         TEXT NOT NULL,
  title       TEXT NOT NULL,
  PRIMARY KEY (activity_id, official_id, position),
  FOREIGN KEY (activity_id, official_id) REFERENCES appearances(activity_id, official_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE credits (
  column_id TEXT NOT NULL REFERENCES columns(column_id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  role      TEXT NOT NULL,
  name      TEXT NOT NULL,
  PRIMARY KEY (column_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
  column_id  TEXT NOT NULL REFERENCES columns(column_id) ON DELETE CASCADE,
  block      INTEGER NOT NULL,              -- from 1
  class      TEXT NOT NULL,
  rule       TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end   INTEGER NOT NULL,
  text       TEXT NOT NULL,
  PRIMARY KEY (column_id, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  column_id  TEXT NOT NULL REFERENCES columns(column_id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  code       TEXT NOT NULL,
  severity   TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
  span_start INTEGER NOT NULL,
  span_end   INTEGER NOT NULL,
  detail     TEXT NOT NULL,
  PRIMARY KEY (column_id, position)
) STRICT, WITHOUT ROWID;

-- What each good capture was read as: a page of a column, a page that is no
-- column (column_id ''), or a page whose reading failed (page_kind 'failed').
-- A good capture without a row here has not been read yet.
CREATE TABLE readings (
  capture_id     INTEGER PRIMARY KEY REFERENCES captures(capture_id),
  column_id      TEXT NOT NULL DEFAULT '',  -- the column it is a page of
  page_kind      TEXT NOT NULL,             -- parser.PageKind, or 'failed'
  reason         TEXT NOT NULL DEFAULT '',
  article_sha256 TEXT NOT NULL DEFAULT '',
  parser_version INTEGER NOT NULL
) STRICT;
CREATE INDEX readings_column ON readings(column_id);
CREATE INDEX readings_version ON readings(parser_version);

-- What the program did.

CREATE TABLE parse_runs (
  parse_run_id   INTEGER PRIMARY KEY,
  started_at     TEXT NOT NULL,
  ended_at       TEXT NOT NULL DEFAULT '',
  parser_version INTEGER NOT NULL,
  scope          TEXT NOT NULL,             -- stale | all | column X | since D
  columns_read   INTEGER NOT NULL DEFAULT 0,
  changed        INTEGER NOT NULL DEFAULT 0,
  unchanged      INTEGER NOT NULL DEFAULT 0,
  failed         INTEGER NOT NULL DEFAULT 0,
  activities_before INTEGER NOT NULL DEFAULT 0,
  activities_after  INTEGER NOT NULL DEFAULT 0,
  officials_before  INTEGER NOT NULL DEFAULT 0, -- names, each once
  officials_after   INTEGER NOT NULL DEFAULT 0,
  problems_before   INTEGER NOT NULL DEFAULT 0,
  problems_after    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE job_runs (
  run_id     TEXT PRIMARY KEY,
  job        TEXT NOT NULL,                 -- crawl, recheck, snapshot, check, backup, import …
  due_at     TEXT NOT NULL DEFAULT '',      -- UTC; '' where a person started it
  started_at TEXT NOT NULL,
  ended_at   TEXT NOT NULL DEFAULT '',
  outcome    TEXT NOT NULL DEFAULT 'running' CHECK (outcome IN ('running', 'ok', 'partial', 'failed', 'abandoned')),
  detail     TEXT NOT NULL DEFAULT '',      -- one line
  counts     TEXT NOT NULL DEFAULT '{}'     -- JSON object of integers
) STRICT;
CREATE INDEX job_runs_job ON job_runs(job, started_at);

CREATE TABLE alerts (
  alert_id    INTEGER PRIMARY KEY,
  key         TEXT NOT NULL,                -- what it is about, e.g. week_missing:2024-04-22
  code        TEXT NOT NULL,
  opened_at   TEXT NOT NULL,
  resolved_at TEXT NOT NULL DEFAULT '',
  detail      TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX alerts_open ON alerts(key) WHERE resolved_at = '';

CREATE TABLE messages (                     -- waiting for or sent to the webhook
  message_id INTEGER PRIMARY KEY,
  alert_id   INTEGER REFERENCES alerts(alert_id),
  queued_at  TEXT NOT NULL,
  sent_at    TEXT NOT NULL DEFAULT '',
  attempts   INTEGER NOT NULL DEFAULT 0,
  not_before TEXT NOT NULL DEFAULT '',
  title      TEXT NOT NULL,
  body       TEXT NOT NULL,
  last_error TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE settings (                     -- token and the like
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

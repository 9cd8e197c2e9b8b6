-- +goose Up

-- When the archive took a capture in, by its own clock: bounds what the
-- capture tells of its time. '' for what was kept before this was noted.
ALTER TABLE captures ADD COLUMN kept_at TEXT NOT NULL DEFAULT '';

-- Lower-case hex of the SHA-256 over the fields of the row, so that a bit that
-- flips in it is noticed.
ALTER TABLE captures ADD COLUMN row_sha256 TEXT NOT NULL DEFAULT '';

-- The column that held this article's text first, '' for all others. A
-- duplicate has no rows below it.
ALTER TABLE columns ADD COLUMN duplicate_of TEXT NOT NULL DEFAULT '';
-- The digest is made otherwise now; rows that are found to be the same get the
-- new one without being written anew.
UPDATE columns SET rows_sha256 = '';
CREATE INDEX columns_text ON columns(article_sha256);

-- Weeks of which a person said that the newspaper published no column.
CREATE TABLE skipped_weeks (
  week_start TEXT PRIMARY KEY,              -- Monday, YYYY-MM-DD
  reason     TEXT NOT NULL,
  skipped_at TEXT NOT NULL                  -- UTC, milliseconds
) STRICT, WITHOUT ROWID;

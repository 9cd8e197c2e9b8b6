-- +goose Up

-- How often an article was bad in a row, a crawl each, and when it may be
-- asked for again (UTC; '' for at once).
ALTER TABLE articles ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN not_before TEXT NOT NULL DEFAULT '';

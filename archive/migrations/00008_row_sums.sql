-- +goose Up

-- The beginning of a SHA-256 over the other columns of a row, in hex, for rows
-- that nothing else speaks for. '' until the end of the transaction that wrote it.
ALTER TABLE requests ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE hosts ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE unread ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE readings ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE parse_runs ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE job_runs ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE alerts ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE settings ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE skipped_weeks ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
ALTER TABLE edition ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
CREATE INDEX requests_unsealed ON requests(row_sum) WHERE row_sum = '';
CREATE INDEX hosts_unsealed ON hosts(row_sum) WHERE row_sum = '';
CREATE INDEX articles_unsealed ON articles(row_sum) WHERE row_sum = '';
CREATE INDEX unread_unsealed ON unread(row_sum) WHERE row_sum = '';
CREATE INDEX readings_unsealed ON readings(row_sum) WHERE row_sum = '';
CREATE INDEX revisions_unsealed ON revisions(row_sum) WHERE row_sum = '';
CREATE INDEX parse_runs_unsealed ON parse_runs(row_sum) WHERE row_sum = '';
CREATE INDEX job_runs_unsealed ON job_runs(row_sum) WHERE row_sum = '';
CREATE INDEX alerts_unsealed ON alerts(row_sum) WHERE row_sum = '';
CREATE INDEX messages_unsealed ON messages(row_sum) WHERE row_sum = '';
CREATE INDEX settings_unsealed ON settings(row_sum) WHERE row_sum = '';
CREATE INDEX skipped_weeks_unsealed ON skipped_weeks(row_sum) WHERE row_sum = '';

-- It is counted by triggers.
-- +goose StatementBegin
CREATE TRIGGER edition_counted AFTER UPDATE OF n ON edition BEGIN UPDATE edition SET row_sum = ''; END;
-- +goose StatementEnd

-- Each week has its own sum now.
DELETE FROM settings WHERE key = 'skipped_weeks.sha256';

-- +goose Up

-- Captures have the checksum that the other rows have.
ALTER TABLE captures DROP COLUMN row_sha256;
ALTER TABLE captures ADD COLUMN row_sum TEXT NOT NULL DEFAULT '';
CREATE INDEX captures_unsealed ON captures(row_sum) WHERE row_sum = '';

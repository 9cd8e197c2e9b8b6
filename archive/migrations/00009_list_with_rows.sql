-- +goose Up

-- A list is written with the rows that it follows from, before whose writing
-- a column's parser version is 0, and not where a newer parser gives the same.
DROP TRIGGER column_listed;
-- +goose StatementBegin
CREATE TRIGGER column_listed AFTER UPDATE OF parser_version ON columns WHEN old.parser_version = 0 AND new.parser_version > 0 BEGIN
  DELETE FROM listing WHERE week_start = new.week_start AND column_id = new.column_id;
  INSERT INTO listing SELECT * FROM listed WHERE column_id = new.column_id;
END;
-- +goose StatementEnd

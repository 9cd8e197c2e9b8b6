-- +goose Up

-- A week that a person says was not published changes what the tables say.
-- +goose StatementBegin
CREATE TRIGGER weeks_skipped AFTER INSERT ON skipped_weeks BEGIN UPDATE edition SET n = n + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER weeks_unskipped AFTER DELETE ON skipped_weeks BEGIN UPDATE edition SET n = n + 1; END;
-- +goose StatementEnd

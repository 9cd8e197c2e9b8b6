-- +goose Up

-- How often rows read from captures have changed. Whatever was counted or
-- written out from them holds as long as this number stands.
CREATE TABLE edition (n INTEGER NOT NULL) STRICT;
INSERT INTO edition VALUES (1);
-- +goose StatementBegin
CREATE TRIGGER columns_added AFTER INSERT ON columns BEGIN UPDATE edition SET n = n + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER columns_changed AFTER UPDATE ON columns BEGIN UPDATE edition SET n = n + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER columns_removed AFTER DELETE ON columns BEGIN UPDATE edition SET n = n + 1; END;
-- +goose StatementEnd

-- Lists of activities stand newest first and are filtered, counted and laid
-- over time from one index each, without a look at the rows.
DROP INDEX activities_district;
DROP INDEX activities_date;
DROP INDEX activities_kind;
DROP INDEX activities_week;
CREATE INDEX activities_list ON activities(week_start DESC, column_id DESC, position, district, kind, date_start, date_end, week_end, activity_id);
CREATE INDEX activities_district ON activities(district, kind, week_start);

-- A search looks at each post and each date as printed once.
CREATE INDEX appearances_post ON appearances(post);
CREATE INDEX activities_date_text ON activities(date_text);

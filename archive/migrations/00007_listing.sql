-- +goose Up

-- What lists of activities are filtered, searched and counted by, a narrow row
-- for each activity in the order of the lists, so that one scan answers. Names
-- and meanings are those of activities; written when a column's rows stand.
CREATE TABLE listing (
  week_start  TEXT NOT NULL,
  column_id   TEXT NOT NULL,
  position    INTEGER NOT NULL,
  district    TEXT NOT NULL,
  kind        TEXT NOT NULL,
  date_start  TEXT NOT NULL,
  date_end    TEXT NOT NULL,
  week_end    TEXT NOT NULL,
  week        TEXT NOT NULL,                -- Monday of the week that it counts in, of those its column spans; or ''
  people      TEXT NOT NULL,                -- official_id, office and role of each appearance, joined with ;
  activity_id TEXT NOT NULL,
  wide        INTEGER NOT NULL,             -- 1 where words hold a letter, digit or mark in full width
  words       TEXT NOT NULL,                -- headline, date, names, pinyin, posts, verbs and statements, a line each
  PRIMARY KEY (week_start DESC, column_id DESC, position)
) STRICT, WITHOUT ROWID;

-- Whole tables are read in this order, and a part of one without a look at the rest.
CREATE UNIQUE INDEX columns_order ON columns(week_start, column_id);

DROP INDEX activities_list;
DROP INDEX activities_date_text;
DROP INDEX appearances_post;

-- What belongs into listing.
CREATE VIEW listed AS SELECT week_start, column_id, position, district, kind, date_start, date_end, week_end, week, people, activity_id,
  words GLOB '*[！-～]*' AS wide, words
FROM (SELECT a.*,
  coalesce(date(CASE WHEN a.date_start BETWEEN a.week_start AND a.week_end THEN a.date_start ELSE nullif(a.week_start, '') END, 'weekday 0', '-6 days'), '') AS week,
  coalesce((SELECT group_concat(official_id || ' ' || office || ' ' || role, ';') FROM appearances p WHERE p.activity_id = a.activity_id), '') AS people,
  s.headline || char(10) || a.date_text || coalesce((SELECT group_concat(char(10) || p.name || char(10) || replace(o.name_pinyin, ' ', '') || char(10) || p.post
    || char(10) || ';' || p.verbs || ';' || p.statements || ';', '') FROM appearances p JOIN officials o USING (official_id) WHERE p.activity_id = a.activity_id), '') AS words
  FROM activities a JOIN sections s USING (section_id));

INSERT INTO listing SELECT * FROM listed;

-- +goose StatementBegin
CREATE TRIGGER column_listed AFTER UPDATE OF parser_version ON columns WHEN new.parser_version > 0 BEGIN
  DELETE FROM listing WHERE week_start = new.week_start AND column_id = new.column_id;
  INSERT INTO listing SELECT * FROM listed WHERE column_id = new.column_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER activity_unlisted AFTER DELETE ON activities BEGIN
  DELETE FROM listing WHERE week_start = old.week_start AND column_id = old.column_id AND position = old.position;
END;
-- +goose StatementEnd

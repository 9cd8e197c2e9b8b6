-- +goose Up

-- How many rows stand below a column, in all tables: what a total is held
-- against, so that rows lost or left over are noticed without reading them.
ALTER TABLE columns ADD COLUMN rows_below INTEGER NOT NULL DEFAULT 0;

UPDATE columns SET rows_below = (SELECT count(*) FROM sections s WHERE s.column_id = columns.column_id)
  + (SELECT count(*) FROM activities a WHERE a.column_id = columns.column_id)
  + (SELECT count(*) FROM activities a JOIN appearances USING (activity_id) WHERE a.column_id = columns.column_id)
  + (SELECT count(*) FROM activities a JOIN posts USING (activity_id) WHERE a.column_id = columns.column_id)
  + (SELECT count(*) FROM credits c WHERE c.column_id = columns.column_id)
  + (SELECT count(*) FROM blocks b WHERE b.column_id = columns.column_id)
  + (SELECT count(*) FROM problems p WHERE p.column_id = columns.column_id);

-- Coverage looks up the activities of a section by their ids alone.
DROP INDEX activities_section;
CREATE INDEX activities_section ON activities(section_id, activity_id);

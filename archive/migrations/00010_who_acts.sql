-- +goose Up

-- What the parser knows of districts and of the posts that make an office of
-- one (district '' for that of the section), written at start where it is new.
CREATE TABLE division (
  rank     INTEGER PRIMARY KEY,
  district TEXT NOT NULL UNIQUE,
  name_zh  TEXT NOT NULL,
  name_en  TEXT NOT NULL,
  gb2260   TEXT NOT NULL,
  kind     TEXT NOT NULL
) STRICT;
CREATE TABLE holding (
  org      TEXT NOT NULL,
  title    TEXT NOT NULL,
  district TEXT NOT NULL,
  office   TEXT NOT NULL,
  PRIMARY KEY (org, title)
) STRICT, WITHOUT ROWID;

-- What each column brings to the tables that are summed over columns, so that
-- they are summed of narrow rows. Each table has a view of what belongs into
-- it, and is written when a column's rows stand.

-- Who acts as secretary or head of a district, in which activity, and the week
-- that it counts in.
CREATE TABLE acting (
  column_id   TEXT NOT NULL,
  district    TEXT NOT NULL,
  office      TEXT NOT NULL,
  monday      TEXT NOT NULL,
  place       INTEGER NOT NULL,             -- of the appearance in the column
  activity_id TEXT NOT NULL,
  kind        TEXT NOT NULL,
  official_id TEXT NOT NULL,
  name        TEXT NOT NULL,
  first_seen  TEXT NOT NULL,
  last_seen   TEXT NOT NULL,
  PRIMARY KEY (column_id, district, office, monday, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX acting_office ON acting(district, office, official_id, monday, first_seen, last_seen, column_id);

-- What a column says of each district and both offices, for each of its weeks.
CREATE TABLE cells (
  monday     TEXT NOT NULL,
  division   INTEGER NOT NULL,              -- rank of the district
  side       INTEGER NOT NULL,              -- 0 secretary, 1 head
  preference TEXT NOT NULL,                 -- the least of a week is what coverage shows
  column_id  TEXT NOT NULL,
  status     TEXT NOT NULL,
  activities INTEGER NOT NULL,
  names      TEXT NOT NULL,                 -- joined with semicolons
  investment INTEGER NOT NULL,
  signing    INTEGER NOT NULL,
  ceremony   INTEGER NOT NULL,
  inspection INTEGER NOT NULL,
  meeting    INTEGER NOT NULL,
  exchange   INTEGER NOT NULL,
  media      INTEGER NOT NULL,
  event      INTEGER NOT NULL,
  other      INTEGER NOT NULL,
  PRIMARY KEY (monday, division, side, preference)
) STRICT, WITHOUT ROWID;
CREATE INDEX cells_column ON cells(column_id);

-- Who appears in a column, and in how many activities.
CREATE TABLE seen (
  column_id   TEXT NOT NULL,
  official_id TEXT NOT NULL,
  week_start  TEXT NOT NULL,
  activities  INTEGER NOT NULL,
  PRIMARY KEY (column_id, official_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_official ON seen(official_id, week_start, activities);

-- Who acts in a column with which post of which district, first and last day.
CREATE TABLE served (
  column_id   TEXT NOT NULL,
  official_id TEXT NOT NULL,
  district    TEXT NOT NULL,
  org         TEXT NOT NULL,
  title       TEXT NOT NULL,
  first_seen  TEXT NOT NULL,
  last_seen   TEXT NOT NULL,
  PRIMARY KEY (column_id, official_id, district, org, title)
) STRICT, WITHOUT ROWID;
CREATE INDEX served_official ON served(official_id, district, org, title, first_seen, last_seen);
CREATE INDEX served_district ON served(district, official_id, org, title, first_seen, last_seen);

-- The round-ups, one of which is expected each week, with the weeks they span:
-- one in which no section was found is no weekly column, but it is held. A
-- duplicate is not another.
CREATE VIEW held AS SELECT column_id, source IN ('', 'dutenews') AS own, date(week_start, 'weekday 0', '-6 days') AS first,
    date(coalesce(nullif(week_end, ''), week_start), 'weekday 0', '-6 days') AS last,
    kind <> 'weekly' OR EXISTS (SELECT 1 FROM problems p WHERE p.column_id = c.column_id AND p.code = 'parse_failed') AS failed
  FROM columns c WHERE date(week_start) > '' AND duplicate_of = '' AND (kind = 'weekly' OR title LIKE '%深圳一周%'
    OR EXISTS (SELECT 1 FROM problems p WHERE p.column_id = c.column_id AND p.code = 'weekly_without_sections'));

-- Appearances in round-ups. An activity counts in the week of its first day, of
-- those that its column spans; an undated one in the first. The days it counts
-- for in tenures are those printed, or else the beginning of its week.
CREATE VIEW appeared AS SELECT a.column_id, a.district, a.kind, a.position * 100000 + p.position AS place, a.activity_id, p.official_id, p.name,
    p.role, p.office, p.named_as,
    iif(held.first = held.last, held.first, max(held.first, min(held.last, coalesce(date(nullif(a.date_start, ''), 'weekday 0', '-6 days'), held.first)))) AS monday,
    coalesce(nullif(a.date_start, ''), a.week_start) AS first_seen, coalesce(nullif(a.date_end, ''), a.week_start) AS last_seen
  FROM held CROSS JOIN activities a ON a.column_id = held.column_id CROSS JOIN appearances p ON p.activity_id = a.activity_id;

-- Whose office it is is said by the post itself: the head of 前海 in a section
-- of 南山 is not 南山's. Who is named by name alone holds what the column names
-- him or her with, or else what the section is of. Who is merely mentioned does
-- not act.
CREATE VIEW acted AS
  SELECT a.column_id, iif(h.district = '', a.district, h.district) AS district, h.office, a.monday, a.place, a.activity_id, a.kind, a.official_id, a.name, a.first_seen, a.last_seen
    FROM appeared a CROSS JOIN posts s ON s.activity_id = a.activity_id AND s.official_id = a.official_id JOIN holding h ON h.org = s.org AND h.title = s.title
    WHERE a.role = 'actor'
  UNION ALL
  SELECT a.column_id, iif(h.district = '', b.district, h.district), h.office, a.monday, a.place, a.activity_id, a.kind, a.official_id, a.name, a.first_seen, a.last_seen
    FROM appeared a CROSS JOIN activities b ON b.column_id = a.column_id
    CROSS JOIN posts s ON s.activity_id = b.activity_id AND s.official_id = a.official_id JOIN holding h ON h.org = s.org AND h.title = s.title
    WHERE a.role = 'actor' AND a.named_as = 'name_only' AND a.office IN (h.office, 'both')
  UNION ALL
  SELECT a.column_id, a.district, o.office, a.monday, a.place, a.activity_id, a.kind, a.official_id, a.name, a.first_seen, a.last_seen
    FROM appeared a CROSS JOIN (SELECT 'secretary' AS office UNION ALL SELECT 'head') o
    WHERE a.role = 'actor' AND a.named_as = 'name_only' AND a.office IN (o.office, 'both') AND NOT EXISTS (
      SELECT 1 FROM activities b CROSS JOIN posts s ON s.activity_id = b.activity_id AND s.official_id = a.official_id JOIN holding h ON h.org = s.org AND h.title = s.title
      WHERE b.column_id = a.column_id AND h.office = o.office);

-- A reprint never hides what the newspaper's own page says, nor the reverse, and
-- an edition that reaches into a week not the week's own.
CREATE VIEW judged AS SELECT monday, division, side,
    CASE status WHEN 'reported' THEN 1 WHEN 'not_named' THEN 2 WHEN 'not_mentioned' THEN 3 ELSE 4 END || later || (NOT own) || column_id AS preference,
    column_id, status, activities, names, investment, signing, ceremony, inspection, meeting, exchange, media, event, other
  FROM (SELECT *, CASE WHEN activities > 0 THEN 'reported' WHEN printed > 0 THEN 'not_named'
      WHEN failed OR printed = 0 THEN 'parse_failed' ELSE 'not_mentioned' END AS status
    FROM (SELECT held.column_id, own, failed, days > 0 AS later, date(first, days || ' days') AS monday, rank AS division, side, count(t.activity_id) AS activities,
        (SELECT sum(s.activities) FROM sections s WHERE s.column_id = held.column_id AND s.district = d.district) AS printed,
        iif(count(t.activity_id) = 0, '', (SELECT group_concat(name, ';') FROM (SELECT name FROM acting n
          WHERE n.column_id = held.column_id AND n.district = d.district AND n.office = o.office AND n.monday = date(first, days || ' days') GROUP BY name ORDER BY min(place)))) AS names,
        count(iif(t.kind = 'investment', 1, NULL)) AS investment, count(iif(t.kind = 'signing', 1, NULL)) AS signing, count(iif(t.kind = 'ceremony', 1, NULL)) AS ceremony,
        count(iif(t.kind = 'inspection', 1, NULL)) AS inspection, count(iif(t.kind = 'meeting', 1, NULL)) AS meeting, count(iif(t.kind = 'exchange', 1, NULL)) AS exchange,
        count(iif(t.kind = 'media', 1, NULL)) AS media, count(iif(t.kind = 'event', 1, NULL)) AS event, count(iif(t.kind = 'other', 1, NULL)) AS other
      FROM held CROSS JOIN (SELECT 0 AS days UNION ALL SELECT 7 UNION ALL SELECT 14 UNION ALL SELECT 21 UNION ALL SELECT 28 UNION ALL SELECT 35) ON date(first, days || ' days') <= last
      CROSS JOIN division d CROSS JOIN (SELECT 0 AS side, 'secretary' AS office UNION ALL SELECT 1, 'head') o
      LEFT JOIN acting t ON t.column_id = held.column_id AND t.district = d.district AND t.office = o.office AND t.monday = date(first, days || ' days')
        AND NOT EXISTS (SELECT 1 FROM acting e WHERE e.column_id = t.column_id AND e.district = t.district AND e.office = t.office AND e.monday = t.monday
          AND e.place < t.place AND e.activity_id = t.activity_id) -- two of an office in one activity are one
      GROUP BY held.column_id, days, rank, side));

CREATE VIEW sighted AS SELECT a.column_id, p.official_id, a.week_start, count(*) AS activities
  FROM activities a CROSS JOIN appearances p ON p.activity_id = a.activity_id GROUP BY a.column_id, p.official_id;

-- Posts held by who acts, activity by activity: of a secretary or head the
-- district of the post, of others that of the section.
CREATE VIEW tenured AS SELECT a.activity_id, a.column_id, p.official_id, coalesce(nullif(h.district, ''), a.district) AS district, s.org, s.title,
    coalesce(nullif(a.date_start, ''), a.week_start) AS first_seen, coalesce(nullif(a.date_end, ''), a.week_start) AS last_seen
  FROM activities a CROSS JOIN appearances p ON p.activity_id = a.activity_id
  CROSS JOIN posts s ON s.activity_id = p.activity_id AND s.official_id = p.official_id LEFT JOIN holding h ON h.org = s.org AND h.title = s.title
  WHERE p.role = 'actor';
CREATE VIEW serving AS SELECT column_id, official_id, district, org, title, coalesce(min(nullif(first_seen, '')), '') AS first_seen, max(last_seen) AS last_seen
  FROM tenured GROUP BY column_id, official_id, district, org, title;

-- +goose StatementBegin
CREATE TRIGGER column_added_up AFTER UPDATE OF parser_version, problems ON columns
WHEN new.parser_version > 0 AND (old.parser_version = 0 OR old.problems <> new.problems) BEGIN
  DELETE FROM acting WHERE column_id = new.column_id;
  DELETE FROM cells WHERE column_id = new.column_id;
  DELETE FROM seen WHERE column_id = new.column_id;
  DELETE FROM served WHERE column_id = new.column_id;
  INSERT OR IGNORE INTO acting SELECT * FROM acted WHERE column_id = new.column_id;
  INSERT INTO cells SELECT * FROM judged WHERE column_id = new.column_id;
  INSERT INTO seen SELECT * FROM sighted WHERE column_id = new.column_id;
  INSERT INTO served SELECT * FROM serving WHERE column_id = new.column_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER column_taken_out AFTER DELETE ON columns BEGIN
  DELETE FROM acting WHERE column_id = old.column_id;
  DELETE FROM cells WHERE column_id = old.column_id;
  DELETE FROM seen WHERE column_id = old.column_id;
  DELETE FROM served WHERE column_id = old.column_id;
END;
-- +goose StatementEnd

-- Lists are counted without a look at the words that are searched.
CREATE INDEX listing_counts ON listing(week_start DESC, district, kind, week, people, date_start, date_end, week_end);

-- Captures that lost their reading are to be read again, and rows that lost what
-- they hang on go.
INSERT INTO unread (capture_id) SELECT capture_id FROM captures c WHERE verdict = 'good'
  AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.capture_id = c.capture_id)
  AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.capture_id = c.capture_id);
DELETE FROM activities WHERE column_id NOT IN (SELECT column_id FROM columns) OR section_id NOT IN (SELECT section_id FROM sections);
DELETE FROM appearances WHERE activity_id NOT IN (SELECT activity_id FROM activities)
  OR official_id NOT IN (SELECT official_id FROM officials);
DELETE FROM posts WHERE NOT EXISTS (SELECT 1 FROM appearances p
  WHERE p.activity_id = posts.activity_id AND p.official_id = posts.official_id);
DELETE FROM sections WHERE column_id NOT IN (SELECT column_id FROM columns);
DELETE FROM credits WHERE column_id NOT IN (SELECT column_id FROM columns);
DELETE FROM blocks WHERE column_id NOT IN (SELECT column_id FROM columns);
DELETE FROM problems WHERE column_id NOT IN (SELECT column_id FROM columns);
DELETE FROM revisions WHERE column_id NOT IN (SELECT column_id FROM columns);
DELETE FROM officials WHERE official_id NOT IN (SELECT official_id FROM appearances)

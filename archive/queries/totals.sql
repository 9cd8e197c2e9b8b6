-- What adds up wherever nobody took rows away or left some over.
SELECT 'row', 'totals', FALSE, 'the numbers of rows do not add up; shenzheng reparse --all sets them right' WHERE NOT (
  NOT EXISTS (SELECT 1 FROM captures c WHERE verdict = 'good'
    AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.capture_id = c.capture_id)
    AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.capture_id = c.capture_id))
  AND (SELECT coalesce(sum(rows_below), 0) FROM columns) = (SELECT count(*) FROM sections) + (SELECT count(*) FROM activities)
    + (SELECT count(*) FROM appearances) + (SELECT count(*) FROM posts) + (SELECT count(*) FROM credits)
    + (SELECT count(*) FROM blocks) + (SELECT count(*) FROM problems)
  AND (SELECT coalesce(sum(revision), 0) FROM columns) = (SELECT count(*) FROM revisions)
  AND (SELECT count(DISTINCT official_id) FROM appearances) = (SELECT count(*) FROM officials))

-- Captures that are gone, whose hash names no body, and that were never read.
-- None is ever deleted.
SELECT 'capture', 'captures', TRUE, 'their numbers, which are their order, have gaps'
  WHERE (SELECT count(*) <> max(capture_id) FROM captures)
UNION ALL
SELECT 'capture', 'capture ' || capture_id, TRUE,
    'its body is missing; shenzheng crawl ' || url || ', or shenzheng import FILE with the same bytes, brings it back'
  FROM captures c WHERE sha256 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bodies b WHERE b.sha256 = c.sha256)
UNION ALL
SELECT 'capture', 'capture ' || capture_id, FALSE, 'was never read; shenzheng reparse --all reads it'
  FROM captures WHERE verdict = 'good' AND capture_id NOT IN (SELECT capture_id FROM readings UNION ALL SELECT capture_id FROM unread)

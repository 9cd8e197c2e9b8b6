-- Behind held.sql: the state of the archive as the JSON of Status, but for what its
-- clock, its file and a person say. ?1 is the parser's version, ?2 how many columns are named.
, edge(first, last) AS MATERIALIZED (SELECT min(monday), max(monday) FROM held),
every(monday) AS (SELECT first FROM edge WHERE first IS NOT NULL UNION SELECT date(monday, '+7 days') FROM every WHERE monday < (SELECT last FROM edge)),
behind AS (SELECT column_id FROM columns WHERE parser_version < ?1 ORDER BY published_at DESC, column_id),
host AS (SELECT host, count(*) AS n, max(requested_at) AS last, max(request_id) AS id FROM requests GROUP BY host)
SELECT json_object(
  'schema_version', (SELECT max(version_id) FROM goose_db_version WHERE is_applied),
  'columns', (SELECT count(*) FROM columns),
  'weekly_columns', (SELECT count(*) FROM columns WHERE kind = 'weekly'),
  'activities', (SELECT coalesce(sum(activities), 0) FROM columns),
  'officials', (SELECT count(*) FROM officials),
  'columns_by_state', json((SELECT json_group_object(state, n) FROM (SELECT state, count(*) AS n FROM columns GROUP BY 1))),
  'problems_by_severity', json((SELECT json_group_object(severity, n) FROM (SELECT severity, count(*) AS n FROM problems GROUP BY 1))),
  'first_week', (SELECT first FROM edge), 'last_week', (SELECT last FROM edge),
  'missing_weeks', json((SELECT json_group_array(monday) FROM (SELECT monday FROM every
    WHERE monday NOT IN (SELECT monday FROM held UNION SELECT week_start FROM skipped_weeks) ORDER BY monday))),
  'latest_column', (SELECT column_id FROM columns ORDER BY published_at DESC, column_id DESC LIMIT 1),
  'captures', (SELECT count(*) FROM captures),
  'captures_by_verdict', json((SELECT json_group_object(verdict, n) FROM (SELECT verdict, count(*) AS n FROM captures GROUP BY 1))),
  'latest_capture', (SELECT instant(max(captured_at)) FROM captures),
  'columns_behind', (SELECT count(*) FROM behind),
  'behind_columns', json((SELECT json_group_array(column_id) FROM (SELECT column_id FROM behind LIMIT ?2))),
  'unread_captures', (SELECT count(*) FROM unread),
  'failed_captures', (SELECT count(*) FROM readings WHERE page_kind = 'failed'),
  'waiting_messages', (SELECT count(*) FROM messages WHERE sent_at = ''),
  'message_refused', coalesce((SELECT last_error FROM messages WHERE sent_at = '' AND attempts > 2 ORDER BY message_id LIMIT 1), ''),
  'hosts', json((SELECT json_group_array(json(health)) FROM (SELECT json_object('host', q.host, 'requests', q.n, 'last_request', instant(q.last),
      'last_ok', (SELECT instant(max(requested_at)) FROM requests
        WHERE host = q.host AND outcome IN ('good', 'unchanged', 'page', 'gone') AND url NOT LIKE '%/robots.txt'),
      'last_outcome', r.outcome, 'last_detail', r.detail, 'last_gap_ns', coalesce(r.gap_ms, -1) * 1000000,
      'failures', coalesce(h.failures, 0), 'not_before', instant(h.not_before)) AS health
    FROM host q JOIN requests r ON r.request_id = q.id LEFT JOIN hosts h ON h.host = q.host ORDER BY q.host))))

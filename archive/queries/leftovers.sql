-- Rows that hang on nothing, two people of one id, and columns that were read by
-- another parser than they say.
SELECT 'row', object, FALSE, 'belongs to nothing; shenzheng reparse --all takes it away' FROM (
  SELECT 'official ' || official_id AS object FROM officials o
    WHERE NOT EXISTS (SELECT 1 FROM appearances p WHERE p.official_id = o.official_id)
  UNION ALL
  SELECT 'revision ' || column_id || ' ' || revision FROM revisions r
    WHERE NOT EXISTS (SELECT 1 FROM columns k WHERE k.column_id = r.column_id AND r.revision <= k.revision)
  UNION ALL
  SELECT 'reading of capture ' || capture_id FROM readings WHERE capture_id NOT IN (SELECT capture_id FROM captures))
UNION ALL
SELECT 'row', 'official ' || official_id, FALSE, 'is the id of two people, ' || min(name) || ' and ' || max(name)
    || ', whose names have hashes that begin alike; tables that tell people by their ids take them for one, and appearances tells them apart by their names'
  FROM appearances GROUP BY official_id HAVING min(name) <> max(name)
UNION ALL
SELECT 'row', 'columns ' || k.column_id, FALSE,
    'its parser version is not the one it was read with; shenzheng reparse --column ' || k.column_id || ' mends it'
  FROM columns k JOIN readings r USING (capture_id)
  WHERE k.parser_version < 1 OR k.parser_version <> r.parser_version AND r.page_kind <> 'failed'

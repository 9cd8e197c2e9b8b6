-- Rows that point at rows which are not there.
SELECT 'foreign_key', "table" || ' row ' || coalesce("rowid", 0), "table" = 'captures',
  'its row of ' || parent || ' is missing; shenzheng reparse --all writes what can be read anew'
FROM pragma_foreign_key_check

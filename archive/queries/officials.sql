-- People whose row is not what follows from the name, which the id is made of.
SELECT 'row', 'officials ' || official_id, FALSE, 'its name ' || json_quote(substr(name, 1, 40)) || ' and pinyin ' || json_quote(substr(name_pinyin, 1, 40))
    || ' do not belong to it; shenzheng reparse --all writes them anew'
  FROM officials WHERE official_id <> id_of(name) OR name_pinyin <> pinyin(name) ORDER BY official_id

-- +goose Up

-- A reparse is recorded as the other jobs are.
INSERT INTO job_runs (run_id, job, started_at, ended_at, outcome, detail, counts)
  SELECT 'reparse-' || parse_run_id, 'reparse', started_at, ended_at, iif(failed > 0, 'partial', 'ok'), scope,
    json_object('columns', columns_read, 'changed', changed, 'failed', failed)
  FROM parse_runs WHERE ended_at <> '' ORDER BY parse_run_id;
DROP TABLE parse_runs;

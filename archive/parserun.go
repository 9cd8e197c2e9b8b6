package archive

import (
	"context"
	"database/sql"
	"time"
)

// ParseRun is one run of the parser over what was held.
type ParseRun struct {
	ID            int64     `json:"parse_run_id"`
	StartedAt     time.Time `json:"started_at"`
	EndedAt       time.Time `json:"ended_at,omitzero"` // zero when it did not end
	ParserVersion int       `json:"parser_version"`
	Scope         string    `json:"scope"` // stale | all | column X | since D
	Read          int       `json:"columns_read"`
	Changed       int       `json:"changed"`
	Unchanged     int       `json:"unchanged"`
	Failed        int       `json:"failed"`

	ActivitiesBefore int `json:"activities_before"`
	ActivitiesAfter  int `json:"activities_after"`
	OfficialsBefore  int `json:"officials_before"`
	OfficialsAfter   int `json:"officials_after"`
	ProblemsBefore   int `json:"problems_before"`
	ProblemsAfter    int `json:"problems_after"`
}

// lastParse is the last parse run that ended, nil if none did.
func lastParse(ctx context.Context, tx *sql.Tx) (*ParseRun, error) {
	var r ParseRun
	found, err := get(ctx, tx, "read last parse run", `SELECT parse_run_id, started_at, ended_at, parser_version, scope, columns_read, changed,
		unchanged, failed, activities_before, activities_after, officials_before, officials_after, problems_before, problems_after
		FROM parse_runs WHERE ended_at <> '' ORDER BY parse_run_id DESC LIMIT 1`, nil, &r.ID, (*stampScan)(&r.StartedAt), (*stampScan)(&r.EndedAt),
		&r.ParserVersion, &r.Scope, &r.Read, &r.Changed, &r.Unchanged, &r.Failed, &r.ActivitiesBefore, &r.ActivitiesAfter,
		&r.OfficialsBefore, &r.OfficialsAfter, &r.ProblemsBefore, &r.ProblemsAfter)
	if err != nil || !found {
		return nil, err
	}
	return &r, nil
}

// recordParseRun records what a parse run did that ends now.
func (a *Archive) recordParseRun(ctx context.Context, r *ParseRun) error {
	r.EndedAt = a.cfg.Now()
	_, err := a.exec(ctx, "record parse run", `INSERT INTO parse_runs (started_at, ended_at, parser_version, scope, columns_read, changed, unchanged,
		failed, activities_before, activities_after, officials_before, officials_after, problems_before, problems_after)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, stamp(r.StartedAt), stamp(r.EndedAt), r.ParserVersion, r.Scope, r.Read, r.Changed,
		r.Unchanged, r.Failed, r.ActivitiesBefore, r.ActivitiesAfter, r.OfficialsBefore, r.OfficialsAfter, r.ProblemsBefore, r.ProblemsAfter)
	return err
}

package web

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"time"
)

// Server answers every address of the archive. It is safe for concurrent use.
type Server struct {
	cfg      Config
	base     *url.URL
	mux      *http.ServeMux
	pages    *template.Template
	assets   map[string]asset
	answers  http.Handler  // the mux, its answers packed
	turns    turns         // of queries
	wait     time.Duration // for a turn
	memo     memo
	shelf    shelf
	releases *releases
}

// New puts a Server together. Close it before the archive.
func New(cfg Config) (*Server, error) {
	cfg, base, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	pages, err := parsePages()
	if err != nil {
		return nil, fmt.Errorf("read page templates: %w", err)
	}
	assets, err := readAssets()
	if err != nil {
		return nil, fmt.Errorf("read assets: %w", err)
	}
	s := &Server{
		cfg: cfg, base: base, mux: http.NewServeMux(), pages: pages, assets: assets,
		turns: make(turns, cfg.HeavyRequests), wait: waitForTurn,
		releases: newReleases(cfg.SnapshotsDir),
	}
	s.routes()
	s.answers, err = s.packing(s.mux)
	return s, err
}

// Warm counts ahead what the front page and the list of all activities show,
// so that the first visitor to a large archive does not wait for it.
func (s *Server) Warm(ctx context.Context) error {
	return s.read(ctx, func(tx *sql.Tx) error {
		if _, err := s.counted(ctx, tx, filter{}); err != nil {
			return err
		}
		var h held
		if err := h.fill(ctx, tx); err != nil {
			return err
		}
		_, err := s.counted(ctx, tx, lastYear(h.Last))
		return err
	})
}

// Close gives back the files and the folder handles the Server holds.
func (s *Server) Close() error {
	return errors.Join(s.shelf.close(), s.releases.close())
}

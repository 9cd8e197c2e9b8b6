package web

import (
	"context"
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
	pages    map[string]*template.Template
	assets   map[string]asset
	turns    turns         // of queries
	streams  turns         // of transfers, so that slow readers keep nobody from the pages
	wait     time.Duration // for a turn
	catalog  *catalog
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
		turns: make(turns, cfg.HeavyRequests), streams: make(turns, 4*cfg.HeavyRequests), wait: waitForTurn,
		catalog:  newCatalog(cfg.Archive),
		releases: newReleases(cfg.SnapshotsDir),
	}
	s.routes()
	return s, nil
}

// Warm reads ahead what most pages are answered from, so that the first
// visitor to a large archive does not wait for it. Visitors who come meanwhile
// wait for the same reading.
func (s *Server) Warm(ctx context.Context) error {
	_, err := s.catalog.now(ctx)
	return err
}

// Close gives back the connection and the folder handles the Server holds.
func (s *Server) Close() error {
	err := s.catalog.close()
	if err2 := s.releases.close(); err == nil {
		err = err2
	}
	return err
}

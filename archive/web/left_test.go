package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// A visitor who left before the answer is counted as none who was answered.
func TestVisitorWhoLeftIsNotAnswered(t *testing.T) {
	a, _ := openFixture(t, 2)
	seen := -1
	s, _ := serve(t, a, func(c *Config) { c.Observe = func(_ string, status int, _ time.Duration) { seen = status } })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequestWithContext(ctx, http.MethodGet, "/activities", nil))
	if seen != 0 || answer.Body.Len() > 0 {
		t.Errorf("the request is counted as %d and answered %q", seen, answer.Body)
	}
}

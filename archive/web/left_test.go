package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
)

// A visitor who left before the answer is aborted, and counted as none who was
// answered.
func TestVisitorWhoLeftIsNotAnswered(t *testing.T) {
	a, _ := openFixture(t, 2)
	s, _ := serve(t, a, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w := &response{ResponseWriter: httptest.NewRecorder()}
	defer func() {
		if fault := recover(); fault != http.ErrAbortHandler || w.status != 0 {
			t.Errorf("the request ended with %v and is counted as %d", fault, w.status)
		}
	}()
	s.fail(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/activities", nil), ctx.Err())
}

package web

import (
	"net/http"

	"shenzheng/archive/snapshot"
)

// codebook answers the list of tables and columns, from the same list that
// writes the CSV headers.
func (s *Server) codebook(w http.ResponseWriter, r *http.Request) error {
	return s.page(w, r, http.StatusOK, "codebook.html", page{ZH: "编码手册", EN: "Codebook", Body: snapshot.Tables()})
}

// W is a text of the tables' list in the page's language.
func (p *page) W(w snapshot.Words) string { return p.T(w.ZH, w.EN) }

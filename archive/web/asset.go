package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
)

//go:embed assets
var assetFiles embed.FS

// asset is an embedded file; its tag changes with its content.
type asset struct {
	bytes []byte
	mime  string
	tag   string
}

// assetTypes are spelled out, since the machine's own table of types could say
// otherwise, and reading it costs memory.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

func readAssets() (map[string]asset, error) {
	entries, err := fs.ReadDir(assetFiles, "assets")
	if err != nil {
		return nil, err
	}
	assets := map[string]asset{}
	for _, e := range entries {
		body, err := assetFiles.ReadFile("assets/" + e.Name())
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(body)
		assets[e.Name()] = asset{body, assetTypes[path.Ext(e.Name())], hex.EncodeToString(sum[:6])}
	}
	return assets, nil
}

func (s *Server) asset(w http.ResponseWriter, r *http.Request) error {
	a, ok := s.assets[r.PathValue("name")]
	if !ok {
		return notFound("没有这个文件", "there is no such file")
	}
	return s.sendAsset(w, r, a)
}

func (s *Server) favicon(w http.ResponseWriter, r *http.Request) error {
	return s.sendAsset(w, r, s.assets["icon.svg"])
}

func (s *Server) sendAsset(w http.ResponseWriter, r *http.Request, a asset) error {
	h := w.Header()
	h.Set("Content-Type", a.mime)
	h.Set("Cache-Control", "public, max-age=86400")
	if r.URL.Query().Get("v") == a.tag {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	return s.send(w, r, http.StatusOK, a.bytes)
}

package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"golang.org/x/sync/semaphore"
)

const (
	worthPacking = 1024 // bytes; under that packing gains nothing
	maxPacking   = 32   // answers packed at once; more are sent as they are, each packer being a megabyte
)

// packing answers in zstd or gzip to who takes it. Parts of a file are always
// of the bytes that SHA256SUMS names, and those and what is packed already go
// past the packer, so that the kernel can send them.
func (s *Server) packing(next http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(worthPacking), gzhttp.CompressionLevel(1), gzhttp.SuffixETag("-gzip"))
	if err != nil {
		return nil, fmt.Errorf("set up packing: %w", err)
	}
	packed, turn := wrap(next), semaphore.NewWeighted(maxPacking)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ext := path.Ext(r.URL.Path)
		plain := r.Header.Get("Accept-Encoding") == "" || r.Header.Get("Range") != "" || r.Method == http.MethodHead
		if plain || ext == ".zip" || ext == ".xlsx" || !turn.TryAcquire(1) {
			w.Header().Add("Vary", "Accept-Encoding")
			next.ServeHTTP(w, r)
			return
		}
		defer turn.Release(1)
		packed.ServeHTTP(w, r)
	}), nil
}

// send answers with bytes held in memory: tagged, and not at all where the
// client has them already, which is asked each time unless something else is said.
func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, mime string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", mime)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	if status == http.StatusOK {
		sum := sha256.Sum256(body)
		if had(w, r, hex.EncodeToString(sum[:16])) {
			return nil
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err := w.Write(body)
	return err
}

// had tags an answer by the hash of its bytes and reports whether the client
// has them, in whatever packing; then 304 is answered with the tag it named.
func had(w http.ResponseWriter, r *http.Request, sum string) bool {
	w.Header().Set("ETag", `"`+sum+`"`)
	for _, tag := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		bare := strings.TrimSuffix(strings.TrimSuffix(strings.Trim(tag, `"`), "-gzip"), "-zstd")
		if tag == "*" || tag != "" && bare == sum {
			if tag != "*" {
				w.Header().Set("ETag", tag)
			}
			w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}

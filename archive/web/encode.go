package web

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"

	kgzip "github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// worthPacking is the length in bytes under which packing gains nothing.
const worthPacking = 1024

// encodingFor chooses zstd or gzip, whichever the client rates higher, or ""
// for the bytes as they are.
func encodingFor(r *http.Request) string {
	best, bestQ := "", 0.0
	star := -1.0
	rated := map[string]bool{}
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, q := codingAndWeight(part)
		switch name {
		case "zstd", "gzip":
			rated[name] = true
			if q > bestQ || q == bestQ && q > 0 && name == "zstd" {
				best, bestQ = name, q
			}
		case "*":
			star = q
		}
	}
	if best == "" && star > 0 && !rated["gzip"] {
		return "gzip"
	}
	return best
}

func codingAndWeight(part string) (string, float64) {
	name, params, _ := strings.Cut(part, ";")
	q := 1.0
	if v, ok := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q="); ok {
		parsed, err := strconv.ParseFloat(v, 64)
		if err != nil {
			return "", 0
		}
		q = parsed
	}
	return strings.ToLower(strings.TrimSpace(name)), q
}

// packer writes to w in the given encoding. Close ends the encoding, not w.
func packer(w io.Writer, encoding string) (io.WriteCloser, error) {
	if encoding == "zstd" {
		return zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
	}
	return kgzip.NewWriterLevel(w, gzip.BestSpeed)
}

// send answers with bytes held in memory: tagged, packed where the client
// takes it, and not at all where the client has them already.
func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, body []byte) error {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	encoding := ""
	if len(body) >= worthPacking {
		encoding = encodingFor(r)
	}
	if status == http.StatusOK {
		sum := sha256.Sum256(body)
		tag := entityTag(hex.EncodeToString(sum[:16]), encoding)
		h.Set("ETag", tag)
		if matches(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	if encoding == "" {
		h.Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(status)
		if r.Method == http.MethodHead {
			return nil
		}
		_, err := w.Write(body)
		return err
	}
	h.Set("Content-Encoding", encoding)
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	p, err := packer(w, encoding)
	if err != nil {
		return err
	}
	if _, err := p.Write(body); err != nil {
		return err
	}
	return p.Close()
}

// entityTag is strong: another encoding has another tag, because its bytes
// differ.
func entityTag(sum, encoding string) string {
	if encoding != "" {
		sum += "-" + encoding
	}
	return `"` + sum + `"`
}

// matches reports whether an If-None-Match header names the tag.
func matches(header, tag string) bool {
	for _, candidate := range strings.Split(header, ",") {
		candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
		if candidate == tag || candidate == "*" {
			return true
		}
	}
	return false
}

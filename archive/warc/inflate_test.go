package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"io"
	"testing"
)

func TestInflate(t *testing.T) {
	var framed, bare bytes.Buffer
	z := zlib.NewWriter(&framed)
	f, err := flate.NewWriter(&bare, flate.DefaultCompression)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []io.WriteCloser{z, f} {
		if _, err := w.Write([]byte("a page")); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for name, body := range map[string]io.Reader{"zlib": &framed, "bare": &bare} {
		in, err := inflate(body)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got, err := io.ReadAll(in); err != nil || string(got) != "a page" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

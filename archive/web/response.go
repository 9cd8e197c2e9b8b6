package web

import (
	"io"
	"net/http"
)

// response remembers what was answered. It keeps io.ReaderFrom, through which
// the kernel sends a file without the bytes passing through the program.
type response struct {
	http.ResponseWriter
	status int // 0 until the header is written
	route  string
}

func (w *response) WriteHeader(status int) {
	// 1xx are not the answer yet.
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *response) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(p)
}

// ReadFrom hands a file to the kernel where the connection allows it.
func (w *response) ReadFrom(r io.Reader) (int64, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return io.Copy(w.ResponseWriter, r)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *response) Unwrap() http.ResponseWriter { return w.ResponseWriter }

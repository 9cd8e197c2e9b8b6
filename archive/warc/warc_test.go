package warc

import (
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/source"
)

func captures() []source.Capture {
	at := time.Date(2024, 4, 28, 9, 0, 0, 120e6, time.UTC)
	page := []byte("<p>第一周</p>")
	head := http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Content-Encoding": {"gzip"}, "Etag": {`"1"`}}
	sha := func(body []byte) string { return fmt.Sprintf("%x", sha256.Sum256(body)) }
	return []source.Capture{
		{URL: "https://news.example.org/p/1.html", CapturedAt: at, Status: 200, ContentType: "text/html", ResponseHead: head,
			RequestHead: http.Header{"User-Agent": {"shenzheng/1"}}, Body: page, SHA256: sha(page)},
		{URL: "https://news.example.org/p/1.html", CapturedAt: at.Add(time.Hour), Status: 200, ResponseHead: head, Body: page, SHA256: sha(page)},
		{URL: "https://news.example.org/p/1.html", CapturedAt: at.Add(2 * time.Hour), Status: 304, ResponseHead: http.Header{"Etag": {`"1"`}}},
		{URL: "https://news.example.org/p/2.html", CapturedAt: at.Add(3 * time.Hour), Status: 404, SHA256: sha(nil)},
		{URL: "https://news.example.org/p/3.html", CapturedAt: at.Add(4 * time.Hour), ContentType: "text/plain", Body: []byte("一页"), SHA256: sha([]byte("一页"))},
	}
}

func write(t *testing.T, compress bool) []byte {
	t.Helper()
	var b bytes.Buffer
	cs := captures()
	w, err := NewWriter(&b, compress, "shenzheng/1", cs[0].CapturedAt)
	if err != nil {
		t.Fatal(err)
	}
	for i := range cs {
		var note [][2]string
		if i == 0 {
			note = [][2]string{{"verdict", "good"}}
		}
		if err := w.Write(&cs[i], note); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

type seen struct {
	Type, URI, Date string
	Status          int
	Body            string
}

func readAll(t *testing.T, r io.Reader) []seen {
	t.Helper()
	in, err := NewReader(r)
	if err != nil {
		t.Fatal(err)
	}
	var all []seen
	for {
		rec, err := in.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		s := seen{Type: rec.Type, URI: rec.TargetURI, Date: rec.Date.Format(time.RFC3339Nano)}
		switch rec.Type {
		case "response", "revisit":
			var c source.Capture
			if err := rec.Fill(&c, 1<<20); err != nil {
				t.Fatal(err)
			}
			s.Status, s.Body = c.Status, string(c.Body)
		case "resource":
			body, err := io.ReadAll(rec.Block)
			if err != nil {
				t.Fatal(err)
			}
			s.Body = string(body)
		}
		all = append(all, s)
	}
}

func TestWhatIsWrittenReadsBack(t *testing.T) {
	u1, u2, u3 := "https://news.example.org/p/1.html", "https://news.example.org/p/2.html", "https://news.example.org/p/3.html"
	want := []seen{
		{"warcinfo", "", "2024-04-28T09:00:00.12Z", 0, ""},
		{"response", u1, "2024-04-28T09:00:00.12Z", 200, "<p>第一周</p>"},
		{"request", u1, "2024-04-28T09:00:00.12Z", 0, ""},
		{"metadata", u1, "2024-04-28T09:00:00.12Z", 0, ""},
		{"revisit", u1, "2024-04-28T10:00:00.12Z", 200, ""},
		{"request", u1, "2024-04-28T10:00:00.12Z", 0, ""},
		{"revisit", u1, "2024-04-28T11:00:00.12Z", 304, ""},
		{"request", u1, "2024-04-28T11:00:00.12Z", 0, ""},
		{"response", u2, "2024-04-28T12:00:00.12Z", 404, ""},
		{"request", u2, "2024-04-28T12:00:00.12Z", 0, ""},
		{"resource", u3, "2024-04-28T13:00:00.12Z", 0, "一页"},
	}
	for _, compress := range []bool{false, true} {
		if diff := cmp.Diff(want, readAll(t, bytes.NewReader(write(t, compress)))); diff != "" {
			t.Errorf("compressed %v (-want +got):\n%s", compress, diff)
		}
	}
}

func TestWritingIsDeterministic(t *testing.T) {
	for _, compress := range []bool{false, true} {
		if !bytes.Equal(write(t, compress), write(t, compress)) {
			t.Errorf("compressed %v: two files of the same captures differ", compress)
		}
	}
}

// A gzip member a record is what lets other tools seek in the file.
func TestEachRecordIsAMember(t *testing.T) {
	plain, packed := write(t, false), write(t, true)
	in := bytes.NewReader(packed)
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	z.Multistream(false)
	members := 0
	var all bytes.Buffer
	for {
		if _, err := io.Copy(&all, z); err != nil {
			t.Fatal(err)
		}
		members++
		if err := z.Reset(in); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		z.Multistream(false)
	}
	if members != 11 || !bytes.Equal(all.Bytes(), plain) {
		t.Errorf("%d members, want 11 that join to the plain file", members)
	}
}

func TestDamage(t *testing.T) {
	whole := write(t, false)
	for cut := 1; cut < len(whole)-4; cut += 7 {
		in, err := NewReader(bytes.NewReader(whole[:cut]))
		if err != nil {
			t.Fatal(err)
		}
		for err == nil {
			_, err = in.Next()
		}
		if errors.Is(err, io.EOF) && !endsBetweenRecords(whole, cut) {
			t.Fatalf("a file cut at byte %d of %d reads as whole", cut, len(whole))
		}
	}
	for _, bad := range []string{"hello\r\n", "WARC/0.9\r\n\r\n", "WARC/1.1\r\nContent-Length: 9999999999\r\nWARC-Date: 2024-04-28T09:00:00Z\r\n\r\n", "WARC/1.1\r\nnonsense\r\n\r\n", "WARC/1.1\r\nContent-Length: -1\r\n\r\n"} {
		in, err := NewReader(strings.NewReader(bad))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := in.Next(); err == nil || errors.Is(err, io.EOF) {
			t.Errorf("%q gives error %v", bad, err)
		}
	}
}

// What is wrong with one record, or stands between two, costs nothing else.
func TestOneRecordAlone(t *testing.T) {
	in, err := NewReader(strings.NewReader("WARC/1.1\r\nContent-Length: 1\r\nWARC-Date: yesterday\r\n\r\nx\r\n\r\nof an older\r\nfile\r\n\r\n" +
		"WARC/1.0\r\nContent-Length: 1\r\nWARC-Date: 20240428090000\r\n\r\ny\r\n\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if first, err := in.Next(); err != nil || !first.Date.IsZero() {
		t.Fatalf("%+v, %v", first, err)
	}
	if _, err := in.Next(); !errors.Is(err, ErrPassedOver) || !strings.Contains(err.Error(), "of an older") {
		t.Fatalf("got %v", err)
	}
	second, err := in.Next()
	if err != nil || !second.Date.Equal(time.Date(2024, 4, 28, 9, 0, 0, 0, time.UTC)) {
		t.Fatalf("%+v, %v", second, err)
	}
	if _, err := in.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("got %v", err)
	}
}

// A record whose header cannot be read, or that is too long, is passed over by
// its length, whatever stands in it.
func TestOddRecordsAreNamedAndPassedOver(t *testing.T) {
	const good = "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 1\r\n\r\nx\r\n\r\n"
	long := int64(maxBlock + 1)
	in, err := NewReader(io.MultiReader(
		strings.NewReader(good+"WARC/1.1\r\nWARC-Type resource\r\nalso odd\r\nContent-Length: 12\r\n\r\nWARC/1.1\r\nab\r\n\r\n"+good),
		strings.NewReader(fmt.Sprintf("WARC/1.1\r\nContent-Length: %d\r\n\r\n", long)), io.LimitReader(zeros{}, long), strings.NewReader("\r\n\r\n"+good)))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"", `record 2: "WARC-Type resource" is no header field`, "", "record 4: 1073741825 bytes are more", ""} {
		r, err := in.Next()
		if want == "" && (err != nil || r.Type != "resource") {
			t.Errorf("record %d: %+v, %v", i+1, r, err)
		}
		if want != "" && (!errors.Is(err, ErrPassedOver) || !strings.HasPrefix(err.Error(), want)) {
			t.Errorf("record %d: %v", i+1, err)
		}
	}
	if _, err := in.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
}

// zeros is an endless file.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// endsBetweenRecords tells whether the first cut bytes are whole records and
// at most some of the line ends after the last one.
func endsBetweenRecords(whole []byte, cut int) bool {
	next := bytes.Index(whole[cut:], []byte("WARC/1.1\r\n"))
	if next < 0 {
		next = len(whole) - cut
	}
	return len(bytes.Trim(whole[cut:cut+next], "\r\n")) == 0
}

func TestCodingsAndTheLimit(t *testing.T) {
	var z bytes.Buffer
	g := gzip.NewWriter(&z)
	if _, err := g.Write(bytes.Repeat([]byte("x"), 1000)); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	chunked := fmt.Sprintf("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", z.Len(), z.String())
	for limit, want := range map[int64]error{1000: nil, 999: ErrTooLarge} {
		rec := &Record{Type: "response", Header: textproto.MIMEHeader{}, Block: strings.NewReader(chunked)}
		var c source.Capture
		err := rec.Fill(&c, limit)
		if !errors.Is(err, want) || err == nil && len(c.Body) != 1000 {
			t.Errorf("limit %d: error %v, want %v", limit, err, want)
		}
	}
}

// What makers write whose HTTP headers disagree with the bytes beside them.
func TestBodiesOfEveryMaker(t *testing.T) {
	const page = "<html><body><p>第一页</p></body></html>"
	gz := coded(t, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, page)
	br := coded(t, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }, page)
	chunked := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(page), page)
	sum := sha1.Sum([]byte(page))
	good := "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
	for name, tc := range map[string]struct {
		head, body, want string
		fields           [2]string // a field of the record
		truncated, wrong bool
	}{
		"chunked":                {head: "HTTP/1.1 200 OK\nTransfer-Encoding: chunked", body: chunked, want: page},
		"chunked, undone":        {head: "HTTP/1.1 200 OK\nTransfer-Encoding: chunked", body: page, want: page},
		"gzip":                   {head: "HTTP/1.1 200 OK\nContent-Encoding: gzip", body: gz, want: page},
		"gzip, undone":           {head: "HTTP/1.1 200 OK\nContent-Encoding: gzip", body: page, want: page},
		"deflate, undone":        {head: "HTTP/1.1 200 OK\nContent-Encoding: deflate", body: page, want: page},
		"brotli":                 {head: "HTTP/1.1 200 OK\nContent-Encoding: br", body: br, want: page},
		"brotli, undone":         {head: "HTTP/1.1 200 OK\nContent-Encoding: br", body: page, want: page},
		"an unknown one, undone": {head: "HTTP/1.1 200 OK\nContent-Encoding: dcz", body: page, want: page},
		"gzip in chunks":         {head: "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Encoding: gzip", body: fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(gz), gz), want: page},
		"length of the coded":    {head: "HTTP/1.1 200 OK\nContent-Length: 12", body: page, want: page},
		"length too long":        {head: "HTTP/1.1 200 OK\nContent-Length: 1200", body: page, want: page, truncated: true},
		"HTTP/2":                 {head: "HTTP/2 200", body: page, want: page},
		"HTTP/3":                 {head: "HTTP/3.0 200 ", body: page, want: page},
		"h2":                     {head: "h2 200", body: page, want: page},
		"lower case":             {head: "http/1.1 200 ok", body: page, want: page},
		"no reason":              {head: "HTTP/1.1 200", body: page, want: page},
		"said to be truncated":   {head: "HTTP/1.1 200 OK", body: page[:20], want: page[:20], fields: [2]string{"Warc-Truncated", "length"}, truncated: true},
		"cut inside its coding":  {head: "HTTP/1.1 200 OK\nContent-Encoding: gzip", body: gz[:len(gz)-6], want: page, truncated: true},
		"digest of the bytes":    {head: "HTTP/1.1 200 OK", body: page, want: page, fields: [2]string{"Warc-Payload-Digest", good}},
		"digest of the decoded":  {head: "HTTP/1.1 200 OK\nContent-Encoding: gzip", body: gz, want: page, fields: [2]string{"Warc-Payload-Digest", good}},
		"digest of another":      {head: "HTTP/1.1 200 OK", body: page + " ", want: page + " ", fields: [2]string{"Warc-Payload-Digest", good}, wrong: true},
		"digest of unknown kind": {head: "HTTP/1.1 200 OK", body: page, want: page, fields: [2]string{"Warc-Payload-Digest", "blake3:AA"}},
	} {
		block := strings.ReplaceAll(tc.head, "\n", "\r\n") + "\r\n\r\n" + tc.body
		rec := &Record{Type: "response", Header: textproto.MIMEHeader{}, Block: strings.NewReader(block)}
		if tc.fields[0] != "" {
			rec.Header.Set(tc.fields[0], tc.fields[1])
		}
		var c source.Capture
		if err := rec.Fill(&c, 1<<16); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.Status != 200 || string(c.Body) != tc.want || (c.ResponseHead[source.Truncated] != nil) != tc.truncated || (c.Reason != "") != tc.wrong {
			t.Errorf("%s: %+v, body %q, want %q", name, c, c.Body, tc.want)
		}
	}
	for _, head := range []string{"", "GET / HTTP/1.1", "HTTP/1.1", "HTTP/1.1 abc", "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", maxHeader)} {
		rec := &Record{Type: "response", Header: textproto.MIMEHeader{}, Block: strings.NewReader(head + "\r\n\r\nbody")}
		var c source.Capture
		if err := rec.Fill(&c, 1<<16); err == nil {
			t.Errorf("%.40q is read as an answer with status %d", head, c.Status)
		}
	}
}

func coded(t *testing.T, make func(io.Writer) io.WriteCloser, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := make(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReadsWhatWgetWrites(t *testing.T) {
	wget, err := exec.LookPath("wget")
	if err != nil {
		t.Skip("SKIPPED: wget is not installed")
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<p>第一页 %s</p>", r.URL.Path)
		w.(http.Flusher).Flush() // chunked
		fmt.Fprint(w, "<p>完</p>")
	}))
	defer srv.Close()
	for _, flag := range []string{"--no-warc-compression", "--warc-cdx"} {
		dir := t.TempDir()
		cmd := exec.CommandContext(t.Context(), wget, "-q", "--warc-file=out", flag, "-O", "page", srv.URL+"/p/8000001.html")
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("wget: %v\n%s", err, out)
		}
		files, err := filepath.Glob(filepath.Join(dir, "out.warc*"))
		if err != nil || len(files) != 1 {
			t.Fatalf("wget wrote %v (%v)", files, err)
		}
		f, err := os.Open(files[0])
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var pages []seen
		for _, s := range readAll(t, f) {
			if s.Type == "response" {
				pages = append(pages, seen{Type: s.Type, URI: s.URI, Status: s.Status, Body: s.Body})
			}
		}
		want := []seen{{Type: "response", URI: srv.URL + "/p/8000001.html", Status: 200, Body: "<p>第一页 /p/8000001.html</p><p>完</p>"}}
		if diff := cmp.Diff(want, pages); diff != "" {
			t.Errorf("%s (-want +got):\n%s", flag, diff)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2024-04-28T09:00:00Z\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := NewReader(bytes.NewReader(data))
		for n := 0; err == nil; n++ {
			var rec *Record
			if rec, err = in.Next(); err != nil {
				break
			}
			if n > len(data) {
				t.Fatal("more records than bytes")
			}
			var c source.Capture
			if err := rec.Fill(&c, 1<<16); err == nil && len(c.Body) > 1<<16 {
				t.Fatal("a body above the limit")
			}
		}
	})
}

// TestStrangersReadIt lets the warcio command of npm index what was written.
// $SHENZHENG_TEST_NODE_MODULES names the node_modules folder it stands in.
func TestStrangersReadIt(t *testing.T) {
	tool := filepath.Join(os.Getenv("SHENZHENG_TEST_NODE_MODULES"), ".bin", "warcio")
	if _, err := os.Stat(tool); os.Getenv("SHENZHENG_TEST_NODE_MODULES") == "" || err != nil {
		t.Skip("SKIPPED: warcio is not in $SHENZHENG_TEST_NODE_MODULES")
	}
	for _, name := range []string{"all.warc", "all.warc.gz"} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, write(t, strings.HasSuffix(name, ".gz")), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), tool, "index", file).Output()
		if err != nil {
			t.Fatalf("warcio index %s: %v", name, err)
		}
		var kinds []string
		for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
			var r map[string]any
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			kinds = append(kinds, fmt.Sprint(r["warc-type"]))
		}
		want := []string{"warcinfo", "response", "request", "metadata", "revisit", "request", "revisit", "request", "response", "request", "resource"}
		if diff := cmp.Diff(want, kinds); diff != "" {
			t.Errorf("%s as warcio reads it (-want +got):\n%s", name, diff)
		}
	}
}

package archive

import (
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/http/httputil"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/txtar"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// TestMakers imports what makers of WARC files write that cannot be run here,
// as their documentation and their files describe it. A file of testdata/makers
// holds the records of one in their order; a name tells the codings that a body
// was stored with, and {…} what is counted of it.
func TestMakers(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "makers", "*.txtar"))
	if err != nil || len(files) < 7 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, name := range files {
		maker, _, _ := strings.Cut(filepath.Base(name), ".")
		t.Run(maker, func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			file, want := made(t, ar)
			c := newClock()
			c.advance(100 * 24 * time.Hour)
			cfg := testConfig(t, c)
			cfg.Read = parser.Read
			a := open(t, cfg)
			for _, again := range []bool{false, true} { // the second time nothing is new
				items, err := a.Import(t.Context(), ImportOptions{}, tree(t, file))
				if err != nil {
					t.Fatal(err)
				}
				got := told(t, a)
				for _, i := range items {
					switch {
					case i.OK() && !again:
						got = append(got, fmt.Sprintf("item %s %s", i.Outcome.ColumnID, i.Outcome.Change))
					case i.Outcome.Change == source.ChangeNew:
						t.Errorf("new again: %s", i)
					case !again:
						got = append(got, strings.TrimSpace(fmt.Sprintf("item %s", i.Status)))
					}
				}
				sort.Strings(got)
				if again {
					got = append(got, linesWith(want, "item ")...)
					sort.Strings(got)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("again %t (-want +got):\n%s", again, diff)
				}
			}
		})
	}
}

func linesWith(lines []string, prefix string) (found []string) {
	for _, l := range lines {
		if strings.HasPrefix(l, prefix) {
			found = append(found, l)
		}
	}
	return found
}

// told is what an archive holds, a line each.
func told(t *testing.T, a *Archive) []string {
	t.Helper()
	rows, err := a.Reader().Query(`SELECT 'capture ' || captured_at || ' ' || status || ' ' || verdict || ' ' || url ||
			CASE reason WHEN '' THEN '' ELSE ': ' || reason END FROM captures
		UNION ALL SELECT 'column ' || column_id || ' revision ' || revision || ' captures ' || (SELECT count(*) FROM readings r
			WHERE r.column_id = k.column_id) || ' activities ' || activities FROM columns k
		UNION ALL SELECT 'problem ' || column_id || ' ' || code FROM problems WHERE severity = 'error' OR code = 'page_cut_off'`)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := collect(rows, func(s *string) []any { return []any{s} })
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// made puts the records of a maker together: a file in a folder, and what is
// to come of it.
func made(t *testing.T, ar *txtar.Archive) (files map[string]string, want []string) {
	t.Helper()
	var file bytes.Buffer
	note := string(ar.Comment)
	for _, f := range ar.Files {
		if f.Name == "want" {
			want = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
			continue
		}
		record := oneRecord(t, f)
		if strings.Contains(note, "gzip: record") {
			record = gzipped(t, record)
		}
		file.Write(record)
	}
	warc := file.Bytes()
	if strings.Contains(note, "gzip: whole") {
		warc = gzipped(t, warc)
	}
	if strings.Contains(note, "zstd: ") {
		return map[string]string{"made.warc.zst": zstandard(t, warc, strings.Contains(note, "packed dictionary"))}, want
	}
	if strings.Contains(note, "wacz: yes") {
		return map[string]string{"session.wacz": zipped(t, "archive/data.warc.gz", string(warc), "indexes/index.cdx", "com,dutenews,www)/ 20240601000000 {}",
			"pages/pages.jsonl", `{"format":"json-pages-1.0","id":"pages"}`, "datapackage.json", "{}", "datapackage-digest.json", "{}")}, want
	}
	return map[string]string{"made.warc.gz": string(warc)}, want
}

func gzipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// zstandard compresses with a dictionary, which stands before the records.
func zstandard(t *testing.T, b []byte, packed bool) string {
	t.Helper()
	dictionary, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: [][]byte{b[400:], b[len(b)/2:]}, History: b[:400], Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	write := func(b []byte, o ...zstd.EOption) []byte {
		e, err := zstd.NewWriter(nil, o...)
		if err != nil {
			t.Fatal(err)
		}
		return e.EncodeAll(b, nil)
	}
	body := write(b, zstd.WithEncoderDict(dictionary))
	if packed {
		dictionary = write(dictionary)
	}
	out.Write([]byte{0x5d, 0x2a, 0x4d, 0x18})
	out.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(dictionary))))
	out.Write(dictionary)
	out.Write(body)
	return out.String()
}

// oneRecord makes the bytes of a record.
func oneRecord(t *testing.T, f txtar.File) []byte {
	t.Helper()
	page := saved("utf-8")
	half, _, _ := strings.Cut(page, "<p>编辑")
	pages := strings.NewReplacer("{edition}\n", page, "{half}\n", half, "{picture}\n", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"{other}\n", "<html><body><h1>一条别的新闻</h1><p>今天天气晴朗,市民到公园散步。</p></body></html>",
		"{toolbar edition}\n", strings.NewReplacer("<body>", "<body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div>深圳一周 4月1日</div><!-- END WAYBACK TOOLBAR INSERT -->").Replace(page))
	head, block, ok := strings.Cut(string(f.Data), "\n\n")
	if !ok {
		t.Fatalf("record %s has no block", f.Name)
	}
	payload := pages.Replace(block)
	if strings.Contains(head, "application/http") {
		httpHead, body, _ := strings.Cut(block+"\n", "\n\n")
		plain := []byte(pages.Replace(strings.TrimSuffix(body, "\n")))
		if strings.Contains(f.Name, " gzip") {
			plain = gzipped(t, plain)
		}
		payload = string(plain)
		stored := payload
		if strings.Contains(f.Name, " chunked") {
			var b bytes.Buffer
			w := httputil.NewChunkedWriter(&b)
			if _, err := w.Write(plain); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			stored = b.String() + "\r\n"
		}
		httpHead = strings.ReplaceAll(httpHead, "{size}", strconv.Itoa(len(stored)))
		block = strings.ReplaceAll(httpHead, "\n", "\r\n") + "\r\n\r\n" + stored
	} else {
		block = payload
	}
	head = strings.NewReplacer("{length}", strconv.Itoa(len(block)), "{sha256 payload}", hexSum(payload), "{sha256 block}", hexSum(block),
		"{sha256 edition}", hexSum(page), "{sha1 payload}", baseSum(payload), "{sha1 block}", baseSum(block), "{sha1 edition}", baseSum(page),
		"{sha1 gzip edition}", baseSum(string(gzipped(t, []byte(page))))).Replace(head)
	return []byte(strings.ReplaceAll(head, "\n", "\r\n") + "\r\n\r\n" + block + "\r\n\r\n")
}

func hexSum(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func baseSum(s string) string {
	sum := sha1.Sum([]byte(s))
	return base32.StdEncoding.EncodeToString(sum[:])
}

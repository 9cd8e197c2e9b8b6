package snapshot_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	_ "modernc.org/sqlite"

	"shenzheng/archive/snapshot"
)

// newDatabase makes an empty archive database with the archive's own schema.
func newDatabase(t testing.TB) *sql.DB {
	t.Helper()
	return openDatabase(t, filepath.Join(t.TempDir(), "archive.db"))
}

func openDatabase(t testing.TB, file string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	files, err := filepath.Glob(filepath.Join("..", "migrations", "*.sql"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no migrations found: %v", err)
	}
	for _, file := range files {
		schema, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		up, _, _ := strings.Cut(string(schema), "-- +goose Down")
		if _, err := db.Exec(up); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	return db
}

// readTx is what an archive offers: one read transaction.
func readTx(db *sql.DB) snapshot.ReadTx {
	return func(ctx context.Context, read func(*sql.Tx) error) error {
		tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return err
		}
		defer tx.Rollback()
		return read(tx)
	}
}

// issue is one invented column as a test gives it.
type issue struct {
	number   int
	source   string // dutenews where empty
	week     string // Monday
	until    string // the last day where it is not the Sunday after
	twin     string // id of the column that held the text first
	kind     string // weekly where empty
	title    string
	state    string // settled where empty
	revision int    // 1 where 0
	capture  string // changes capture_sha256 and captured_at
	version  int    // parser version, 1 where 0
	problem  string // code of a problem
	parts    []part
}

// part is one section.
type part struct {
	district string
	events   []event
}

// event is one activity: a text that begins with its people.
type event struct {
	text   string
	date   string
	people []person
}

// kind is the kind of activity that the text begins with, or else meeting.
func (e event) kind() string {
	for _, k := range []string{"media", "other", "inspection"} {
		if strings.HasPrefix(e.text, k) {
			return k
		}
	}
	return "meeting"
}

// person is one official in an activity; without a title by name alone.
type person struct{ name, post, org, title, office, role string }

// posts gives what the person's post is split into; who holds both offices is
// printed as secretary and has the other post as well.
func (p person) posts() [][2]string {
	if p.title == "" {
		return nil
	}
	posts := [][2]string{{p.org, p.title}}
	if place, ok := strings.CutSuffix(p.org, "党工委"); ok && p.office == "both" {
		posts = append(posts, [2]string{place + "管委会", "主任"})
	}
	return posts
}

// insert fills the database with columns, and is what the archive's own
// derivation does in the small.
func insert(t testing.TB, db *sql.DB, issues ...issue) {
	t.Helper()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range issues {
		if err := i.insert(tx); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// page builds the canonical text of an issue block by block.
type page struct {
	text   strings.Builder
	length int
	blocks []block
}

type block struct {
	class, text string
	start, end  int
}

func (p *page) add(class, text string) (start, end int) {
	if p.length > 0 {
		p.text.WriteByte('\n')
		p.length++
	}
	start = p.length
	p.text.WriteString(text)
	p.length += utf8.RuneCountInString(text)
	p.blocks = append(p.blocks, block{class, text, start, p.length})
	return start, p.length
}

func (i issue) insert(tx *sql.Tx) error {
	rest := fmt.Sprint(i.number)
	if i.source != "" {
		rest = i.source + "_" + rest
	}
	column, version, address := "col_"+rest, or(i.version, 1), fmt.Sprintf("https://news.example.org/p/%d.html", i.number)
	var failed error
	exec := func(query string, args ...any) int64 {
		if failed != nil {
			return 0
		}
		query += " VALUES (" + strings.TrimSuffix(strings.Repeat("?, ", len(args)), ", ") + ")"
		r, err := tx.Exec(query, args...)
		if err != nil {
			failed = fmt.Errorf("%s: %w", query, err)
			return 0
		}
		id, err := r.LastInsertId()
		failed = err
		return id
	}
	day := or(i.capture, "2024-04-28")
	capture := exec("INSERT INTO captures (source, number, url, final_url, captured_at, method, status, verdict)",
		or(i.source, "dutenews"), fmt.Sprint(i.number), address, address, day+"T09:00:00.000Z", "import", 0, "good")
	var p page
	p.add("title", or(i.title, "深圳一周丨虚构的一周"))
	end := i.until
	if i.week != "" && end == "" {
		if err := tx.QueryRow("SELECT date(?, '+6 days')", i.week).Scan(&end); err != nil {
			return err
		}
	}
	if i.week != "" {
		p.add("week", i.week+"至"+end+"。")
	}
	activities, named := 0, map[string]bool{}
	var rows []func()
	for s, part := range i.parts {
		section := "sec_" + rest + "_" + part.district
		p.add("heading", part.district)
		rows = append(rows, func() {
			exec("INSERT INTO sections", section, column, s+1, part.district, part.district, "printed", "", len(part.events))
		})
		for _, e := range part.events {
			activities++
			start, stop := p.add("activity", e.text)
			rows = append(rows, e.rows(exec, activities, rest, section, part.district, i.week, end, address, start, stop)...)
			for _, who := range e.people {
				named[who.name] = true
			}
		}
	}
	problems := 0
	if i.problem != "" {
		problems = 1
		rows = append(rows, func() { exec("INSERT INTO problems", column, 1, i.problem, "error", 0, 1, "invented") })
	}
	characters := p.length - len(p.blocks) + 1
	exec(`INSERT INTO columns (column_id, source, number, source_url, title, kind, published_at, week_start, week_end, author, outlet, topic,
		summary, sections, activities, officials, characters, unclassified_characters, problems, revision, article_sha256, capture_id,
		captured_at, capture_sha256, state, rows_sha256, parser_version, rows_below, duplicate_of)`, column, or(i.source, "dutenews"), fmt.Sprint(i.number), address, p.blocks[0].text, or(i.kind, "weekly"),
		"2024-04-28T16:56:00+08:00", i.week, end, "深政观察", "深圳特区报", "深政观察", "", len(i.parts), activities, len(named), characters, 0,
		problems, or(i.revision, 1), hash(p.text.String()), capture, day+"T09:00:00.000Z", hash(day+rest), or(i.state, "settled"), "", version, 0, i.twin)
	for n, b := range p.blocks {
		rows = append(rows, func() {
			exec("INSERT INTO blocks", column, n+1, b.class, "invented", b.start, b.end, b.text)
		})
	}
	rows = append(rows, func() { exec("INSERT INTO credits", column, 1, "编辑", "甲某") })
	for _, row := range rows {
		row()
	}
	return failed
}

// rows gives the insertions of one activity and of the people in it.
func (e event) rows(exec func(string, ...any) int64, position int, rest, section, district, week, end, address string, start, stop int) []func() {
	id := "act_" + rest + "_" + hash(e.text)[:8]
	rows := []func(){func() {
		exec("INSERT INTO activities", id, "col_"+rest, section, position, district, week, end, e.date, e.date,
			map[bool]string{true: "day", false: "none"}[e.date != ""], "", "", e.date, e.kind(), len(e.people), 1, stop-start, start, stop,
			e.text, hash(e.text), address)
	}}
	for n, who := range e.people {
		official := "off_" + hash(who.name)[:8]
		mention := who.post + who.name
		at := start
		if before, _, found := strings.Cut(e.text, mention); found {
			at += utf8.RuneCountInString(before)
		}
		rows = append(rows, func() {
			exec("INSERT OR IGNORE INTO officials", official, who.name, "Jia Mou")
			exec("INSERT INTO appearances", id, official, who.name, n+1, who.post, or(who.office, "other"),
				map[bool]string{true: "name_only", false: "post_and_name"}[who.title == ""], or(who.role, "actor"), "主持;讲话", "", at, at+utf8.RuneCountInString(mention))
			for k, p := range who.posts() {
				exec("INSERT INTO posts", id, official, k+1, p[0], p[1])
			}
		})
	}
	return rows
}

// invented is a small archive that shows most of what a snapshot can hold.
func invented() []issue {
	secretary := person{name: "甲某", post: "区委书记", org: "福田区委", title: "书记", office: "secretary"}
	head := person{name: "乙某某", post: "区长", org: "福田区政府", title: "区长", office: "head"}
	double := person{name: "丙某", post: "党工委书记、管委会主任", org: "大鹏新区党工委", title: "书记", office: "both"}
	former := person{name: "丁某", post: "原区长", org: "罗湖区政府", title: "区长", office: "head", role: "mentioned"}
	return []issue{
		{number: 100, week: "2024-04-15", capture: "2024-04-21", parts: []part{
			{"futian", []event{
				{"4月16日,区委书记甲某主持会议,\"引号\",逗号。", "2024-04-16", []person{secretary}},
				{"4月17日,区委书记甲某、区长乙某某出席活动。", "2024-04-17", []person{secretary, head}},
				{"福田区举办了一场没有官员的活动。", "", nil}}},
			{"dapeng", []event{{"4月18日,党工委书记、管委会主任丙某调研。", "2024-04-18", []person{double}}}},
			{"luohu", []event{{"受原区长丁某委托举行的活动。", "", []person{former}}}},
		}},
		{number: 90, week: "2024-04-29", capture: "2024-05-05", problem: "week_disagrees", state: "provisional", parts: []part{
			{"futian", []event{{"4月30日,区长乙某某做客节目。", "2024-04-30", []person{head}}}},
			{"nanshan", nil},
		}},
		{number: 95, week: "", kind: "other", title: "=1+1,并非周报", capture: "2024-05-01"},
	}
}

package web

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"shenzheng/parser"
)

// noDay stands for a date that is not known.
const noDay int32 = math.MinInt32

// activityKinds and offices are the codebook's, in its order.
var (
	activityKinds = [...]string{"investment", "signing", "ceremony", "inspection", "meeting", "exchange", "media", "event", "other"}
	offices       = [...]string{"secretary", "head", "both", "other"}
)

// numbering gives each distinct value a number, in order of arrival.
type numbering map[string]int32

func (n numbering) of(value []byte, list *[]string) int32 {
	if i, ok := n[string(value)]; ok {
		return i
	}
	i := int32(len(n))
	n[string(value)] = i
	*list = append(*list, fold(string(value)))
	return i
}

// folds remembers folded texts, so that equal ones share their memory.
type folds map[string]string

func (f folds) of(text []byte) string {
	folded, ok := f[string(text)]
	if !ok {
		folded = fold(string(text))
		f[string(text)] = folded
	}
	return folded
}

// readListing reads the listing in one transaction.
func readListing(ctx context.Context, tx *sql.Tx) (*listing, error) {
	l := &listing{}
	columns, err := readFolded(ctx, tx, `SELECT column_id, title FROM columns ORDER BY week_start, column_id`, &l.columns)
	if err != nil {
		return nil, fmt.Errorf("read titles: %w", err)
	}
	l.columnIDs = make([]string, len(columns))
	for id, i := range columns {
		l.columnIDs[i] = id
	}
	sections, err := l.readSections(ctx, tx, columns)
	if err != nil {
		return nil, fmt.Errorf("read headlines: %w", err)
	}
	officials, err := l.readOfficials(ctx, tx)
	if err != nil {
		return nil, fmt.Errorf("read officials: %w", err)
	}
	if err := l.readEntries(ctx, tx, columns, sections); err != nil {
		return nil, fmt.Errorf("read activities: %w", err)
	}
	if err := l.readAppearances(ctx, tx, officials); err != nil {
		return nil, fmt.Errorf("read appearances: %w", err)
	}
	l.arrange()
	return l, nil
}

// arrange puts the activities into the order of the pages, newest week first,
// and the appearances beside each other in the same order, as they are read.
func (l *listing) arrange() {
	slices.SortFunc(l.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.week, a.week), cmp.Compare(b.column, a.column), cmp.Compare(a.position, b.position))
	})
	ordered := make([]attendance, 0, len(l.appearances))
	for i := range l.entries {
		e := &l.entries[i]
		first := int32(len(ordered))
		ordered = append(ordered, l.attending(e)...)
		e.first = first
	}
	l.appearances = ordered
	for _, a := range ordered {
		l.officials[a.official].activities++
	}
}

func (l *listing) readSections(ctx context.Context, tx *sql.Tx, columns map[string]int32) (map[string]int32, error) {
	numbers, districts := map[string]int32{}, districtPlaces()
	headlines := folds{}
	err := packedRows(ctx, tx, []string{"section_id", "column_id", "district", "headline"}, `FROM sections`, func(v [][]byte) error {
		numbers[string(v[0])] = int32(len(l.sections))
		l.sections = append(l.sections, part{headlines.of(v[3]), columns[string(v[1])], districts[string(v[2])]})
		return nil
	})
	return numbers, err
}

func readFolded(ctx context.Context, tx *sql.Tx, query string, list *[]string) (map[string]int32, error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	numbers := map[string]int32{}
	for rows.Next() {
		var id, text string
		if err := rows.Scan(&id, &text); err != nil {
			return nil, err
		}
		numbers[id] = int32(len(*list))
		*list = append(*list, fold(text))
	}
	return numbers, rows.Err()
}

func (l *listing) readOfficials(ctx context.Context, tx *sql.Tx) (map[string]int32, error) {
	rows, err := tx.QueryContext(ctx, `SELECT official_id, name, name_pinyin FROM officials`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	numbers := map[string]int32{}
	for rows.Next() {
		var p person
		var pinyin string
		if err := rows.Scan(&p.id, &p.name, &pinyin); err != nil {
			return nil, err
		}
		p.search = fold(p.name) + "\n" + fold(pinyin)
		numbers[p.id] = int32(len(l.officials))
		l.officials = append(l.officials, p)
	}
	return numbers, rows.Err()
}

// readEntries reads in order of activity_id, the order of appearances too.
func (l *listing) readEntries(ctx context.Context, tx *sql.Tx, columns, sections map[string]int32) error {
	districts, kinds, texts, days := districtPlaces(), places(activityKinds[:]), numbering{}, calendarDays{}
	return packedRows(ctx, tx, []string{"activity_id", "column_id", "section_id", "position", "district", "kind", "week_start",
		"coalesce(nullif(date_start, ''), week_start)", "coalesce(nullif(date_end, ''), week_end)", "date_text",
	}, `FROM activities ORDER BY activity_id`, func(v [][]byte) error {
		position, err := strconv.Atoi(string(v[3]))
		if err != nil {
			return fmt.Errorf("position of %s: %w", v[0], err)
		}
		l.entries = append(l.entries, entry{
			id: string(v[0]), column: columns[string(v[1])], section: sections[string(v[2])], position: int32(position),
			district: districts[string(v[4])], kind: kinds[string(v[5])],
			week: days.of(v[6]), start: days.of(v[7]), end: days.of(v[8]), dateText: texts.of(v[9], &l.dateTexts),
		})
		return nil
	})
}

// readAppearances gives each entry its appearances; both come by activity_id.
func (l *listing) readAppearances(ctx context.Context, tx *sql.Tx, officials map[string]int32) error {
	officePlaces, posts := places(offices[:]), numbering{}
	at := 0
	return packedRows(ctx, tx, []string{"activity_id", "official_id", "post", "office", "role"}, `FROM appearances ORDER BY activity_id, official_id`, func(v [][]byte) error {
		for at < len(l.entries) && l.entries[at].id < string(v[0]) {
			at++
		}
		if at == len(l.entries) || l.entries[at].id != string(v[0]) {
			return fmt.Errorf("appearance in activity %s, which is not there", v[0])
		}
		e := &l.entries[at]
		if e.count == 0 {
			e.first = int32(len(l.appearances))
		}
		e.count++
		l.appearances = append(l.appearances, attendance{officials[string(v[1])], posts.of(v[2], &l.posts), officePlaces[string(v[3])], string(v[4]) == "mentioned"})
		return nil
	})
}

// calendarDays remembers the numbers of dates, which come again and again.
type calendarDays map[string]int32

func (c calendarDays) of(date []byte) int32 {
	n, ok := c[string(date)]
	if !ok {
		n = day(string(date))
		c[string(date)] = n
	}
	return n
}

func places(values []string) map[string]uint8 {
	m := make(map[string]uint8, len(values))
	for i, v := range values {
		m[v] = uint8(i)
	}
	return m
}

func districtPlaces() map[string]uint8 {
	var slugs []string
	for _, d := range parser.Districts() {
		slugs = append(slugs, d.Slug)
	}
	return places(slugs)
}

// day is the number of a date, YYYY-MM-DD; noDay when it is none.
func day(s string) int32 {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return noDay
	}
	return int32(t.Unix() / 86400)
}

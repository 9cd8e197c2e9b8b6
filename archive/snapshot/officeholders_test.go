package snapshot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive/snapshot"
)

func TestOfficeholdersAreSpellsInOrder(t *testing.T) {
	secretary := func(name string) person {
		return person{name: name, post: "区委书记", org: "福田区委", title: "书记", office: "secretary"}
	}
	former := secretary("甲某")
	former.post, former.role = "原区委书记", "mentioned"
	visitor := person{name: "戊某", post: "前海管理局局长", org: "前海管理局", title: "局长", office: "head"}
	weeks := [][]event{
		{{"5日,甲某主持。", "2024-02-05", []person{secretary("甲某")}}},
		{{"13日,甲某主持。", "2024-02-13", []person{secretary("甲某")}}, {"15日,戊某到访。", "2024-02-15", []person{visitor}}},
		{{"无人主持。", "", nil}},
		// The change, printed the other way round.
		{{"乙某主持。", "", []person{secretary("乙某")}}, {"27日,甲某主持。", "2024-02-27", []person{secretary("甲某")}}, {"29日,乙某主持。", "2024-02-29", []person{secretary("乙某")}}},
		{{"5日,乙某会见原书记甲某。", "2024-03-05", []person{secretary("乙某"), former}}},
		// Told of late: the column's week says who came after whom.
		{{"2月1日,丙某主持。", "2024-02-01", []person{secretary("丙某")}}},
		{{"19日,乙某主持。", "2024-03-19", []person{secretary("乙某")}}},
	}
	db := newDatabase(t)
	monday := time.Date(2024, 2, 5, 0, 0, 0, 0, time.UTC)
	for n, events := range weeks {
		insert(t, db, issue{number: 10 + n, week: monday.AddDate(0, 0, 7*n).Format(time.DateOnly), parts: []part{{"futian", events}}})
	}
	// An edition of two weeks is one column of the spell, whatever weeks its activities count in.
	insert(t, db, issue{number: 20, week: "2024-03-25", until: "2024-04-07", parts: []part{{"futian", []event{
		{"26日,乙某主持。", "2024-03-26", []person{secretary("乙某")}}, {"3日,乙某主持。", "2024-04-03", []person{secretary("乙某")}}}}}})
	dir := t.TempDir()
	if _, err := snapshot.Export(t.Context(), readTx(db), dir, false, ""); err != nil {
		t.Fatal(err)
	}
	row := func(place, name, first, last string, columns int) string {
		return strings.Join([]string{place, "off_" + hash(name)[:8], name, first, last, fmt.Sprint(columns)}, "|")
	}
	want := []string{
		row("futian|secretary|1", "甲某", "2024-02-05", "2024-02-27", 3),
		row("futian|secretary|2", "乙某", "2024-02-26", "2024-03-05", 2),
		row("futian|secretary|3", "丙某", "2024-02-01", "2024-02-01", 1),
		row("futian|secretary|4", "乙某", "2024-03-19", "2024-04-03", 2),
		row("qianhai|head|1", "戊某", "2024-02-15", "2024-02-15", 1),
	}
	if diff := cmp.Diff(want, lines(t, dir, "officeholders")); diff != "" {
		t.Errorf("officeholders (-want +got):\n%s", diff)
	}
}

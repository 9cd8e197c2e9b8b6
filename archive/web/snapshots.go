package web

import (
	"net/http"
	"slices"
	"strings"

	"shenzheng/archive/snapshot"
)

// snapshots answers the list, newest first, with commands to copy.
func (s *Server) snapshots(w http.ResponseWriter, r *http.Request) error {
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	slices.Reverse(infos)
	w.Header().Set("Cache-Control", shortly)
	return s.page(w, r, http.StatusOK, "snapshots.html", page{ZH: "快照", EN: "Snapshots", Body: infos})
}

// snapshotIndex answers the list for programs, oldest first, as index.json of
// the folder has it.
func (s *Server) snapshotIndex(w http.ResponseWriter, r *http.Request) error {
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", shortly)
	return s.json(w, r, snapshot.IndexOf(infos))
}

// snapshotPage is one snapshot.
type snapshotPage struct {
	Release     *release
	Info        snapshot.Info
	Differences map[[3]string]int // rows by table, change and cause
	Citation    *citation
}

// snapshot answers one snapshot's page.
func (s *Server) snapshot(w http.ResponseWriter, r *http.Request) error {
	rel, err := s.releaseNamed(r.PathValue("id"))
	if err != nil {
		return err
	}
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	body := &snapshotPage{Release: rel, Citation: s.citeSnapshot(r, rel.ID)}
	for _, info := range infos {
		if info.ID == rel.ID {
			body.Info = info
		}
	}
	if body.Differences, err = rel.differences(r.Context()); err != nil {
		return err
	}
	return s.page(w, r, http.StatusOK, "snapshot.html", page{ZH: "快照 " + rel.ID, EN: "Snapshot " + rel.ID, Body: body})
}

// fileNotes say what the files beside the tables hold.
var fileNotes = map[string]snapshot.Words{
	"README.md":        {ZH: "先读这里：内容、用法与注意事项", EN: "read this first: what is in it, how to use it, what to mind"},
	"CODEBOOK.md":      {ZH: "编码手册：每条规则、每张表、每一列、每个代码", EN: "the codebook: every rule, table, column and code"},
	"CITATION.cff":     {ZH: "引用信息，供程序读取", EN: "how to cite it, for programs"},
	"SHA256SUMS":       {ZH: "各文件的校验和", EN: "checksums of the files"},
	"datapackage.json": {ZH: "各表的类型、主键与外键（Frictionless Data Package）", EN: "types, keys and foreign keys of the tables (Frictionless Data Package)"},
	"tables.xlsx":      {ZH: "全部表，一表一页，供 Excel", EN: "every table as a sheet, for Excel"},
	"accuracy.csv":     {ZH: "读得有多准：各项指标及其测量依据", EN: "how well it reads: each figure and what it was measured on"},
	"load.py":          {ZH: "用 pandas 载入各表，带类型", EN: "loads the tables into pandas, with their types"},
	"load.R":           {ZH: "用 R 载入各表，带类型", EN: "loads the tables into R, with their types"},
	"load.do":          {ZH: "用 Stata 载入各表，带变量与取值标签", EN: "loads the tables into Stata, with labels of variables and values"},
}

// FileNote says what a file of a snapshot holds, in a line.
func (p *page) FileNote(name string) string {
	if table, ok := strings.CutSuffix(name, ".csv"); ok {
		if t, known := snapshot.TableNamed(table); known {
			return p.W(t.Title) + p.T("：", ": ") + p.W(t.Note)
		}
	}
	if strings.HasSuffix(name, ".zip") {
		return p.T("以上全部，一个文件夹", "all of these in one folder")
	}
	return p.W(fileNotes[name])
}

// Rows is the number of rows of a file's table, -1 for what is no table.
func (p *snapshotPage) Rows(file string) int {
	name, ok := strings.CutSuffix(file, ".csv")
	if n, known := p.Info.Rows[name]; ok && known {
		return n
	}
	return -1
}

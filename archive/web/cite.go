package web

import (
	"fmt"
	"strings"
	"time"
)

// citation is one snapshot in three styles. A snapshot's id names its content,
// so the citation does too.
type citation struct{ GBT, APA, BibTeX string }

const (
	datasetZH = "深圳一周：深圳各区书记区长公开活动数据集"
	datasetEN = "Shenzhen Week: public activities of Shenzhen's district leaders"
)

// cite cites a snapshot by its address, as read on a day.
func cite(id, base string, today time.Time) citation {
	day, at := releaseDay(id), base+"/snapshots/"+id+"/"
	year, _, _ := strings.Cut(day, "-")
	return citation{
		GBT: fmt.Sprintf("shenzheng. %s[DS/OL]. 版本 %s. (%s)[%s]. %s.", datasetZH, id, day, today.Format(time.DateOnly), at),
		APA: fmt.Sprintf("shenzheng. (%s). %s (Version %s) [Data set]. %s", year, datasetEN, id, at),
		BibTeX: fmt.Sprintf("@misc{shenzheng_%s,\n  author = {{shenzheng}},\n  title = {{%s}},\n  year = {%s},\n  version = {%s},\n  howpublished = {\\url{%s}},\n  note = {Data set, accessed %s}\n}",
			strings.ReplaceAll(id, "-", "_"), datasetEN, year, id, at, today.Format(time.DateOnly)),
	}
}

// releaseDay is the date in a snapshot's id.
func releaseDay(id string) string {
	if len(id) < 8 {
		return ""
	}
	return id[:4] + "-" + id[4:6] + "-" + id[6:8]
}

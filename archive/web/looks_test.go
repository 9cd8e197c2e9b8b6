package web

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

func TestEveryTableCanBeLookedAt(t *testing.T) {
	a, _ := openFixture(t, 6)
	_, h := serve(t, a, nil)
	for _, table := range liveTables() {
		all := records(t, h, "/"+table.Name+".csv")
		for _, lang := range []string{"zh", "en"} {
			res, body := fetch(t, h, "/tables/"+table.Name+"?lang="+lang, "Accept", asBrowser)
			if res.StatusCode != 200 || strings.Count(body, `<th scope="col" aria-sort="none">`) != len(table.Columns) {
				t.Errorf("%s in %s: status %d", table.Name, lang, res.StatusCode)
			}
		}
		var page struct {
			Total, Pages int
			Next         string
			Rows         []map[string]any
		}
		_, body := fetch(t, h, "/tables/"+table.Name+"?format=json")
		if err := json.Unmarshal([]byte(body), &page); err != nil || page.Total != len(all)-1 || len(page.Rows) != min(page.Total, tableRows) || (page.Next != "") != (page.Pages > 1) {
			t.Errorf("%s: %v, %d rows of %d on the first of %d pages, next %q", table.Name, err, len(page.Rows), page.Total, page.Pages, page.Next)
		}
		for i, c := range table.Columns {
			sorted := records(t, h, "/tables/"+table.Name+"?format=csv&sort=-"+c.Name)[1:]
			if len(sorted) != len(all)-1 || !slices.IsSortedFunc(sorted, func(a, b []string) int { return compareValues(b[i], a[i]) }) {
				t.Errorf("%s sorted by %s: %d rows of %d, or not sorted", table.Name, c.Name, len(sorted), len(all)-1)
			}
			_, body := fetch(t, h, fmt.Sprintf("/tables/%s?format=json&sort=-%s&page=%d", table.Name, c.Name, page.Pages))
			page.Rows = nil
			if err := json.Unmarshal([]byte(body), &page); err != nil {
				t.Fatal(err)
			}
			last := sorted[(page.Pages-1)*tableRows:]
			for j, row := range page.Rows {
				for k, column := range table.Columns {
					if value := row[column.Name]; value == nil && last[j][k] != "" || value != nil && fmt.Sprint(value) != last[j][k] {
						t.Fatalf("%s sorted by %s: row %d of the last page has %s %v, in CSV %q", table.Name, c.Name, j, column.Name, value, last[j][k])
					}
				}
			}
			if len(page.Rows) != len(last) {
				t.Errorf("%s sorted by %s: %d rows on the last page, want %d", table.Name, c.Name, len(page.Rows), len(last))
			}
		}
	}
	for _, path := range []string{"/tables/changes", "/tables/full/texts", "/tables/none"} {
		if res, _ := fetch(t, h, path); res.StatusCode != 404 {
			t.Errorf("%s: status %d", path, res.StatusCode)
		}
	}
	for _, path := range []string{"/tables/activities?sort=text", "/tables/districts?kind=meeting", "/tables/activities?has.text=x", "/tables/activities?kind=party"} {
		if res, _ := fetch(t, h, path); res.StatusCode != 400 {
			t.Errorf("%s: status %d", path, res.StatusCode)
		}
	}
}

// compareValues orders numbers by size and texts by bytes.
func compareValues(a, b string) int {
	x, err := strconv.Atoi(a)
	y, err2 := strconv.Atoi(b)
	if err == nil && err2 == nil {
		return x - y
	}
	return strings.Compare(a, b)
}

func TestWhatIsSeenOfATableIsWhatIsTakenAway(t *testing.T) {
	a, _ := openFixture(t, 6)
	_, h := serve(t, a, nil)
	q := "?office=head&has.kind=MEET&has.date_text=" + url.QueryEscape("１月") + "&sort=-date_start"
	rows := records(t, h, "/tables/activities"+q+"&format=csv")[1:]
	var page struct {
		Total int
		Rows  []struct {
			ID   string `json:"activity_id"`
			Kind string
			Date string `json:"date_text"`
		}
	}
	_, body := fetch(t, h, "/tables/activities"+q+"&format=json")
	if err := json.Unmarshal([]byte(body), &page); err != nil || page.Total != len(rows) || page.Total == 0 {
		t.Fatalf("%v: %d rows in CSV, %d in JSON", err, len(rows), page.Total)
	}
	for i, row := range page.Rows {
		if row.ID != rows[i][0] || row.Kind != "meeting" || !strings.Contains(row.Date, "1月") {
			t.Errorf("row %d: %+v, in CSV %s", i, row, rows[i][0])
		}
	}
}

func TestSay(t *testing.T) {
	row := func(columns string, values ...string) record {
		r := record{Values: values}
		for _, name := range strings.Fields(columns) {
			r.columns = append(r.columns, snapshot.Column{Name: name})
		}
		return r
	}
	who := func(name, post, office, role, verbs, statements string) record {
		return row("name post office role verbs statements", name, post, office, role, verbs, statements)
	}
	for _, c := range []struct {
		people []record
		zh, en string
	}{
		{nil, "盐田区 · 招商", "Yantian · investment"},
		{[]record{who("贺听澜", "盐田区委书记", "secretary", "actor", "率队;走访", "")},
			"盐田区 · 书记贺听澜 · 率队、走访 · 招商", "Yantian · secretary He Tinglan 贺听澜 · leads a delegation, calls at · investment"},
		{[]record{who("沈知远", "副区长", "other", "actor", "出席", ""), who("江若岚", "区长", "head", "actor", "主持", "")},
			"盐田区 · 区长江若岚等 2 人 · 主持 · 招商", "Yantian · head Jiang Ruolan 江若岚 and 1 more · chairs · investment"},
		{[]record{who("沈知远", "盐田区副区长", "other", "actor", "", "强调")},
			"盐田区 · 盐田区副区长沈知远 · 强调 · 招商", "Yantian · deputy district head Shen Zhiyuan 沈知远 · stresses · investment"},
		{[]record{who("陆望舒", "管委会主任", "head", "actor", "", "表示"), who("韩松年", "常委", "other", "actor", "调研", "")},
			"盐田区 · 常委韩松年等 2 人 · 调研 · 招商", "Yantian · standing committee member Han Songnian 韩松年 and 1 more · studies on site · investment"},
		{[]record{who("陆望舒", "原区长", "other", "mentioned", "", "")}, "盐田区 · 招商", "Yantian · investment"},
	} {
		a := activity{record: row("district kind", "yantian", "investment"), Appearances: c.people}
		if zh, en := lang("zh").Say(a), lang("en").Say(a); zh != c.zh || en != c.en {
			t.Errorf("said %q and %q, want %q and %q", zh, en, c.zh, c.en)
		}
	}
}

func TestTheBrowserChoosesTheLanguageAtFirst(t *testing.T) {
	a, _ := openFixture(t, 2)
	_, h := serve(t, a, nil)
	for _, c := range []struct{ path, accept, lang, other string }{
		{"/", "", "zh-CN", `href="/?lang=en"`}, {"/", "zh-TW,en;q=0.5", "zh-CN", `href="/?lang=en"`}, {"/", "en-GB,zh;q=0.9", "en", `href="/?lang=zh"`},
		{"/", "fr", "en", `href="/?lang=zh"`}, {"/?lang=zh", "en", "zh-CN", `href="/"`}, {"/?lang=en", "zh", "en", `href="/"`}, {"/", ";;;", "zh-CN", ""},
	} {
		res, body := fetch(t, h, c.path, "Accept", asBrowser, "Accept-Language", c.accept)
		if !strings.Contains(body, `<html lang="`+c.lang+`">`) || !strings.Contains(body, c.other) || !strings.Contains(strings.Join(res.Header.Values("Vary"), ","), "Accept-Language") {
			t.Errorf("%s for %q: not in %s, or no %s", c.path, c.accept, c.lang, c.other)
		}
	}
	// Who chose Chinese against the browser stays in it.
	if _, body := fetch(t, h, "/?lang=zh", "Accept-Language", "en"); !strings.Contains(body, `href="/activities?lang=zh"`) {
		t.Error("links lose the language that was chosen")
	}
}

func TestSearchTakesPinyinAndNamesOfValues(t *testing.T) {
	a, columns := openFixture(t, 4)
	_, h := serve(t, a, nil)
	want := map[string]int{}
	for _, c := range columns {
		for _, act := range c.Activities {
			want[act.Kind]++
			for _, p := range act.Officials {
				want[p.Name]++
				for _, v := range p.Verbs {
					want[v]++
				}
			}
		}
	}
	for _, c := range []struct{ q, of string }{
		{"ouyang muye", "欧阳牧野"}, {"OuyangMuye", "欧阳牧野"}, {"ｏｕｙａｎｇ", "欧阳牧野"}, {"inspection", "inspection"}, {"调研检查", "inspection"},
		{"signing", "signing"}, {"签约", "signing"},
	} {
		if got := len(records(t, h, "/activities.csv?q="+url.QueryEscape(c.q))) - 1; got != want[c.of] || got == 0 {
			t.Errorf("%s finds %d activities, want %d", c.q, got, want[c.of])
		}
	}
}

func TestAMissingWeekIsMarkedAndNeverZero(t *testing.T) {
	a, _ := openFixture(t, 8)
	_, h := serve(t, a, nil)
	const missing = "2024-01-15"
	for _, path := range []string{"/pictures/over-time.csv", "/pictures/over-time.csv?district=nanshan", "/pictures/over-time.csv?kind=meeting&office=head"} {
		found := false
		for _, row := range records(t, h, path)[1:] {
			unknown := strings.Join(row[3:], "") == ""
			if unknown != (row[0] == missing) || row[1] != "1" || (row[2] == "1") != (row[0] == missing) {
				t.Errorf("%s: %v", path, row)
			}
			found = found || row[0] == missing
		}
		if !found {
			t.Errorf("%s leaves the week out", path)
		}
	}
	for path, want := range map[string]string{
		"/": `<title>` + missing, "/districts/nanshan": missing + ` <span class="tag cover-column_missing">`, "/activities": "缺 1 周专栏",
		"/officials/" + personID(invented[0]): `class="gap"`, "/coverage": "cover-column_missing",
	} {
		if _, body := fetch(t, h, path, "Accept", asBrowser); !strings.Contains(body, want) {
			t.Errorf("%s does not mark the missing week with %q", path, want)
		}
	}
	for _, row := range records(t, h, "/pictures/calendar.csv?official="+personID(invented[0])+"&year=2024")[1:] {
		if row[0] >= missing && row[0] <= "2024-01-21" && row[1] != "" {
			t.Errorf("a day of the missing week is known: %v", row)
		}
	}
}

func TestAxisMarksWhatIsMissing(t *testing.T) {
	var weeks []snapshot.Week
	for i := range 200 {
		weeks = append(weeks, snapshot.Week{Monday: weekOne.AddDate(0, 0, 7*i), Status: map[bool]string{true: "column_missing"}[i%10 == 3 || i >= 60 && i <= 64]})
	}
	for _, c := range []struct {
		from, to, unit   string
		periods, missing int
	}{
		{"", "", "month", 46, 24}, {"2024-01-01", "2024-12-31", "week", 53, 5}, {"2024-01-24", "2024-01-28", "week", 1, 1}, {"2023-01-01", "2023-02-01", "week", 0, 0},
	} {
		a := axisOf(weeks, c.from, c.to, "")
		if a.Unit != c.unit || len(a.Periods) != c.periods || a.Missing() != c.missing {
			t.Errorf("%s to %s: %d periods of a %s, %d weeks missing; want %+v", c.from, c.to, len(a.Periods), a.Unit, a.Missing(), c)
		}
	}
}

func TestThingsGiveJSONAndCitations(t *testing.T) {
	a, columns := openFixture(t, 3)
	_, h := serve(t, a, nil)
	c := columns[0]
	for path, rows := range map[string]map[string]int{
		"/columns/" + c.ID:                     {"columns": 1, "activities": len(c.Activities), "sections": len(c.Sections), "credits": 2},
		"/activities/" + c.Activities[0].ID:    {"activities": 1, "appearances": len(c.Activities[0].Officials)},
		"/officials/" + personID(invented[0]):  {"officials": 1},
		"/districts/" + c.Sections[0].District: {"districts": 1},
	} {
		var data map[string]json.RawMessage
		_, body := fetch(t, h, path, "Accept", "application/json")
		if err := json.Unmarshal([]byte(body), &data); err != nil || !strings.Contains(string(data["cite_as"]), path) || strings.Contains(body, "虚构的活动") {
			t.Errorf("%s: %v: %.200s", path, err, body)
		}
		for table, n := range rows {
			var found []map[string]any
			if err := json.Unmarshal(data[table], &found); err != nil || len(found) != n {
				t.Errorf("%s: %d rows of %s, want %d: %v", path, len(found), table, n, err)
			}
		}
		_, page := fetch(t, h, path, "Accept", asBrowser)
		for _, style := range []string{"GB/T 7714", "APA", "BibTeX", "@misc{shenzheng_", "[DB/OL]"} {
			if !strings.Contains(page, style) {
				t.Errorf("%s has no citation %s", path, style)
			}
		}
	}
}

func TestWhatWasNotFoundIsNamed(t *testing.T) {
	a, _ := openFixture(t, 1)
	_, h := serve(t, a, nil)
	for path, want := range map[string]string{"/columns/col_404": "没有这篇专栏：col_404", "/officials/off_404": "没有这位官员：off_404", "/officials/" + url.PathEscape("查无此人"): "没有这位官员：查无此人", "/activities/act_404": "没有这项活动：act_404",
		"/districts/atlantis": "没有这个区：atlantis", "/snapshots/20240428-ffffffff/": "没有这个快照：20240428-ffffffff", "/where/is/it": "/where/is/it"} {
		if res, body := fetch(t, h, path, "Accept", asBrowser); res.StatusCode != 404 || !strings.Contains(body, want) {
			t.Errorf("%s: status %d without %q", path, res.StatusCode, want)
		}
	}
}

func TestCodebookPageHasAllOfTheCodebook(t *testing.T) {
	a, _ := openFixture(t, 0)
	_, h := serve(t, a, nil)
	for lang, words := range map[string][]string{"zh": {"规则", "代码"}, "en": {"Rules", "Codes"}} {
		_, body := fetch(t, h, "/codebook?lang="+lang, "Accept", asBrowser)
		for _, table := range liveTables() {
			for _, c := range table.Columns {
				if !strings.Contains(body, "<code>"+c.Name+"</code>") {
					t.Errorf("%s: no column %s of %s", lang, c.Name, table.Name)
				}
			}
		}
		for _, c := range archive.ProblemCodes() {
			words = append(words, c.Code, map[string]string{"en": html.EscapeString(c.EN), "zh": c.Code}[lang])
		}
		for _, e := range snapshot.Examples() {
			words = append(words, strings.ReplaceAll(html.EscapeString(e.Code), "+", "&#43;"))
		}
		for _, w := range words {
			if !strings.Contains(body, w) {
				t.Errorf("%s: no %s", lang, w)
			}
		}
		if lang == "en" && strings.Contains(body, "每行一项") || lang == "zh" && strings.Contains(body, "one reported activity a row") ||
			strings.Contains(body, map[string]string{"en": "主键", "zh": "Key:"}[lang]) || !strings.Contains(body, map[string]string{"en": "Foreign key:", "zh": "外键:"}[lang]) {
			t.Errorf("%s: the other language is there too", lang)
		}
	}
}

func TestTheEnglishSiteIsEnglish(t *testing.T) {
	a, columns := openFixture(t, 3)
	_, h := serve(t, a, nil)
	c := columns[0]
	for path, want := range map[string][]string{
		"/feed.atom?lang=en":                {"<title>Shenzhen Week: new columns and snapshots</title>", "<title>Week of 2024-01-01 – 2024-01-07 · ", " activities, ", `href="` + h.URL + `/feed.atom?lang=en" rel="self"`},
		"/columns/" + c.ID + "?lang=en":     {"shenzheng. Shenzhen Week: public activities of Shenzhen", `href="/feed.atom?lang=en"`},
		"/tables/appearances?lang=en":       {"Shen Zhiyuan 沈知远"},
		"/districts/atlantis?lang=en":       {"<h1>There is no district atlantis</h1>"},
		"/activities?rows=official&lang=en": {">Shen Zhiyuan 沈知远</text>"},
	} {
		_, body := fetch(t, h, path, "Accept", asBrowser)
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s does not say %q", path, w)
			}
		}
	}
	if _, body := fetch(t, h, "/feed.atom"); !strings.Contains(body, "新专栏与快照") || strings.Contains(body, "activities") {
		t.Error("the Chinese feed is not Chinese")
	}
}

func TestEveryPageSaysWhatIsWrong(t *testing.T) {
	a, _ := openFixture(t, 1)
	var trouble *Notice
	_, h := serve(t, a, func(c *Config) { c.Trouble = func() *Notice { return trouble } })
	for _, path := range pagePaths(t)[:5] {
		trouble = nil
		if _, body := fetch(t, h, path); strings.Contains(body, `role="alert"`) {
			t.Errorf("%s is alarmed without a cause", path)
		}
		trouble = &Notice{"数据库无法写入", "the database cannot be written"}
		for lang, want := range map[string]string{"zh": trouble.ZH, "en": trouble.EN} {
			at := fmt.Sprintf("%s%slang=%s", path, map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")], lang)
			if _, body := fetch(t, h, at); !strings.Contains(body, want) {
				t.Errorf("%s does not say %q", at, want)
			}
		}
	}
}

// TestACombinedEditionCountsInEachOfItsWeeks keeps one column of two weeks: what
// is dated in the second counts there, and neither week is missing.
func TestACombinedEditionCountsInEachOfItsWeeks(t *testing.T) {
	c := inventColumn("7000000", weekOne, 12)
	c.Week.End = c.Week.Start.AddDays(13)
	first, second := 0, 0
	for i := range c.Activities {
		a := &c.Activities[i]
		switch {
		case i%2 == 0 || a.Date.Start.IsZero():
			first++
		default:
			a.Date.Start, a.Date.End = a.Date.Start.AddDays(7), a.Date.End.AddDays(7)
			second++
		}
	}
	a, err := archive.Open(t.Context(), archive.Config{Dir: t.TempDir(), Read: fakeRead(map[string]*parser.Column{"7000000": c})})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	keep(t, a, c)
	_, h := serve(t, a, nil)
	rows := records(t, h, "/pictures/over-time.csv")[1:]
	var got []int
	for _, row := range rows {
		n := 0
		for _, v := range row[3:] {
			k, err := strconv.Atoi(v)
			if err != nil {
				t.Fatalf("%v: %v", row, err)
			}
			n += k
		}
		got = append(got, n)
	}
	if len(got) != 2 || got[0] != first || got[1] != second || second == 0 {
		t.Errorf("counted %v, want %d and %d: %v", got, first, second, rows)
	}
}

package people

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/internal/pairs"
	"shenzheng/parser/text"
)

// shared is the folder that may lie beside the checkout.
var shared = os.DirFS("../../../shared")

// readOfficials reads one text as an activity of a district.
func readOfficials(district string, paragraphs ...string) []Appearance {
	d, _, _ := text.DistrictAt([]rune(district), 0)
	r := NewRoster()
	start := 0
	var ps []Passage
	for _, line := range paragraphs {
		p := passageOf(line, start)
		start += len(p.Runes) + 1
		r.Bind(p, d)
		ps = append(ps, p)
	}
	return r.Appearances(ps, d)
}

// passageOf makes a passage of one line.
func passageOf(line string, start int) Passage {
	return Passage{Runes: []rune(line), Fold: text.Folded(line), Start: start}
}

// TestPostCases reads the cases that the project was given.
func TestPostCases(t *testing.T) {
	var file struct {
		Cases []struct {
			ID, District, Input, Note string
			Expect                    []struct {
				Name       string
				PostRaw    string `json:"post_raw"`
				Posts      []Post
				Verbs      []string
				Statements []string
				Role       string
			}
		}
	}
	if err := json.Unmarshal(pairs.Shared(t, shared, "specs/posts.json"), &file); err != nil {
		t.Fatal(err)
	}
	for _, c := range file.Cases {
		t.Run(c.ID, func(t *testing.T) {
			var want, got []string
			for _, e := range c.Expect {
				want = append(want, fmt.Sprintf("%s %s %v %v %v %s", e.Name, e.PostRaw, e.Posts, e.Verbs, e.Statements, e.Role))
			}
			for _, a := range readOfficials(c.District, c.Input) {
				got = append(got, fmt.Sprintf("%s %s %v %v %v %s", a.Name, a.Post, a.Posts, a.Verbs, a.Statements, a.Role))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (%s) (-want +got):\n%s", c.Input, c.Note, diff)
			}
		})
	}
}

// TestRealTextPosts reads forms that were found in real text and are easily
// misread. One of them may be wrong.
func TestRealTextPosts(t *testing.T) {
	type expected struct {
		Name       string
		PostRaw    *string `json:"post_raw"`
		Posts      []Post
		Verbs      []string
		Statements []string
		Role       string
		Optional   []string
	}
	var file struct {
		Cases []struct {
			ID, District, Input, Note string
			KnownBefore               []string `json:"known_before"`
			Expect                    []expected
			Optional                  []string
			PostsOptional             bool `json:"posts_optional"`
		}
	}
	if err := json.Unmarshal(pairs.Shared(t, shared, "specs/posts_realtext.json"), &file); err != nil {
		t.Fatal(err)
	}
	wrong := 0
	for _, c := range file.Cases {
		var want, got []string
		list := readOfficials(c.District, append(c.KnownBefore, c.Input)...)
		for i, e := range c.Expect {
			post, verbs, optional := "", e.Verbs, append(c.Optional, e.Optional...)
			if e.PostRaw != nil {
				post = *e.PostRaw
			}
			if i < len(list) && slices.Equal(without(list[i].Verbs, optional), without(verbs, optional)) {
				verbs = list[i].Verbs
			}
			if i < len(list) && e.PostRaw == nil {
				post = list[i].Post
			}
			if c.PostsOptional && i < len(list) {
				e.Posts = list[i].Posts
			}
			want = append(want, fmt.Sprintf("%s %s %v %v %v %s", e.Name, post, e.Posts, verbs, e.Statements, e.Role))
		}
		for _, a := range list {
			got = append(got, fmt.Sprintf("%s %s %v %v %v %s", a.Name, a.Post, a.Posts, a.Verbs, a.Statements, a.Role))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			wrong++
			t.Logf("%s %s (%s) (-want +got):\n%s", c.ID, c.Input, c.Note, diff)
		}
	}
	if wrong > 1 {
		t.Errorf("%d of %d forms are misread", wrong, len(file.Cases))
	}
}

// without leaves out of list what is in optional.
func without(list, optional []string) []string {
	out := []string{}
	for _, v := range list {
		if !slices.Contains(optional, v) {
			out = append(out, v)
		}
	}
	return out
}

// TestPronounsGoOn reads 他 at the beginning of a paragraph that goes on as the
// one subject of the paragraph before.
func TestPronounsGoOn(t *testing.T) {
	d := text.Districts()[0]
	for _, c := range []struct{ first, second, want string }{
		{"区委书记柳三明到石榴街道调研。", "他要求,各部门要跟进。", "柳三明 [调研] [要求]; "},
		{"区长贺远主持会议。会议强调,要抓落实。", "她还指出,要倒排工期。随后她走访了企业。", "贺远 [主持 走访] [指出]; "},
		{"区委书记柳三明会见客人,区长贺远参加。", "他表示,要加强合作。", "柳三明 [会见] []; 贺远 [参加] [表示]; "},
		{"区委书记柳三明、区长贺远检查工地。", "他要求,工地要停工。", "柳三明 [检查] []; 贺远 [检查] []; "},
		{"区委书记柳三明看望老人。", "他们表示感谢。", "柳三明 [] []; "},
	} {
		ps := []Passage{passageOf(c.first, 0), passageOf(c.second, 100)}
		r := NewRoster()
		for _, p := range ps {
			r.Bind(p, d)
		}
		got := ""
		for _, a := range r.Appearances(ps, d) {
			got += fmt.Sprintf("%s %v %v; ", a.Name, a.Verbs, a.Statements)
		}
		if got != c.want {
			t.Errorf("%s / %s gives %q, want %q", c.first, c.second, got, c.want)
		}
	}
}

// TestNamedOfThePast reads by name alone one whom the column names elsewhere
// with a post of the past, and with another beside it.
func TestNamedOfThePast(t *testing.T) {
	d := text.Districts()[0]
	for _, c := range []struct{ elsewhere, want string }{
		{"原区委书记柳三明出席活动。", "secretary mentioned"},
		{"原区委书记柳三明出席活动。市人大代表柳三明参加审议。", "other actor"},
		{"会议宣布柳三明任福田区委书记。", "secretary actor"},
	} {
		r, p := NewRoster(), passageOf("柳三明走访企业。", 100)
		r.Bind(passageOf(c.elsewhere, 0), d)
		r.Bind(p, d)
		list := r.Appearances([]Passage{p}, d)
		if len(list) != 1 || list[0].Office+" "+list[0].Role != c.want {
			t.Errorf("behind %s: %+v, want %s", c.elsewhere, list, c.want)
		}
	}
}

// TestNameThatOpensAClause tells a known name of two characters that opens a
// clause from a place or a body that begins with it.
func TestNameThatOpensAClause(t *testing.T) {
	d := text.Districts()[0]
	for _, c := range []struct {
		name, clause string
		want         int
	}{
		{"李伟", "李伟植下树苗。", 1},
		{"方正", "方正集团来访。", 0},
		{"康宁", "康宁医院启用。", 0},
		{"高峰", "高峰论坛在会堂举行。", 0},
		{"白云", "白云机场启用新航站楼。", 0},
	} {
		r, p := NewRoster(), passageOf(c.clause, 100)
		r.Bind(passageOf("区长"+c.name+"主持会议。", 0), d)
		r.Bind(p, d)
		if got := r.Appearances([]Passage{p}, d); len(got) != c.want {
			t.Errorf("%s names %d officials, want %d: %+v", c.clause, len(got), c.want, got)
		}
	}
}

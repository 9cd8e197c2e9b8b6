package people

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/text"
)

// TestTwoPeopleJoined reads two people with their posts, the second's printed
// bare or whole, behind all that may stand between them. Where the first is
// nobody of the city, a bare title makes the second nobody too.
func TestTwoPeopleJoined(t *testing.T) {
	deputies := map[string]string{"区委书记": "副书记", "区人大常委会主任": "副主任 秘书长", "区政协主席": "副主席 秘书长", "区委常委、组织部部长": "副部长",
		"区教育局局长": "副局长", "西乡街道党工委书记": "副书记 办事处主任", "区委书记、区委改革委员会主任": "副书记 副主任", "云溪市政协主席": "副主席", "云汀集团党委书记": "副书记"}
	whole := "区长 区委副书记、区长 区政协副主席 副区长 区委常委、常务副区长 区领导"
	joins := strings.Fields("、 , 和 与 及 以及 、原 会同 陪同 率 主持会议, 主持会议。 强调要抓落实,")
	for first, bare := range deputies {
		ours := !strings.HasPrefix(first, "云")
		seconds := strings.Fields(bare)
		if ours {
			seconds = append(seconds, strings.Fields(whole)...)
		}
		for _, join := range joins {
			for _, second := range seconds {
				line := first + "柳明川" + join + second + "贺远出席活动。"
				want := "柳明川 " + first + "; 贺远 " + second + "; "
				if !ours {
					want = ""
				}
				got := ""
				for _, o := range readOfficials("南山区", line) {
					got += o.Name + " " + o.Post + "; "
				}
				if got != want {
					t.Errorf("%s gives %q, want %q", line, got, want)
				}
			}
		}
	}
}

// TestOfficeOfLeaders reads a leader of the district whose office another
// activity of the column tells.
func TestOfficeOfLeaders(t *testing.T) {
	d, _, _ := text.DistrictAt([]rune("福田区"), 0)
	r := NewRoster()
	r.Bind(passageOf("区委书记苏明浩主持会议。", 0), d)
	p := passageOf("区领导苏明浩、贺文川出席。", 100)
	r.Bind(p, d)
	var got []string
	for _, a := range r.Appearances([]Passage{p}, d) {
		got = append(got, a.Name+" "+a.Office+" "+a.Posts[0].Title)
	}
	if diff := cmp.Diff([]string{"苏明浩 secretary 领导", "贺文川 other 领导"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

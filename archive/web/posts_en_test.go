package web

import "testing"

func TestPostsInEnglish(t *testing.T) {
	for post, want := range map[string]string{
		"福田区委书记": "Party secretary", "福田区区委书记": "Party secretary", "市委常委、区委书记": "Party secretary", "区委副书记、区长": "district head", "党工委书记": "Party secretary",
		"区委常委、区纪委书记": "secretary of the Discipline Commission", "区委组织部部长": "head of the Organisation Department",
		"南山区政协主席": "chair of the CPPCC Committee", "前海管理局局长": "director of the Administration", "大鹏新区管委会主任": "director of the Administrative Committee",
		"区河长": "", "某某集团董事长": "", "区委某某办公室主任": "", "": "",
	} {
		if got := postEN(post); got != want {
			t.Errorf("%s: %q, want %q", post, got, want)
		}
	}
	for org, want := range map[string]string{"福田区委": "Futian District Party Committee", "深圳市委": "Shenzhen Party Committee", "前海管理局": "Qianhai Authority", "某某集团": "某某集团"} {
		if got := lang("en").PostBody(org); got != want {
			t.Errorf("%s: %q, want %q", org, got, want)
		}
	}
	if got := lang("en").PostIn("市委常委、区河长、区委书记"); got != "standing committee member, Party secretary" {
		t.Errorf("of three posts the two that are known are %q", got)
	}
}

package generate

import (
	"strings"

	"shenzheng/parser"
)

// postForm is one way to print a post, and the parts it must be split into.
type postForm struct {
	printed string
	posts   []parser.Post
	// away is true for forms that name their district or are the city's, so
	// that they can stand in another district's section.
	away bool
}

// job is what an official holds; every form of a job gives the same office.
type job struct {
	office string
	forms  []postForm
}

// form writes a postForm from lines such as "区委书记 = D委+书记 | …", with D
// for the district's full name and L for 区, 新区 or 合作区.
func form(d parser.District, spec string) postForm {
	printed, parts, _ := strings.Cut(spec, "=")
	full := func(s string) string {
		return strings.Replace(strings.Replace(s, "D", d.NameZH, 1), "L", localWord(d), 1)
	}
	named := strings.HasPrefix(printed, "市") || strings.HasPrefix(printed, "前海") || strings.Contains(printed, "D")
	f := postForm{printed: full(printed), away: named && !strings.ContainsAny(printed, "L区")}
	for _, part := range strings.Split(parts, "|") {
		org, title, _ := strings.Cut(part, "+")
		f.posts = append(f.posts, parser.Post{Org: full(org), Title: title})
	}
	return f
}

func localWord(d parser.District) string {
	switch d.Kind {
	case "new_area":
		return "新区"
	case "cooperation_zone":
		return "合作区"
	}
	return "区"
}

func jobOf(d parser.District, office string, specs []string) job {
	j := job{office: office}
	for _, spec := range specs {
		j.forms = append(j.forms, form(d, spec))
	}
	return j
}

var (
	districtSecretary = []string{
		"区委书记=D委+书记", "D委书记=D委+书记", "D委书记=D委+书记", "区委书记=D委+书记",
		"区委书记、区人大常委会主任=D委+书记|D人大常委会+主任",
		"市委常委、区委书记=深圳市委+常委|D委+书记", "市委常委、D委书记=深圳市委+常委|D委+书记",
	}
	districtHead = []string{
		"区委副书记、区长=D委+副书记|D政府+区长", "D委副书记、区长=D委+副书记|D政府+区长",
		"区委副书记、区长=D委+副书记|D政府+区长", "D委副书记、区长=D委+副书记|D政府+区长",
		"区长=D政府+区长", "D区长=D政府+区长", "区委副书记,区长=D委+副书记|D政府+区长",
		"D委副书记,区政府区长、党组书记=D委+副书记|D政府+区长|D政府党组+书记",
		"区政府党组书记、区长=D政府党组+书记|D政府+区长",
	}
	districtActing = []string{
		"区委副书记、代区长=D委+副书记|D政府+代区长", "D委副书记、代区长=D委+副书记|D政府+代区长",
		"区委副书记、代理区长=D委+副书记|D政府+代区长", "代区长=D政府+代区长",
		"区委副书记、区政府党组书记、代理区长=D委+副书记|D政府党组+书记|D政府+代区长",
	}
	districtBoth   = []string{"区委书记、区长=D委+书记|D政府+区长", "D委书记、区长=D委+书记|D政府+区长"}
	districtOthers = [][]string{
		{"区委常委、常务副区长=D委+常委|D政府+常务副区长", "D委常委、常务副区长=D委+常委|D政府+常务副区长", "常务副区长=D政府+常务副区长"},
		{"副区长=D政府+副区长", "区政府党组成员、副区长=D政府党组+成员|D政府+副区长", "D副区长=D政府+副区长"},
		{"区委副书记=D委+副书记", "D委副书记=D委+副书记", "区委副书记、政法委书记=D委+副书记|D委政法委+书记"},
		{"区委常委、组织部部长=D委+常委|D委组织部+部长", "区委组织部部长=D委组织部+部长", "区委常委、区委组织部部长=D委+常委|D委组织部+部长"},
		{"区委常委、宣传部部长=D委+常委|D委宣传部+部长", "D委常委、宣传部部长=D委+常委|D委宣传部+部长"},
		{"区委常委、政法委书记=D委+常委|D委政法委+书记", "区委政法委书记=D委政法委+书记", "D委政法委书记=D委政法委+书记"},
		{"区人大常委会主任=D人大常委会+主任", "D人大常委会主任=D人大常委会+主任"},
		{"区政协主席=D政协+主席", "D政协主席=D政协+主席", "区政协党组书记、主席=D政协党组+书记|D政协+主席"},
		{"区纪委书记=D纪委+书记", "区委常委、区纪委书记=D委+常委|D纪委+书记"},
		{"区教育局局长=D教育局+局长", "D教育局局长=D教育局+局长"},
		{"区发展和改革局局长=D发展和改革局+局长"},
	}

	zoneSecretary = []string{"L党工委书记=D党工委+书记", "D党工委书记=D党工委+书记", "党工委书记=D党工委+书记", "市委常委、L党工委书记=深圳市委+常委|D党工委+书记"}
	zoneHead      = []string{
		"L党工委副书记、管委会主任=D党工委+副书记|D管委会+主任", "D党工委副书记、管委会主任=D党工委+副书记|D管委会+主任",
		"党工委副书记、管委会主任=D党工委+副书记|D管委会+主任", "L管委会主任=D管委会+主任", "D管委会主任=D管委会+主任",
	}
	zoneBoth   = []string{"L党工委书记、管委会主任=D党工委+书记|D管委会+主任", "D党工委书记、管委会主任=D党工委+书记|D管委会+主任"}
	zoneOthers = [][]string{
		{"L党工委委员、管委会副主任=D党工委+委员|D管委会+副主任", "D管委会副主任=D管委会+副主任", "L管委会副主任=D管委会+副主任"},
		{"L党工委副书记=D党工委+副书记", "D党工委副书记=D党工委+副书记"},
	}
	qianhaiHead   = []string{"前海管理局局长=前海管理局+局长", "D党工委副书记、前海管理局局长=D党工委+副书记|前海管理局+局长"}
	qianhaiBoth   = []string{"D党工委书记、前海管理局局长=D党工委+书记|前海管理局+局长"}
	qianhaiOthers = [][]string{{"前海管理局副局长=前海管理局+副局长"}, {"D党工委副书记=D党工委+副书记"}}

	cityJobs = [][]string{
		{"市委书记=深圳市委+书记"},
		{"市委副书记、市长=深圳市委+副书记|深圳市政府+市长", "市长=深圳市政府+市长"},
		{"副市长=深圳市政府+副市长", "市委常委、副市长=深圳市委+常委|深圳市政府+副市长"},
		{"市委常委、组织部部长=深圳市委+常委|深圳市委组织部+部长", "市委组织部部长=深圳市委组织部+部长"},
		{"市人大常委会主任=深圳市人大常委会+主任"},
		{"市政协主席=深圳市政协+主席"},
		{"市工业和信息化局局长=深圳市工业和信息化局+局长"},
	}
	memberSpecs = []string{"市人大代表=深圳市人大+代表", "市政协委员=深圳市政协+委员", "区人大代表=D人大+代表", "区政协委员=D政协+委员"}
)

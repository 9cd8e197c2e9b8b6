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

// posts are the jobs by office. A job is a line; its forms stand between bars,
// each as printed = body+title; with D for the district's full name and L for
// 区, 新区 or 合作区. Every form of a job gives the same office.
var posts = map[string][]string{
	"secretary": jobs(`
		区委书记=D委+书记 | D委书记=D委+书记 | 区委书记、区人大常委会主任=D委+书记;D人大常委会+主任 | 市委常委、区委书记=深圳市委+常委;D委+书记 | 市委常委、D委书记=深圳市委+常委;D委+书记`),
	"head": jobs(`
		区委副书记、区长=D委+副书记;D政府+区长 | D委副书记、区长=D委+副书记;D政府+区长 | 区长=D政府+区长 | D区长=D政府+区长 | 区委副书记,区长=D委+副书记;D政府+区长 | D委副书记,区政府区长、党组书记=D委+副书记;D政府+区长;D政府党组+书记 | 区政府党组书记、区长=D政府党组+书记;D政府+区长
		区委副书记、代区长=D委+副书记;D政府+代区长 | D委副书记、代区长=D委+副书记;D政府+代区长 | 区委副书记、代理区长=D委+副书记;D政府+代区长 | 代区长=D政府+代区长 | 区委副书记、区政府党组书记、代理区长=D委+副书记;D政府党组+书记;D政府+代区长`),
	"both": jobs(`区委书记、区长=D委+书记;D政府+区长 | D委书记、区长=D委+书记;D政府+区长`),
	"other": jobs(`
		区委常委、常务副区长=D委+常委;D政府+常务副区长 | D委常委、常务副区长=D委+常委;D政府+常务副区长 | 常务副区长=D政府+常务副区长
		副区长=D政府+副区长 | 区政府党组成员、副区长=D政府党组+成员;D政府+副区长 | D副区长=D政府+副区长
		区委副书记=D委+副书记 | D委副书记=D委+副书记 | 区委副书记、政法委书记=D委+副书记;D委政法委+书记
		区委常委、组织部部长=D委+常委;D委组织部+部长 | 区委组织部部长=D委组织部+部长 | 区委常委、区委组织部部长=D委+常委;D委组织部+部长
		区委常委、宣传部部长=D委+常委;D委宣传部+部长 | D委常委、宣传部部长=D委+常委;D委宣传部+部长
		区委常委、政法委书记=D委+常委;D委政法委+书记 | 区委政法委书记=D委政法委+书记 | D委政法委书记=D委政法委+书记
		区人大常委会主任=D人大常委会+主任 | D人大常委会主任=D人大常委会+主任
		区政协主席=D政协+主席 | D政协主席=D政协+主席 | 区政协党组书记、主席=D政协党组+书记;D政协+主席
		区纪委书记=D纪委+书记 | 区委常委、区纪委书记=D委+常委;D纪委+书记
		区教育局局长=D教育局+局长 | D教育局局长=D教育局+局长
		区发展和改革局局长=D发展和改革局+局长`),
	"zone secretary": jobs(`L党工委书记=D党工委+书记 | D党工委书记=D党工委+书记 | 党工委书记=D党工委+书记 | 市委常委、L党工委书记=深圳市委+常委;D党工委+书记`),
	"zone head": jobs(`
		L党工委副书记、管委会主任=D党工委+副书记;D管委会+主任 | D党工委副书记、管委会主任=D党工委+副书记;D管委会+主任 | 党工委副书记、管委会主任=D党工委+副书记;D管委会+主任 | L管委会主任=D管委会+主任 | D管委会主任=D管委会+主任`),
	"zone both": jobs(`L党工委书记、管委会主任=D党工委+书记;D管委会+主任 | D党工委书记、管委会主任=D党工委+书记;D管委会+主任`),
	"zone other": jobs(`
		L党工委委员、管委会副主任=D党工委+委员;D管委会+副主任 | D管委会副主任=D管委会+副主任 | L管委会副主任=D管委会+副主任
		L党工委副书记=D党工委+副书记 | D党工委副书记=D党工委+副书记`),
	"qianhai head":  jobs(`前海管理局局长=前海管理局+局长 | D党工委副书记、前海管理局局长=D党工委+副书记;前海管理局+局长`),
	"qianhai both":  jobs(`D党工委书记、前海管理局局长=D党工委+书记;前海管理局+局长`),
	"qianhai other": jobs("前海管理局副局长=前海管理局+副局长\nD党工委副书记=D党工委+副书记"),
	"city": jobs(`
		市委书记=深圳市委+书记
		市委副书记、市长=深圳市委+副书记;深圳市政府+市长 | 市长=深圳市政府+市长
		副市长=深圳市政府+副市长 | 市委常委、副市长=深圳市委+常委;深圳市政府+副市长
		市委常委、组织部部长=深圳市委+常委;深圳市委组织部+部长 | 市委组织部部长=深圳市委组织部+部长
		市人大常委会主任=深圳市人大常委会+主任
		市政协主席=深圳市政协+主席
		市工业和信息化局局长=深圳市工业和信息化局+局长`),
	"member":      jobs("市人大代表=深圳市人大+代表\n市政协委员=深圳市政协+委员\n区人大代表=D人大+代表\n区政协委员=D政协+委员"),
	"zone member": jobs("市人大代表=深圳市人大+代表\n市政协委员=深圳市政协+委员"),
}

// jobs gives the lines of a text, one a job.
func jobs(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// jobsOf gives the jobs that a district has for an office.
func jobsOf(d district, office string) []string {
	if d.slug == "qianhai" && posts["qianhai "+office] != nil {
		return posts["qianhai "+office]
	}
	if d.local != "区" && posts["zone "+office] != nil {
		return posts["zone "+office]
	}
	return posts[office]
}

// formsOf reads a job.
func formsOf(d district, job string) []postForm {
	full := strings.NewReplacer("D", d.name, "L", d.local).Replace
	var forms []postForm
	for _, spec := range fields(job) {
		printed, parts, _ := strings.Cut(spec, "=")
		named := strings.HasPrefix(printed, "市") || strings.HasPrefix(printed, "前海") || strings.Contains(printed, "D")
		f := postForm{printed: full(printed), away: named && !strings.ContainsAny(printed, "L区")}
		for part := range strings.SplitSeq(parts, ";") {
			org, title, _ := strings.Cut(part, "+")
			f.posts = append(f.posts, parser.Post{Org: full(org), Title: title})
		}
		forms = append(forms, f)
	}
	return forms
}

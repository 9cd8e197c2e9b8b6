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

// jobsOf gives the jobs that a district has for an office. A job is a line of
// world.txt; its forms stand between bars, each as printed=body+title, with D
// for the district's full name and L for 区, 新区 or 合作区. Every form of a job
// gives the same office.
func jobsOf(d district, office string) []string {
	if special := world["post "+d.slug+" "+office]; special != nil {
		return special
	}
	if zone := world["post zone "+office]; d.local != "区" && zone != nil {
		return zone
	}
	return world["post "+office]
}

// formsOf reads a job.
func formsOf(d district, job string) []postForm {
	full := strings.NewReplacer("D", d.name, "L", d.local).Replace
	var forms []postForm
	for spec := range strings.SplitSeq(job, " | ") {
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

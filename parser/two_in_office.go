package parser

import (
	"strings"

	"shenzheng/parser/people"
)

// reportTwoInOneOffice reports an office of a district that two people hold in
// this column, as they seem to where a heading was not understood.
func (l *layout) reportTwoInOneOffice() {
	c := l.col
	type chair struct{ district, office string }
	holders := map[chair]string{}
	reported := map[chair]bool{}
	for i := range c.Activities {
		a := &c.Activities[i]
		for _, o := range a.Officials {
			if o.Role != people.RoleActor || o.Office == OfficeOther {
				continue
			}
			for _, p := range o.Posts {
				district, office := officeOfPost(p, c.Sections[a.Section].District)
				at := chair{district, office}
				if office == "" || reported[at] {
					continue
				}
				switch first := holders[at]; first {
				case "":
					holders[at] = o.Name
				case o.Name:
				default:
					reported[at] = true
					c.problem(problemTwoInOneOffice, o.Span, strings.Join([]string{district, office, first, o.Name}, " "))
				}
			}
		}
	}
}

// officeOfPost gives the district and the office that a post makes, empty for
// any other; a body printed without its place is that of the section.
func officeOfPost(p Post, section string) (district, office string) {
	o, _ := people.OfficeOf(p)
	if o.Office != "" && o.District == "" {
		return section, o.Office
	}
	return o.District, o.Office
}

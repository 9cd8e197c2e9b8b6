package people

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// The offices of a district that its reports are counted by.
const (
	OfficeSecretary = "secretary"
	OfficeHead      = "head"
	OfficeBoth      = "both"
	OfficeOther     = "other"
)

// officeOf gives the office that a list of posts makes.
func officeOf(posts []Post) string {
	secretary, head := false, false
	for _, p := range posts {
		switch {
		case p.Title == "书记" && isLeading(p.Org, "委", "党工委"):
			secretary = true
		case (p.Title == "区长" || p.Title == "代区长") && isLeading(p.Org, "政府"),
			(p.Title == "主任" || p.Title == "代主任") && isLeading(p.Org, "管委会"),
			(p.Title == "局长" || p.Title == "代局长") && p.Org == "前海管理局":
			head = true
		}
	}
	switch {
	case secretary && head:
		return OfficeBoth
	case secretary:
		return OfficeSecretary
	case head:
		return OfficeHead
	}
	return OfficeOther
}

// isLeading reports one of a district's own leading bodies, also where the
// district could not be told.
func isLeading(org string, bodies ...string) bool {
	for _, d := range text.Districts() {
		if rest, ok := strings.CutPrefix(org, d.NameZH); ok {
			return slices.Contains(bodies, rest)
		}
	}
	for _, place := range []string{"特别合作区", "合作区", "新区", "区", ""} {
		if rest, ok := strings.CutPrefix(org, place); ok && slices.Contains(bodies, rest) {
			return place != "" || rest == "党工委" || rest == "管委会"
		}
	}
	return false
}

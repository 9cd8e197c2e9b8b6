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

// Office is a post that makes its holder the secretary or head of a district.
type Office struct {
	Org, Title string
	District   string // slug; empty where the body is printed without a place: that of the section
	Office     string // secretary | head
}

// Offices lists all such posts: 书记 of a district's 区委 or 党工委, and who is
// at the head of its government or administration, acting ones included.
func Offices() []Office { return slices.Clone(offices) }

// OfficeOf gives the row of the list for a post, whatever is remarked in
// brackets behind its title, ok false for one that makes no secretary and no head.
func OfficeOf(p Post) (o Office, ok bool) {
	p.Title, _, _ = strings.Cut(p.Title, "(")
	k := slices.IndexFunc(offices, func(o Office) bool { return o.Org == p.Org && o.Title == p.Title })
	if k < 0 {
		return Office{}, false
	}
	return offices[k], true
}

var offices = listOffices()

func listOffices() []Office {
	list := []Office{{"前海管理局", "局长", "qianhai", OfficeHead}, {"前海管理局", "代局长", "qianhai", OfficeHead}}
	of := func(place, district string) {
		for _, o := range []Office{
			{"委", "书记", "", OfficeSecretary}, {"党工委", "书记", "", OfficeSecretary}, {"政府", "区长", "", OfficeHead}, {"政府", "代区长", "", OfficeHead},
			{"管委会", "主任", "", OfficeHead}, {"管委会", "代主任", "", OfficeHead},
		} {
			if place != "" || o.Org == "党工委" || o.Org == "管委会" {
				list = append(list, Office{place + o.Org, o.Title, district, o.Office})
			}
		}
	}
	for _, d := range text.Districts() {
		of(d.NameZH, d.Slug)
	}
	for _, place := range []string{"特别合作区", "合作区", "新区", "区", ""} {
		of(place, "")
	}
	return list
}

// officeOf gives the office that a list of posts makes.
func officeOf(posts []Post) string {
	office := OfficeOther
	for _, p := range posts {
		switch o, ok := OfficeOf(p); {
		case ok && office == OfficeOther:
			office = o.Office
		case ok && office != o.Office:
			office = OfficeBoth
		}
	}
	return office
}

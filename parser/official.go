package parser

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// OfficialID gives the id of the official of a name: off_ and the first eight
// hex digits of the name's SHA-256.
func OfficialID(name string) string {
	sum := sha256.Sum256([]byte(name))
	id := [12]byte{'o', 'f', 'f', '_'}
	hex.Encode(id[4:], sum[:4])
	return string(id[:])
}

// The offices of a district that its reports are counted by.
const (
	officeSecretary = "secretary"
	officeHead      = "head"
	officeBoth      = "both"
	officeOther     = "other"
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
		return officeBoth
	case secretary:
		return officeSecretary
	case head:
		return officeHead
	}
	return officeOther
}

// isLeading reports one of a district's own leading bodies, also where the
// district could not be told.
func isLeading(org string, bodies ...string) bool {
	for i := range districts {
		if rest, ok := cutPlace(org, districts[i].NameZH); ok {
			return slices.Contains(bodies, rest)
		}
	}
	for _, place := range [...]string{"特别合作区", "合作区", "新区", "区", ""} {
		if rest, ok := cutPlace(org, place); ok && slices.Contains(bodies, rest) {
			return place != "" || rest == "党工委" || rest == "管委会"
		}
	}
	return false
}

func cutPlace(org, place string) (string, bool) {
	if len(org) >= len(place) && org[:len(place)] == place {
		return org[len(place):], true
	}
	return org, false
}

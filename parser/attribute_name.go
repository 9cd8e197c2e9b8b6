package parser

// attribute is one attribute of a tag.
type attribute struct {
	name  attributeName
	value span // as it stands in the page, see tagScanner.value
}

// attributeName is the name of an attribute that matters to lines or links.
type attributeName uint8

const (
	attrUnknown attributeName = iota
	attrAlt
	attrContent
	attrDataHref
	attrDataLink
	attrDataURL
	attrHidden
	attrHref
	attrItemprop
	attrName
	attrOnclick
	attrProperty
	attrRel
	attrRole
	attrStyle
	attrTitle
	attributeNames // how many there are
)

// attributeNamed gives the name that stands in a page, in whatever case.
func attributeNamed(key []byte) attributeName {
	var lower [9]byte // no known name is longer
	if len(key) < 3 || len(key) > len(lower) {
		return attrUnknown
	}
	for i, c := range key {
		lower[i] = lowerASCII(c)
	}
	switch string(lower[:len(key)]) {
	case "alt":
		return attrAlt
	case "content":
		return attrContent
	case "data-href":
		return attrDataHref
	case "data-link":
		return attrDataLink
	case "data-url":
		return attrDataURL
	case "hidden":
		return attrHidden
	case "href":
		return attrHref
	case "itemprop":
		return attrItemprop
	case "name":
		return attrName
	case "onclick":
		return attrOnclick
	case "property":
		return attrProperty
	case "rel":
		return attrRel
	case "role":
		return attrRole
	case "style":
		return attrStyle
	case "title":
		return attrTitle
	}
	return attrUnknown
}

// keep adds an attribute to those of the tag, if it is known. Of two of one
// name the first counts.
func (s *tagScanner) keep(key, value span) {
	name := attributeNamed(s.part(key))
	if name == attrUnknown || s.seen>>name&1 != 0 {
		return
	}
	s.seen |= 1 << name
	s.known[s.count] = attribute{name, value}
	s.count++
}

// sameName compares two names of attributes in any case.
func sameName(a, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if lowerASCII(a[i]) != lowerASCII(b[i]) {
			return false
		}
	}
	return true
}

// lowerASCII gives the small letter of a capital, other bytes as they are.
func lowerASCII(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + lowerCase
	}
	return c
}

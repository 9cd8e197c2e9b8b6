package parser

import (
	"bytes"

	"golang.org/x/net/html/atom"
)

// attributes is what an element's attributes say that matters to printing.
type attributes struct {
	state   state
	display display // what style says, if inline is set or it is not displayInline
	inline  bool    // style says that the element is a run of text
	aside   bool    // role says that the element is not the main text
}

// readAttributes reads the attributes of the tag that s has come to.
func readAttributes(s *tagScanner) attributes {
	var a attributes
	for _, at := range s.attributes() {
		switch at.name {
		case attrHref:
			if s.tag == atom.A {
				a.state |= stateLink
			}
		case attrHidden:
			if !bytes.EqualFold(s.value(at), []byte("until-found")) {
				a.state |= stateHidden
			}
		case attrRole:
			a.aside = isAsideRole(s.value(at))
		case attrStyle:
			a.setStyle(s.value(at))
		}
	}
	return a
}

// alt gives the text that stands for a picture, nil if none does.
func (s *tagScanner) alt() []byte {
	for _, a := range s.attributes() {
		if a.name == attrAlt {
			return s.value(a)
		}
	}
	return nil
}

// lowerCase is the bit that parts small letters from capitals.
const lowerCase = 'a' - 'A'

func isAsideRole(value []byte) bool {
	switch string(bytes.ToLower(bytes.TrimSpace(value))) {
	case "navigation", "complementary", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog", "alert":
		return true
	}
	return false
}

// setStyle reads the few declarations of an inline style that change where
// lines end, what is bold and what is not shown.
func (a *attributes) setStyle(style []byte) {
	for len(style) > 0 {
		declaration := style
		if i := bytes.IndexByte(style, ';'); i >= 0 {
			declaration, style = style[:i], style[i+1:]
		} else {
			style = nil
		}
		i := bytes.IndexByte(declaration, ':')
		if i < 0 {
			continue
		}
		if property := bytes.TrimSpace(declaration[:i]); isKnownProperty(property) {
			value, _, _ := bytes.Cut(declaration[i+1:], []byte("!"))
			a.declare(string(bytes.ToLower(property)), string(bytes.ToLower(bytes.TrimSpace(value))))
		}
	}
}

// isKnownProperty reports a property that may be one that declare knows, by
// its first and last letter.
func isKnownProperty(property []byte) bool {
	if len(property) == 0 {
		return false
	}
	last := property[len(property)-1] | lowerCase
	switch property[0] | lowerCase {
	case 'd': // display
		return last == 'y'
	case 'f': // font-weight
		return last == 't'
	case 'w': // white-space
		return last == 'e'
	}
	return false
}

// declare takes one declaration of a style, in small letters.
func (a *attributes) declare(property, value string) {
	switch property {
	case "display":
		a.setDisplay(value)
	case "font-weight":
		switch value {
		case "bold", "bolder", "600", "700", "800", "900":
			a.state |= stateBold
		}
	case "white-space":
		switch value {
		case "pre", "pre-wrap", "pre-line", "break-spaces":
			a.state |= statePre
		}
	}
}

func (a *attributes) setDisplay(value string) {
	switch value {
	case "none":
		a.state |= stateHidden
	case "inline", "inline-block", "inline-flex", "inline-table", "contents":
		a.display, a.inline = displayInline, true
	case "block", "flex", "grid", "list-item", "table", "table-cell", "table-row", "table-caption":
		a.display, a.inline = displayBlock, false
	}
}

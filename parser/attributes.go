package parser

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attributes is what an element's attributes say that matters to printing.
type attributes struct {
	state   state
	display display // what style says, if inline is set or it is not displayInline
	inline  bool    // style says that the element is a run of text
	aside   bool    // role says that the element is not the main text
	alt     []byte
	name    []byte // of <meta>: name, property or itemprop
	content []byte // of <meta>
}

// readAttributes reads the attributes of the tag that z has reached. Most
// tags have none that matter, and a look at their bytes is enough to say so.
func readAttributes(z *html.Tokenizer, tag atom.Atom) attributes {
	var a attributes
	raw := z.Raw()
	switch tag {
	case atom.A:
		if bytes.Contains(raw, []byte(" href=")) {
			a.state = stateLink
		} else {
			return readAll(z, tag)
		}
	case atom.Img, atom.Image:
		if !bytes.Contains(raw, []byte(`alt=""`)) {
			return readAll(z, tag)
		}
		return a
	case atom.Meta:
		return readAll(z, tag)
	}
	if mayMatter(raw) {
		return readAll(z, tag)
	}
	return a
}

func readAll(z *html.Tokenizer, tag atom.Atom) attributes {
	var a attributes
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		a.set(tag, key, value)
	}
	return a
}

// mayMatter reports whether a start tag may hold a word that set knows. It
// looks, in one pass, for three letters of each that stand in few other words.
func mayMatter(raw []byte) bool {
	for i := 0; i+2 < len(raw); i++ {
		second, third := raw[i+1]|lowerCase, raw[i+2]|lowerCase
		switch raw[i] | lowerCase {
		case 'i': // display, hidden
			if second == 's' && third == 'p' || second == 'd' && third == 'd' {
				return true
			}
		case 'w': // font-weight
			if second == 'e' && third == 'i' {
				return true
			}
		case 'h': // white-space
			if second == 'i' && third == 't' {
				return true
			}
		case 'r': // role
			if second == 'o' && third == 'l' {
				return true
			}
		}
	}
	return false
}

// lowerCase is the bit that parts small letters from capitals.
const lowerCase = 'a' - 'A'

func (a *attributes) set(tag atom.Atom, key, value []byte) {
	switch string(key) {
	case "href":
		if tag == atom.A {
			a.state |= stateLink
		}
	case "alt":
		a.alt = bytes.Clone(bytes.TrimSpace(value))
	case "name", "property", "itemprop":
		if len(a.name) == 0 {
			a.name = value
		}
	case "content":
		a.content = value
	case "hidden":
		if !bytes.EqualFold(value, []byte("until-found")) {
			a.state |= stateHidden
		}
	case "role":
		a.aside = isAsideRole(value)
	case "style":
		a.setStyle(value)
	}
}

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
		declaration, rest, _ := bytes.Cut(style, []byte(";"))
		style = rest
		property, value, ok := bytes.Cut(declaration, []byte(":"))
		if !ok {
			continue
		}
		value, _, _ = bytes.Cut(value, []byte("!"))
		value = bytes.ToLower(bytes.TrimSpace(value))
		switch string(bytes.ToLower(bytes.TrimSpace(property))) {
		case "display":
			a.setDisplay(string(value))
		case "font-weight":
			switch string(value) {
			case "bold", "bolder", "600", "700", "800", "900":
				a.state |= stateBold
			}
		case "white-space":
			switch string(value) {
			case "pre", "pre-wrap", "pre-line", "break-spaces":
				a.state |= statePre
			}
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

package parser

import "golang.org/x/net/html/atom"

// display says how an element prints.
type display uint8

const (
	displayInline display = iota
	displayBlock          // begins and ends a line
	displayBreak          // <br>, <hr>: ends a line and holds nothing
	displayVoid           // holds nothing and breaks nothing
	displayNone           // its text is not printed
)

// elementKind is what is known of an element by its name alone.
type elementKind struct {
	display display
	state   state
}

// state is what holds for the text inside an element. It is inherited.
type state uint16

const (
	stateLink state = 1 << iota
	stateBold
	stateHidden
	statePre // line breaks of the source are printed
	stateHeading
	stateTitle
	stateListItem
	stateCaption
)

// kindOf gives what is known of an element that prints otherwise than as a
// plain run of text. Whatever is not listed is such a run.
func kindOf(tag atom.Atom) elementKind {
	switch tag {
	case atom.B, atom.Strong:
		return elementKind{displayInline, stateBold}
	case atom.Br, atom.Hr:
		return elementKind{displayBreak, 0}
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Body, atom.Html, atom.Head, atom.Center,
		atom.Blockquote, atom.Figure, atom.Address, atom.Details, atom.Summary, atom.Form,
		atom.Fieldset, atom.Legend, atom.Hgroup, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd, atom.Dir,
		atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption, atom.Marquee,
		atom.Nav, atom.Aside, atom.Header, atom.Footer, atom.Menu, atom.Search:
		return elementKind{displayBlock, 0}
	case atom.Li:
		return elementKind{displayBlock, stateListItem}
	case atom.Figcaption:
		return elementKind{displayBlock, stateCaption}
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		return elementKind{displayBlock, statePre}
	case atom.H1:
		return elementKind{displayBlock, stateHeading | stateTitle}
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return elementKind{displayBlock, stateHeading}
	case atom.Img, atom.Image, atom.Input, atom.Meta, atom.Link, atom.Base, atom.Wbr, atom.Col, atom.Area,
		atom.Embed, atom.Source, atom.Track, atom.Param, atom.Basefont, atom.Bgsound, atom.Keygen, atom.Frame:
		return elementKind{displayVoid, 0}
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Textarea, atom.Select, atom.Datalist,
		atom.Iframe, atom.Noframes, atom.Noembed, atom.Object, atom.Video, atom.Audio, atom.Canvas, atom.Svg,
		atom.Math, atom.Title, atom.Rt, atom.Rp:
		return elementKind{displayNone, 0}
	}
	return elementKind{}
}

// tagNamed gives the tag of a name in whatever case, 0 for an unknown one. The
// most common ones are spared the search.
func tagNamed(name []byte) atom.Atom {
	switch string(name) {
	case "p":
		return atom.P
	case "span":
		return atom.Span
	case "section":
		return atom.Section
	case "div":
		return atom.Div
	case "a":
		return atom.A
	case "li":
		return atom.Li
	case "strong":
		return atom.Strong
	case "br":
		return atom.Br
	case "img":
		return atom.Img
	}
	var lower [12]byte // no known name is longer
	if len(name) > len(lower) {
		return 0
	}
	for i, c := range name {
		lower[i] = lowerASCII(c)
	}
	return atom.Lookup(lower[:len(name)])
}

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

// elements lists the elements that print otherwise than as a plain run of
// text. Whatever is not listed is such a run.
var elements = map[atom.Atom]elementKind{
	atom.B: {displayInline, stateBold}, atom.Strong: {displayInline, stateBold},

	atom.Br: {displayBreak, 0}, atom.Hr: {displayBreak, 0},

	atom.P: {displayBlock, 0}, atom.Div: {displayBlock, 0}, atom.Section: {displayBlock, 0},
	atom.Article: {displayBlock, 0}, atom.Main: {displayBlock, 0}, atom.Body: {displayBlock, 0},
	atom.Html: {displayBlock, 0}, atom.Head: {displayBlock, 0}, atom.Center: {displayBlock, 0},
	atom.Blockquote: {displayBlock, 0}, atom.Figure: {displayBlock, 0}, atom.Address: {displayBlock, 0},
	atom.Details: {displayBlock, 0}, atom.Summary: {displayBlock, 0}, atom.Form: {displayBlock, 0},
	atom.Fieldset: {displayBlock, 0}, atom.Legend: {displayBlock, 0}, atom.Hgroup: {displayBlock, 0},
	atom.Ul: {displayBlock, 0}, atom.Ol: {displayBlock, 0}, atom.Dl: {displayBlock, 0},
	atom.Dt: {displayBlock, 0}, atom.Dd: {displayBlock, 0}, atom.Dir: {displayBlock, 0},
	atom.Table: {displayBlock, 0}, atom.Thead: {displayBlock, 0}, atom.Tbody: {displayBlock, 0},
	atom.Tfoot: {displayBlock, 0}, atom.Tr: {displayBlock, 0}, atom.Td: {displayBlock, 0},
	atom.Th: {displayBlock, 0}, atom.Caption: {displayBlock, 0}, atom.Marquee: {displayBlock, 0},
	atom.Nav: {displayBlock, 0}, atom.Aside: {displayBlock, 0}, atom.Header: {displayBlock, 0},
	atom.Footer: {displayBlock, 0}, atom.Menu: {displayBlock, 0}, atom.Search: {displayBlock, 0},
	atom.Li:         {displayBlock, stateListItem},
	atom.Figcaption: {displayBlock, stateCaption},
	atom.Pre:        {displayBlock, statePre}, atom.Listing: {displayBlock, statePre}, atom.Xmp: {displayBlock, statePre},
	atom.Plaintext: {displayBlock, statePre},
	atom.H1:        {displayBlock, stateHeading | stateTitle}, atom.H2: {displayBlock, stateHeading},
	atom.H3: {displayBlock, stateHeading}, atom.H4: {displayBlock, stateHeading},
	atom.H5: {displayBlock, stateHeading}, atom.H6: {displayBlock, stateHeading},

	atom.Img: {displayVoid, 0}, atom.Image: {displayVoid, 0}, atom.Input: {displayVoid, 0},
	atom.Meta: {displayVoid, 0}, atom.Link: {displayVoid, 0}, atom.Base: {displayVoid, 0},
	atom.Wbr: {displayVoid, 0}, atom.Col: {displayVoid, 0}, atom.Area: {displayVoid, 0},
	atom.Embed: {displayVoid, 0}, atom.Source: {displayVoid, 0}, atom.Track: {displayVoid, 0},
	atom.Param: {displayVoid, 0}, atom.Basefont: {displayVoid, 0}, atom.Bgsound: {displayVoid, 0},
	atom.Keygen: {displayVoid, 0}, atom.Frame: {displayVoid, 0},

	atom.Script: {displayNone, 0}, atom.Style: {displayNone, 0}, atom.Noscript: {displayNone, 0},
	atom.Template: {displayNone, 0}, atom.Textarea: {displayNone, 0}, atom.Select: {displayNone, 0},
	atom.Datalist: {displayNone, 0}, atom.Iframe: {displayNone, 0}, atom.Noframes: {displayNone, 0},
	atom.Noembed: {displayNone, 0}, atom.Object: {displayNone, 0}, atom.Video: {displayNone, 0},
	atom.Audio: {displayNone, 0}, atom.Canvas: {displayNone, 0}, atom.Svg: {displayNone, 0},
	atom.Math: {displayNone, 0}, atom.Title: {displayNone, 0}, atom.Rt: {displayNone, 0}, atom.Rp: {displayNone, 0},
}

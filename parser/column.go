package parser

import (
	"time"

	"shenzheng/parser/date"
	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// Version is the parser version that every derived row carries. Raise it by
// one with any change that can alter a row, so that `reparse` finds what was
// read by an older grammar.
const Version = 12

// Page is what the parser is given: one page, byte for byte, and what the
// archive knows of it. The parser takes nothing from anywhere else.
type Page struct {
	// Body holds the bytes as the source sent them, in the source's own
	// charset, HTML or plain text.
	Body []byte
	// ContentType is the Content-Type header as sent, empty if there was none.
	ContentType string
	// URL is the address the page was captured from, empty if unknown.
	URL string
	// SourceOf names the source that an address belongs to, "" for one that is not
	// believed. A saved page, which has no URL, is read under the first address of an
	// article that it gives itself and that is believed: where a browser saved it from,
	// its canonical address, that for sharing, that beside the text in its data.
	SourceOf func(address string) (source string)
	// Source names the configured source; "" and "dutenews" both mean the
	// newspaper's own site, whose ids carry the bare article number.
	Source string
	// Number is the source's article number, empty if unknown.
	Number string
	// Truncated is true where it is known that the body is not whole.
	Truncated bool
	// Whole is true where it is known that the body is whole although it lacks
	// the end of its frame.
	Whole bool
	// CapturedAt is the time of capture. It decides nothing but the year of a
	// publication stamp that has none in a column without a week.
	CapturedAt time.Time

	probe func(what, line string) // tests make a rule panic with it
}

// PageKind says what a page is before anything is read from it.
type PageKind string

// The kinds of page. Only a PageColumn has a Column.
const (
	PageColumn    PageKind = "column"    // an article of 深政观察
	PageArticle   PageKind = "article"   // an article, but none of this column
	PageListing   PageKind = "listing"   // links to articles
	PageChallenge PageKind = "challenge" // a script or captcha challenge
	PageError     PageKind = "error"     // an error page, whatever its status
	PageGone      PageKind = "gone"      // says that the article was deleted or never was
	PageEmpty     PageKind = "empty"     // no text at all
	PageBinary    PageKind = "binary"    // not text
	PageDeep      PageKind = "too_deep"  // HTML with elements nested deeper than can be read
	PageLarge     PageKind = "too_large" // more tags or lines than are read
	PagePart      PageKind = "part"      // a later part of an article that has several
	PageOther     PageKind = "other"     // text of no known kind
)

// Reading is the outcome of reading one page.
type Reading struct {
	Kind PageKind
	// Reason says in one line why the page is of this kind.
	Reason string
	// Column is nil unless Kind is PageColumn.
	Column *Column
	// URL is the address that the page was read under: the one given, or one
	// that it gives itself, see Page.SourceOf.
	URL string
	// MovedTo is the address, as it stands there, that the page sends its reader on to by
	// a meta refresh within a few seconds or a script that does nothing else; else empty.
	MovedTo string
	// Continues is the address of the article's next part, where it goes on at
	// another address; empty where it does not.
	Continues string
	// CutOff is true where the page ends before its end.
	CutOff bool
}

// Kind tells the weekly round-up from other columns (codebook, section 1).
type Kind string

// The kinds of column.
const (
	KindWeekly Kind = "weekly"
	KindOther  Kind = "other"
)

// Span is a half-open range of Unicode code points of the canonical text.
type Span = text.Span

// Column is one published article of 深政观察 as read from one page.
type Column struct {
	ID        string // col_8137676, see the codebook's section 7
	Number    string // the source's article number, may be empty
	Source    string
	SourceURL string

	Title     string // as printed, inner white space trimmed at the ends only
	Kind      Kind
	Published time.Time // zone +08:00; zero when unknown
	Week      Week
	Author    string // 深政观察, from the account or (作者:…) line
	Outlet    string // 深圳特区报
	Topic     string // 深政观察, from 收录于专题
	Summary   string // the 摘要 line without its label

	Sections   []Section  // in printed order
	Activities []Activity // in printed order, over all sections
	Credits    []Credit
	Problems   []Problem // in order of Span.Start
	Blocks     []Block   // every block of the article, in reading order

	// Text is the canonical text: the blocks joined with U+000A.
	Text string
	// Characters counts the code points of Text without those line feeds.
	Characters int
	// ArticleSHA256 identifies the revision: lower-case hex over the text of the
	// article proper, without furniture, stamps and account, captions and what
	// stands above the title, so that a change in those is no edit.
	ArticleSHA256 string
}

// Class is what a block was read as. Every code point of an article is in
// exactly one class.
type Class string

// The classes, in the order the ledger lists them.
const (
	ClassTitle        Class = "title"
	ClassMeta         Class = "meta" // account, stamp, topic, outlet, slogan, summary
	ClassWeek         Class = "week"
	ClassIntroduction Class = "introduction"
	ClassHeading      Class = "heading"
	ClassHeadline     Class = "headline"
	ClassActivity     Class = "activity"
	ClassCaption      Class = "caption"
	ClassClosingNote  Class = "closing_note"
	ClassCredit       Class = "credit"
	ClassFurniture    Class = "furniture"
	ClassUnclassified Class = "unclassified"
)

// Block is one paragraph-like line of the article.
type Block struct {
	Text  string // as printed, ends trimmed, zero-width characters left out
	Span  Span
	Class Class
	Rule  string // the rule that gave the class, for `explain`
}

// Section is one district's part of a weekly column.
type Section struct {
	ID            string `json:"section_id"`     // sec_8137676_futian
	Position      int    `json:"position"`       // from 1
	District      string `json:"district"`       // slug, see Districts
	Heading       string `json:"heading"`        // as printed; empty when inferred
	HeadingSource string `json:"heading_source"` // printed | inferred
	Headline      string `json:"headline"`       // lines joined with " / "
	Activities    int    `json:"activities"`
}

// Activity is one reported event inside a section.
type Activity struct {
	ID       string // act_8137676_ + 8 hex, twins with -2
	Section  int    // index into Column.Sections
	Position int    // from 1, over the whole column
	Date     Moment
	Kind     string // the codebook's section 6
	KindWord string // the word that decided the kind, for explain; empty for none
	KindRule string // the form of the table that it belongs to, in parser/kind
	Text     string // paragraphs joined with a line feed
	Span     Span   // first to last code point; may enclose a caption
	// Paragraphs are the spans of its paragraphs; Text is these, joined.
	Paragraphs []Span
	Rule       string // why it opened here
	Officials  []Appearance
	Refused    []Refusal // posts with a name that make no official, for `explain`
}

// What package date reads, by the names that the archive uses.
type (
	Date      = date.Date
	Week      = date.Week
	Precision = date.Precision
	Moment    = date.Moment
)

// The precisions.
const (
	PrecisionDay       = date.Day
	PrecisionRange     = date.Range
	PrecisionList      = date.List
	PrecisionWeek      = date.InWeek
	PrecisionMonthPart = date.MonthPart
	PrecisionVague     = date.Vague
	PrecisionNone      = date.None
	PrecisionInvalid   = date.Invalid
)

// NewDate gives the day, and false where the calendar has none (2月30日).
func NewDate(year int, month time.Month, day int) (Date, bool) { return date.New(year, month, day) }

// DateOf gives the calendar day of t in t's own zone.
func DateOf(t time.Time) Date { return date.Of(t) }

// ParseDate reads YYYY-MM-DD.
func ParseDate(s string) (Date, bool) { return date.Parse(s) }

// What package people reads.
type (
	Appearance = people.Appearance
	Post       = people.Post
	Refusal    = people.Refusal
)

// OfficialID gives the id of the official of a name.
func OfficialID(name string) string { return people.OfficialID(name) }

// Credit is one member of staff in the credits.
type Credit struct{ Role, Name string }

// Problem is something the parser could not read or did not believe.
type Problem struct {
	Code     string `json:"code"`     // lower_snake_case, stable
	Severity string `json:"severity"` // error | warning | info
	Span     Span   `json:"span"`
	Detail   string `json:"detail"` // one line, no whole sentences of the article
}

// District is one row of the list of districts.
type District = text.District

// Districts lists Shenzhen's districts in the order of the codebook.
func Districts() []District {
	var list []District
	for _, d := range text.Districts() {
		list = append(list, *d)
	}
	return list
}

const columnName = "深政观察"

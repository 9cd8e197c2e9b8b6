package page

import (
	"cmp"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Body is the text of an article that a page does not print: a script of the page shows it,
// from its data, from an answer of JSON or from a template.
type Body struct {
	Where     string // what holds it: data under the keys that lead to it, or an element
	Title     string
	Sources   []string // account, newspaper, author, topic, as given
	Published string   // when, as given
	Number    string   // the article's, empty if not given
	Address   string   // the article's own, as given; empty if not
	Lines     []Line
	Blocks    []Block
}

const (
	// leastBody is how many Chinese characters make a text of an article.
	leastBody = 60
	// maxBodies is how many texts are looked at, the longest first.
	maxBodies = 8
	// maxNesting is how deep JSON is looked for in strings of JSON.
	maxNesting = 4
)

// Bodies gives the texts of articles that the page of an input holds and does not print:
// first those of the article that it is of by its number, then the longest.
func (d *Document) Bodies(in Input) []Body {
	var c collector
	switch {
	case d.data != "":
		c.script(d.data)
	case d.tree != nil:
		c.tree(d.tree)
		c.stream()
	}
	return c.bodies(in)
}

// found is a text that may be an article's.
type found struct {
	where string
	text  string // HTML, or lines
	in    object // the object that holds it, nil for none
	han   int
}

// collector collects the texts of a page.
type collector struct {
	found  []found
	pieces strings.Builder // of one stream, which the scripts of Next.js push
}

// longAttribute is from how many bytes on an attribute may hold a text.
const longAttribute = 3 * leastBody

// tree looks through what a page of HTML holds and does not print: scripts, and
// what they fill in from other elements and from attributes.
func (c *collector) tree(tree *goquery.Document) {
	for _, n := range tree.Find("*").Nodes {
		for _, a := range n.Attr {
			if len(a.Val) > longAttribute {
				c.value("<"+n.Data+" "+a.Key+">", a.Val, nil, 0)
			}
		}
		switch n.DataAtom {
		case atom.Textarea, atom.Noscript, atom.Noframes:
			c.add("<"+n.Data+">", textIn(n), nil)
		case atom.Script:
			if kind := strings.ToLower(attribute(n, "type")); strings.Contains(kind, "template") || strings.Contains(kind, "html") {
				c.add("<script>", textIn(n), nil)
			} else {
				c.script(textIn(n))
			}
		default:
			if text := n.FirstChild; text != nil && text.Type == xhtml.TextNode && strings.Contains(text.Data, "</p>") { // HTML that is escaped once too often
				c.add("<"+n.Data+">", text.Data, nil)
			}
		}
	}
}

// script looks through a script or an answer of JSON. Where no JSON in it holds a text, its
// strings are looked at one by one: keys of JavaScript need no quotes.
func (c *collector) script(script string) {
	if countHan(script) < leastBody && !strings.Contains(script, `\u`) && !strings.Contains(script, "%") {
		return
	}
	before := len(c.found)
	if encoded := strings.TrimSpace(script); strings.HasPrefix(encoded, "%7B") || strings.HasPrefix(encoded, "%5B") {
		script, _ = url.PathUnescape(encoded) // "" where it is not
	}
	for v := range dataIn(script) {
		if piece, ok := v.([]any); ok && len(piece) == 2 && strings.Contains(script, "__next_f") {
			c.pieces.WriteString(scalar(piece[1]))
			return
		}
		c.value("", v, nil, 0)
	}
	if len(c.found) == before {
		c.strings(script)
	}
}

// row is the beginning of a row of the stream that is text: 6:T43a, with its
// number and the bytes of the text.
var row = regexp.MustCompile(`(?:^|\n|[\]}">])[0-9a-f]+:T([0-9a-f]+),`)

// stream looks through what the scripts have pushed, in which rows of text stand
// between those of JSON.
func (c *collector) stream() {
	rest := c.pieces.String()
	for at := row.FindStringSubmatchIndex(rest); at != nil; at = row.FindStringSubmatchIndex(rest) {
		n, _ := strconv.ParseInt(rest[at[2]:at[3]], 16, 32)
		end := min(at[1]+int(n), len(rest))
		c.add("", rest[at[1]:end], nil)
		c.script(rest[:at[0]])
		rest = rest[end:]
	}
	c.script(rest)
}

// value looks through a value that stands under where in an object.
func (c *collector) value(where string, v any, in object, nesting int) {
	switch v := v.(type) {
	case object:
		if in == nil || titleIn(v)+v.text(publishedKeys)+v.text(numberKeys)+v.text(addressKeys) != "" {
			in = v // else the object around it says more
		}
		for _, m := range v {
			c.value(join(where, m.key), m.value, in, nesting)
		}
	case []any:
		if text := paragraphs(v); text != "" {
			c.add(where, text, in)
			return
		}
		for _, e := range v {
			c.value(where, e, in, nesting)
		}
	case string:
		if t := strings.TrimSpace(v); nesting < maxNesting && (strings.HasPrefix(t, "{") || strings.HasPrefix(t, "[")) {
			for inner := range dataIn(t) {
				c.value(where, inner, in, nesting+1)
			}
			return
		}
		c.add(where, v, in)
	}
}

// join adds a key to a path, of which the last ones tell enough.
func join(where, key string) string {
	parts := append(strings.Split(where, "."), key)
	return strings.TrimPrefix(strings.Join(parts[max(0, len(parts)-4):], "."), ".")
}

// paragraphs gives the text of a list of paragraphs, a line each.
func paragraphs(list []any) string {
	var lines []string
	for _, e := range list {
		if o, ok := e.(object); ok && o.text([]string{"title"}) != "" {
			continue
		}
		if text := pieceText(e); text != "" {
			lines = append(lines, text)
		}
	}
	if len(lines) < 2 || len(lines)*2 < len(list) {
		return ""
	}
	return strings.Join(lines, "\n")
}

// pieceText gives the text of a paragraph: a string, one in an object, or the texts
// of the pieces that editors keep in it.
func pieceText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case object:
		if text, ok := v.under(textKeys).(string); ok {
			return text
		}
		return pieceText(v.under(pieceKeys))
	case []any:
		var pieces strings.Builder
		for _, e := range v {
			if o, ok := e.(object); ok {
				pieces.WriteString(pieceText(o))
			}
		}
		return pieces.String()
	}
	return ""
}

// literal is a string of JavaScript, or seconds since 1970, with the key before it.
var literal = regexp.MustCompile("(?:\\b(\\w+)[\"']?\\s*:\\s*)?(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'|`([^`]*)`|(\\d{10,13})\\b)")

// strings looks through the strings of a script, as if all were of one object.
func (c *collector) strings(script string) {
	var all object
	for _, m := range literal.FindAllStringSubmatch(script, -1) {
		if m[5] != "" && !slices.Contains(publishedKeys, normal(m[1])) {
			continue // numbers are many, and mostly of other articles
		}
		text := unescape(m[2] + m[3] + m[4] + m[5])
		if plain, err := url.PathUnescape(text); err == nil {
			text = plain // decodeURIComponent("%7B…")
		}
		all = append(all, member{m[1], text})
	}
	longest, written := 0, "" // by the script, piece by piece
	for _, m := range all {
		c.value(m.key, m.value, all, 1)
		if text := scalar(m.value); m.key == "" && markup.MatchString(text) {
			longest, written = max(longest, len(text)), written+text
		}
	}
	if longest*2 < len(written) {
		c.add("", written, all)
	}
}

// loose are the escapes of JavaScript that JSON does not know.
var loose = regexp.MustCompile(`\\x([0-9a-fA-F]{2})|\\'`)

// unescape resolves the escapes of a string of JavaScript.
func unescape(s string) string {
	quoted := loose.ReplaceAllStringFunc(s, func(e string) string {
		if e == `\'` {
			return "'"
		}
		return `\u00` + e[2:]
	})
	var out string
	if json.Unmarshal([]byte(`"`+strings.ReplaceAll(strings.ReplaceAll(quoted, "\n", `\n`), "\t", `\t`)+`"`), &out) != nil {
		return s
	}
	return out
}

// add takes a text that is long enough, and HTML or under a name for texts.
func (c *collector) add(where, text string, in object) {
	if !markup.MatchString(text) && strings.Contains(text, `\u003`) {
		text = unescape(text) // escaped once more than the data around it
	}
	if !markup.MatchString(text) && strings.Contains(text, "&lt;") {
		text = html.UnescapeString(text)
	}
	key := normal(where[strings.LastIndexByte(where, '.')+1:])
	if n := countHan(text); n >= leastBody && (markup.MatchString(text) || slices.Contains(contentKeys, key) || strings.Count(text, "\n") > 2) {
		c.found = append(c.found, found{where, text, in, n})
	}
}

// bodies reads what was found.
func (c *collector) bodies(in Input) []Body {
	article, _ := ArticlePart(in.ArticleNumber())
	own := func(f found) int {
		if article != "" && f.in.text(numberKeys) == article {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(c.found, func(a, b found) int {
		return cmp.Or(cmp.Compare(own(a), own(b)), cmp.Compare(b.han, a.han))
	})
	var all []Body
	for _, f := range c.found[:min(len(c.found), maxBodies)] {
		b := Body{Where: "data under " + f.where, Title: titleIn(f.in), Sources: f.in.all(sourceKeys), Number: f.in.text(numberKeys), Address: f.in.text(addressKeys),
			Published: f.in.text(publishedKeys)}
		switch {
		case strings.HasPrefix(f.where, "<"):
			b.Where = f.where
		case f.where == "":
			b.Where = "data of a script"
		}
		if !markup.MatchString(f.text) {
			b.Lines = TextLines(f.text)
		} else if tree, err := parse([]byte(f.text)); err == nil {
			b.Lines, b.Blocks = walk(tree, sheet{})
		}
		all = append(all, b)
	}
	return all
}

// countHan counts the Chinese characters of a text.
func countHan(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x4e00 && r <= 0x9fff {
			n++
		}
	}
	return n
}

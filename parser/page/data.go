package page

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"
)

// The names under which pages and answers in JSON keep what this package looks
// for, in small letters and without _ and -. No path of one site is among
// them: an object is known by its own keys, wherever it stands.
var (
	// contentKeys hold the text of an article, mostly as HTML: content in CmsTop and most
	// other systems, articleBody in schema.org. Under another name it counts where it is HTML.
	contentKeys = []string{"content", "contenthtml", "body", "bodyhtml", "html", "articlebody", "articlecontent", "newscontent", "detail", "text", "richtext"}
	// textKeys hold one paragraph of an article that is kept as a list.
	textKeys = []string{"text", "content", "value", "html", "insert", "desc"}
	// pieceKeys hold the pieces of such a paragraph, or an object with its text: data
	// in Editor.js, children in Slate and Lexical, content in ProseMirror.
	pieceKeys = []string{"data", "children", "content"}
	// publishedKeys hold when an article was published, as text or as a
	// number since 1970: published in CmsTop, datePublished in schema.org.
	publishedKeys = []string{"published", "publishedat", "publishtime", "publishedtime", "publishdate", "datepublished", "pubtime", "pubdate", "releasetime", "createtime", "createdat"}
	// sourceKeys hold the account, newspaper, author or topic an article is from.
	sourceKeys = []string{"account", "accountname", "source", "sourcename", "medianame", "author", "authorname", "topic", "topicname", "topictitle", "special", "specialname", "column", "columnname"}
	// addressKeys hold an article's own address: share_url in CmsTop's answers.
	addressKeys = []string{"shareurl", "canonicalurl", "url", "link"}
	// numberKeys hold an article's number: contentid in CmsTop. A bare id may be
	// anything's.
	numberKeys = []string{"contentid", "articleid", "newsid", "docid"}
	// modelKeys say what the number counts: in CmsTop appid 1 is an article, 2
	// photos, 3 a link, 4 a video, 5 audio, 10 a topic.
	modelKeys = []string{"appid", "modelid"}

	// statusKeys and messageKeys hold how an answer went, at its top: the status
	// of HTTP, mostly, and the words for the reader.
	statusKeys  = []string{"code", "status", "errcode", "errno", "statuscode"}
	messageKeys = []string{"msg", "message", "errmsg", "error", "errormsg", "info", "tip"}

	// currentKeys and the next ones tell the page of a list and how many there
	// are.
	currentKeys = []string{"page", "pageno", "pagenum", "pageindex", "currentpage", "pagenumber", "curpage", "current", "pn"}
	pagesKeys   = []string{"pages", "pagecount", "pagetotal", "totalpage", "totalpages", "lastpage"}
	sizeKeys    = []string{"pagesize", "perpage", "size", "limit", "rows"}
	totalKeys   = []string{"total", "totalcount", "totalnum", "totalrows", "count"}
	moreKeys    = []string{"more", "hasmore", "hasnext", "ismore"}
	nextKeys    = []string{"nextpage", "next", "nexturl", "nextlink"}
	// cursorKeys hold a mark that the next page is asked for with, under the
	// same name without next: next_cursor in lists that grow at the top.
	cursorKeys = []string{"nextcursor", "nextpagetoken", "nexttoken", "nextmaxid", "nextoffset", "nextstart"}
)

// articleModel is the value under modelKeys of an article.
const articleModel = "1"

var joints = strings.NewReplacer("_", "", "-", "")

// normal gives a key as it stands in these lists.
func normal(key string) string { return strings.ToLower(joints.Replace(key)) }

// object is an object of JSON with its keys in their order.
type object []member

type member struct {
	key   string
	value any // string, json.Number, bool, nil, []any or object
}

// dataIn gives the objects and arrays of JSON that stand in a script, one behind the other;
// of a value that breaks off, what was read of it.
func dataIn(script string) iter.Seq[any] {
	return func(yield func(any) bool) {
		for {
			i := strings.IndexAny(script, "{[")
			if i < 0 {
				return
			}
			script = script[i:]
			d := json.NewDecoder(strings.NewReader(script))
			d.UseNumber()
			v, _ := readValue(d, 0)
			list, _ := v.([]any)
			if o, _ := v.(object); len(list)+len(o) > 0 && !yield(v) {
				return
			}
			script = script[max(int(d.InputOffset()), 1):]
		}
	}
}

// maxData is how deep objects and arrays are read inside each other.
const maxData = 100

// readValue reads one value. It gives what could be read of it and reports
// whether that is all.
func readValue(d *json.Decoder, depth int) (any, bool) {
	t, err := d.Token()
	if err != nil {
		return nil, false
	}
	delim, ok := t.(json.Delim)
	if !ok {
		return t, true
	}
	if depth == maxData {
		return nil, false
	}
	var list []any
	var o object
	whole := true
	for whole && d.More() {
		var key json.Token
		if delim == '{' {
			if key, err = d.Token(); err != nil {
				return o, false
			}
		}
		var v any
		if v, whole = readValue(d, depth+1); delim == '{' {
			name, _ := key.(string)
			o = append(o, member{name, v})
		} else {
			list = append(list, v)
		}
	}
	if whole {
		_, err = d.Token()
	}
	if delim == '[' {
		return list, whole && err == nil
	}
	return o, whole && err == nil
}

// message gives what an answer of JSON says of itself, a line each: its status
// and its words.
func message(text string) string {
	var said []string
	for v := range dataIn(text) {
		if o, ok := v.(object); ok {
			said = append(said, o.text(statusKeys), o.text(messageKeys))
		}
	}
	return strings.Join(said, "\n")
}

// objects gives the objects in a value down to a depth, each before those that
// it holds.
func objects(v any, depth int) iter.Seq[object] {
	return func(yield func(object) bool) { eachObject(v, depth, yield) }
}

func eachObject(v any, depth int, yield func(object) bool) bool {
	inside := func(v any) bool { return depth == 0 || eachObject(v, depth-1, yield) }
	switch v := v.(type) {
	case []any:
		return !slices.ContainsFunc(v, func(e any) bool { return !inside(e) })
	case object:
		return yield(v) && !slices.ContainsFunc(v, func(m member) bool { return !inside(m.value) })
	}
	return true
}

// scalar gives a text or a number as text.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// titleIn gives the title among an object's own keys: a title before a headline, a name,
// and what only ends like one, such as topicTitle or specialName.
func titleIn(o object) string {
	best, rank := "", len(titleEndings)
	for _, m := range o {
		key := strings.ToLower(m.key)
		r := min(slices.IndexFunc(titleEndings, func(end string) bool { return key == end || end[0] == '*' && strings.HasSuffix(key, end[1:]) }), 3)
		if text, ok := m.value.(string); ok && r >= 0 && r < rank && len(text) <= 4*maxLinkText {
			if text = collapse(text); text != "" {
				best, rank = text, r
			}
		}
	}
	return best
}

var titleEndings = []string{"title", "headline", "name", "*title", "*name"}

// maxLinkText is the number of code points behind which no more of a link's
// text is read.
const maxLinkText = 200

// under gives the value of the object's own key that comes first in names.
func (o object) under(names []string) any {
	var best any
	rank := len(names)
	for _, m := range o {
		if r := slices.Index(names, normal(m.key)); r >= 0 && r < rank && m.value != nil {
			best, rank = m.value, r
		}
	}
	return best
}

// text gives the text or number under the first of names that holds one.
func (o object) text(names []string) string { return scalar(o.under(names)) }

// all gives the texts under any of names, or the titles of what stands there.
func (o object) all(names []string) []string {
	var found []string
	for _, m := range o {
		if !slices.Contains(names, normal(m.key)) {
			continue
		}
		text := scalar(m.value)
		if inner, ok := m.value.(object); ok {
			text = titleIn(inner)
		}
		if text = collapse(text); text != "" && !slices.Contains(found, text) {
			found = append(found, text)
		}
	}
	return found
}

package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/text/language"
)

//go:embed templates/*.html
var templateFiles embed.FS

// page is what every template sees as $: the frame of a page in one language,
// with its own matter in Body.
type page struct {
	ZH, EN   string // title
	Lang     string // zh | en
	Path     string // of this page, under the prefix, without the query
	Query    url.Values
	Body     any
	Robots   string // content of a robots meta element
	Demo     bool
	Version  string
	Now      time.Time
	Data     any           // JSON-LD
	Trouble  *Notice       // what is wrong with the archive now, nil for nothing
	Content  template.HTML // the body, filled
	usual    string        // language that the visitor's browser asks for
	base     *url.URL
	absolute string // scheme, host and prefix
	assets   map[string]asset
}

// parsePages reads the templates into one set: the frame, the parts that pages
// share, and the body of each page.
func parsePages() (*template.Template, error) {
	return template.New("").Funcs(templateFuncs()).ParseFS(templateFiles, "templates/*.html")
}

// page fills a template whole before a byte is sent, so that a page that
// fails is an error and not half a page.
func (s *Server) page(w http.ResponseWriter, r *http.Request, status int, name string, p page) error {
	p.Lang, p.usual = s.langOf(r), usualLang(r)
	w.Header().Add("Vary", "Accept-Language")
	if s.cfg.Trouble != nil {
		p.Trouble = s.cfg.Trouble()
	}
	p.Path, p.Query = r.URL.Path, r.URL.Query()
	p.Query.Del("token")
	p.Demo, p.Version, p.Now = s.cfg.Demo, s.cfg.Version, s.cfg.Now().In(shanghai)
	p.base, p.assets, p.absolute = s.base, s.assets, s.absolute(r)
	var body, out bytes.Buffer
	if err := s.pages.ExecuteTemplate(&body, "body of "+name, &p); err != nil {
		return fmt.Errorf("fill page %s: %w", name, err)
	}
	p.Content = template.HTML(body.String()) // escaped by its own template
	if err := s.pages.ExecuteTemplate(&out, "frame", &p); err != nil {
		return fmt.Errorf("fill the frame of page %s: %w", name, err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", map[string]string{"zh": "zh-CN", "en": "en"}[p.Lang])
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	return s.send(w, r, status, out.Bytes())
}

// langOf is the language that the address names, else the browser's. Links
// carry it where it is not the browser's, so that no cookie is needed.
func (s *Server) langOf(r *http.Request) string {
	if lang := r.URL.Query().Get("lang"); lang == "en" || lang == "zh" {
		return lang
	}
	return usualLang(r)
}

// usualLang is the language that the browser asks for first: Chinese, or
// English for all others; Chinese where it asks for none.
func usualLang(r *http.Request) string {
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return "zh"
	}
	if base, _ := tags[0].Base(); base.String() == "zh" || base.String() == "mul" {
		return "zh"
	}
	return "en"
}

// T is the text in the page's language.
func (p *page) T(zh, en string) string { return in(p.Lang, zh, en) }

func in(lang, zh, en string) string {
	if lang == "en" {
		return en
	}
	return zh
}

// Title is the page's title in its language.
func (p *page) Title() string { return p.T(p.ZH, p.EN) }

// En reports whether the page is in English.
func (p *page) En() bool { return p.Lang == "en" }

// URL is the address of a page of this site, in the page's language. The
// pairs are query parameters.
func (p *page) URL(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Add(pairs[i], pairs[i+1])
		}
	}
	return p.address(path, q)
}

func (p *page) address(path string, q url.Values) string {
	if p.Lang == p.usual || p.usual == "" && p.Lang == "zh" {
		q.Del("lang")
	} else {
		q.Set("lang", p.Lang)
	}
	u := url.URL{Path: p.base.Path + path, RawQuery: q.Encode()}
	return u.String()
}

// File is the address of something that has no language.
func (p *page) File(path string) string {
	u := url.URL{Path: p.base.Path + path}
	return u.String()
}

// Table is the address of data, with its query as given.
func (p *page) Table(path string, q url.Values) string { return p.File(path) + withQuery("", q) }

// Absolute is File with scheme and host, to be copied elsewhere.
func (p *page) Absolute(path string) string {
	u := url.URL{Path: path}
	return p.absolute + u.EscapedPath()
}

// With is this page's address with query parameters changed; an empty value
// removes one. The page number does not survive.
func (p *page) With(pairs ...string) string {
	q := copyValues(p.Query)
	q.Del("page")
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			q.Del(pairs[i])
		} else {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	return p.address(p.Path, q)
}

// InLang is this page in the other language.
func (p *page) InLang(lang string) string {
	other := *p
	other.Lang = lang
	return other.address(p.Path, copyValues(p.Query))
}

// Asset is the address of an embedded file, which changes with its content.
func (p *page) Asset(name string) string {
	return p.base.Path + "/assets/" + name + "?v=" + p.assets[name].tag
}

func copyValues(q url.Values) url.Values {
	c := make(url.Values, len(q))
	for k, v := range q {
		c[k] = append([]string(nil), v...)
	}
	return c
}

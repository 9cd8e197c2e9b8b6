package web

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

//go:embed templates/*
var templateFiles embed.FS

// page is what every template sees as $: the frame of a page in one language,
// with its own matter in Body.
type page struct {
	lang
	ZH, EN   string // title
	Path     string // of this page, under the prefix, without the query
	Query    url.Values
	Body     any
	Demo     bool
	Version  string
	Dataset  bool          // described for machines, as JSON-LD
	Trouble  *Notice       // what is wrong with the archive now, nil for nothing
	Content  template.HTML // the body, filled
	usual    lang          // language that the visitor's browser asks for
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
	p.lang, p.usual = s.langOf(r), usualLang(r)
	w.Header().Add("Vary", "Accept-Language")
	p.Trouble = s.cfg.Trouble()
	p.Path, p.Query = r.URL.Path, r.URL.Query()
	p.Query.Del("token")
	p.Demo, p.Version = s.cfg.Demo, s.cfg.Version
	p.base, p.assets, p.absolute = s.base, s.assets, s.absolute(r)
	var body, out bytes.Buffer
	if err := s.pages.ExecuteTemplate(&body, "body of "+name, &p); err != nil {
		return fmt.Errorf("fill page %s: %w", name, err)
	}
	p.Content = template.HTML(body.String()) // escaped by its own template
	if err := s.pages.ExecuteTemplate(&out, "frame", &p); err != nil {
		return fmt.Errorf("fill the frame of page %s: %w", name, err)
	}
	w.Header().Set("Content-Language", p.T("zh-CN", "en"))
	return s.send(w, r, status, "text/html; charset=utf-8", out.Bytes())
}

// langOf is the language that the address names, else the browser's. Links
// carry it where it is not the browser's, so that no cookie is needed.
func (s *Server) langOf(r *http.Request) lang {
	if l := lang(r.URL.Query().Get("lang")); l == "en" || l == "zh" {
		return l
	}
	return usualLang(r)
}

// usualLang is the language that the browser asks for first: Chinese, or
// English for all others; Chinese where it asks for none.
func usualLang(r *http.Request) lang {
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(tags) == 0 {
		return "zh"
	}
	if base, _ := tags[0].Base(); base.String() == "zh" || base.String() == "mul" {
		return "zh"
	}
	return "en"
}

// Title is the page's title in its language.
func (p *page) Title() string { return p.T(p.ZH, p.EN) }

// URL is the address of a page of this site, in the page's language. The
// pairs are query parameters.
func (p *page) URL(path string, pairs ...string) string {
	return p.address(path, url.Values{}, pairs...)
}

// address is that of a page with a query, of which some parameters are changed;
// an empty value removes one.
func (p *page) address(path string, q url.Values, pairs ...string) string {
	for pair := range slices.Chunk(pairs, 2) {
		if q.Set(pair[0], pair[1]); pair[1] == "" {
			q.Del(pair[0])
		}
	}
	if p.lang == p.usual {
		q.Del("lang")
	} else {
		q.Set("lang", string(p.lang))
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

// With is this page's address with query parameters changed. The page number
// does not survive.
func (p *page) With(pairs ...string) string {
	q := maps.Clone(p.Query)
	q.Del("page")
	return p.address(p.Path, q, pairs...)
}

// InLang is this page in the other language.
func (p *page) InLang(l lang) string {
	other := *p
	other.lang = l
	return other.address(p.Path, maps.Clone(p.Query))
}

// Here marks the link of the navigation that leads to this page or above it.
func (p *page) Here(path string) template.HTMLAttr {
	if p.Path == path || path != "/" && strings.HasPrefix(p.Path, path) {
		return ` aria-current="page"`
	}
	return ""
}

// Asset is the address of an embedded file, which changes with its content.
func (p *page) Asset(name string) string {
	return p.base.Path + "/assets/" + name + "?v=" + p.assets[name].tag
}

//go:embed assets
var assetFiles embed.FS

// asset is an embedded file; its tag changes with its content.
type asset struct {
	bytes []byte
	mime  string
	tag   string
}

// assetTypes are spelled out, since the machine's own table of types could say
// otherwise, and reading it costs memory.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

func readAssets() (map[string]asset, error) {
	entries, err := fs.ReadDir(assetFiles, "assets")
	if err != nil {
		return nil, err
	}
	assets := map[string]asset{}
	for _, e := range entries {
		body, err := assetFiles.ReadFile("assets/" + e.Name())
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(body)
		assets[e.Name()] = asset{body, assetTypes[path.Ext(e.Name())], hex.EncodeToString(sum[:6])}
	}
	return assets, nil
}

// asset answers an embedded file; the icon by the address that browsers try too.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) error {
	a, ok := s.assets[cmp.Or(r.PathValue("name"), "icon.svg")]
	if !ok {
		return notFound("没有这个文件", "there is no such file")
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=86400")
	if r.URL.Query().Get("v") == a.tag {
		h.Set("Cache-Control", forever)
	}
	return s.send(w, r, http.StatusOK, a.mime, a.bytes)
}

package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"

	"shenzheng/archive/snapshot"
)

const (
	forever = "public, max-age=31536000, immutable"
	shortly = "public, max-age=60"
)

// file answers a file of a snapshot; those in full/ hold sentences of articles
// and are for who may read them.
func (s *Server) file(w http.ResponseWriter, r *http.Request) error {
	_, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/snapshots/"), "/")
	full := strings.HasPrefix(name, "full/")
	if full {
		if err := s.needText(w, r); err != nil {
			return err
		}
	}
	rel, err := s.releaseNamed(r.PathValue("id"))
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", forever)
	if full {
		s.privateIfText(w, true)
	}
	return s.sendFile(w, r, rel, name)
}

var noFile = notFound("快照中没有这个文件", "there is no such file in this snapshot")

// sendFile sends a file of a snapshot.
func (s *Server) sendFile(w http.ResponseWriter, r *http.Request, rel *release, name string) error {
	f, listed := rel.Files[name]
	if !listed {
		return noFile
	}
	body, err := os.OpenInRoot(rel.dir, name)
	if errors.Is(err, fs.ErrNotExist) {
		return noFile
	}
	if err != nil {
		return fmt.Errorf("open %s of snapshot %s: %w", name, rel.ID, err)
	}
	defer body.Close()
	at, err := s.proofs.prove(body, f)
	if errors.Is(err, errAltered) {
		s.cfg.Log.Error("a file of a snapshot is not what its checksum says; it is not served", "snapshot", rel.ID, "file", name)
		return problem{http.StatusInternalServerError, "此文件已与其校验和不符，不再提供", "this file is no longer what its checksum says and is not served"}
	}
	if err != nil {
		return fmt.Errorf("verify %s of snapshot %s: %w", name, rel.ID, err)
	}
	open(w)
	h := w.Header()
	h.Set("Content-Type", snapshot.ContentType(name))
	h.Set("Content-Disposition", disposition(path.Base(name), rel.ID))
	h.Set("Accept-Ranges", "bytes")
	if had(w, r, f.SHA256) {
		return nil
	}
	allow(w, f.Bytes)
	http.ServeContent(w, r, name, at, body)
	return nil
}

// disposition names the file for whoever saves it with the snapshot's id, so
// that two of them can lie in one folder.
func disposition(name, id string) string {
	stem, ext := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
	if strings.Contains(name, id) || ext == "" {
		return attachment(name, name)
	}
	return attachment("shenzheng-"+id+"-"+stem+ext, "深圳一周-"+id+"-"+stem+ext)
}

// attachment names a file to be saved, in Chinese where the program knows RFC 5987.
func attachment(plain, chinese string) string {
	return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + url.PathEscape(chinese)
}

// latest leads to the snapshot that is the latest now.
func (s *Server) latest(w http.ResponseWriter, r *http.Request) error {
	rel, err := s.latestRelease()
	if err != nil {
		return err
	}
	if rel == nil {
		return notFound("还没有快照", "there is no snapshot yet")
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(r.URL.EscapedPath(), "/snapshots/latest"), "/")
	w.Header().Set("Cache-Control", shortly)
	open(w)
	return s.redirect(w, r, "/snapshots/"+rel.ID+"/"+rest, http.StatusFound)
}

// textCookie carries the token in a browser, so that it is in no address.
const textCookie = "shenzheng_text"

// mayReadText reports whether this request may see the sentences of articles.
func (s *Server) mayReadText(r *http.Request) bool {
	return s.cfg.Demo || s.cfg.TextAccess == TextOpen || s.cfg.TextAccess == TextToken && s.showsToken(r)
}

// showsToken reports whether this request comes with the token.
func (s *Server) showsToken(r *http.Request) bool {
	// The name of the scheme is of either case (RFC 9110).
	scheme, bearer, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "bearer") && s.isToken(strings.TrimSpace(bearer)) {
		return true
	}
	if s.isToken(r.URL.Query().Get("token")) {
		return true
	}
	cookie, err := r.Cookie(textCookie)
	return err == nil && s.isToken(cookie.Value)
}

// isToken compares in a time that depends on neither value.
func (s *Server) isToken(given string) bool {
	if s.cfg.Token == "" {
		return false
	}
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(s.cfg.Token))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// needText answers nil where the request may read texts.
func (s *Server) needText(w http.ResponseWriter, r *http.Request) error {
	w.Header().Add("Vary", "Authorization, Cookie")
	if s.mayReadText(r) {
		return nil
	}
	if s.cfg.TextAccess == TextOff {
		return problem{http.StatusForbidden, "本站不公开原文", "this archive does not give out texts"}
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="full text"`)
	return problem{http.StatusUnauthorized, "原文须凭令牌阅读", "texts need the token"}
}

// takeToken moves a right token from a browser's address into a cookie and
// sends the browser to the address without it. Programs, which ask for
// anything but HTML, are simply answered.
func (s *Server) takeToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		token := query.Get("token")
		if token == "" || !strings.Contains(r.Header.Get("Accept"), "text/html") {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		if s.cfg.TextAccess == TextToken && s.isToken(token) {
			http.SetCookie(w, &http.Cookie{
				Name: textCookie, Value: token, Path: s.base.Path + "/", MaxAge: 30 * 24 * 3600,
				HttpOnly: true, Secure: s.base.Scheme == "https", SameSite: http.SameSiteLaxMode,
			})
		}
		query.Del("token")
		// One slash, or "//host/" would lead off this site.
		to := s.base.EscapedPath() + "/" + strings.TrimLeft(r.URL.EscapedPath(), "/\\")
		if len(query) > 0 {
			to += "?" + query.Encode()
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
	})
}

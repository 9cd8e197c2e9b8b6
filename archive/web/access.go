package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"
)

// textCookie carries the token in a browser, so that it is in no address.
const textCookie = "shenzheng_text"

// mayReadText reports whether this request may see the sentences of articles.
func (s *Server) mayReadText(r *http.Request) bool {
	if s.cfg.Demo || s.cfg.TextAccess == TextOpen {
		return true
	}
	if s.cfg.TextAccess != TextToken {
		return false
	}
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

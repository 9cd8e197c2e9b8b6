package crawler

import (
	"context"
	"errors"
	"net/http"
	"net/url"
)

// maxHops is the number of redirects followed for one page.
const maxHops = 5

// follow asks for an address and for those its answers redirect to. Every hop
// has to be on the list and allowed by its host's robots.txt. Where the first
// is not, the error is a *stopped; a later one leaves the redirect as the
// answer, with what was wrong with it as its fault.
func (v *visit) follow(ctx context.Context, u *url.URL, head http.Header, permit func(context.Context, *url.URL) error) (*answer, error) {
	if err := permit(ctx, u); err != nil {
		return nil, err
	}
	seen := map[string]int{u.String(): 1}
	for hop := 0; ; hop++ {
		a, err := v.get(ctx, u, head)
		if err != nil || a.err != nil || !isRedirect(a.status) {
			return a, err
		}
		next, fault := redirectTarget(a)
		switch {
		case fault != "":
		// A page may send its reader back to itself once, to set a cookie.
		case seen[next.String()] >= 2:
			fault = "redirects in a circle"
		case hop == maxHops:
			fault = "too many redirects"
		default:
			fault, err = faultOf(permit(ctx, next))
			if err != nil {
				return nil, err
			}
			if fault != "" {
				fault = "redirects to " + next.String() + ", " + fault
			}
		}
		if fault != "" {
			a.fault = fault
			return a, nil
		}
		if err := v.record(ctx, a, "redirect", "to "+next.String()); err != nil {
			return nil, err
		}
		seen[next.String()]++
		u = next
	}
}

// redirectTarget gives the address a redirect leads to.
func redirectTarget(a *answer) (*url.URL, string) {
	location := a.responseHead.Get("Location")
	if location == "" {
		return nil, "redirect without an address"
	}
	next, err := a.url.Parse(location)
	if err != nil {
		return nil, "redirect to no address: " + location
	}
	next, err = parseAddress(next.String())
	if err != nil {
		return nil, "redirects to " + location + ", " + err.Error()
	}
	return next, ""
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// listed permits the hosts of the source's list.
func (v *visit) listed(_ context.Context, u *url.URL) error {
	if v.hosts.allows(u) {
		return nil
	}
	return &stopped{kind: ItemRefused, reason: "host " + u.Host + " is not on the list"}
}

// allowed permits what is listed and not forbidden by robots.txt.
func (v *visit) allowed(ctx context.Context, u *url.URL) error {
	if err := v.listed(ctx, u); err != nil {
		return err
	}
	return v.obey(ctx, u)
}

// faultOf gives the reason of a *stopped, and any other error as it is.
func faultOf(err error) (string, error) {
	var stop *stopped
	if errors.As(err, &stop) {
		return stop.reason, nil
	}
	return "", err
}

package crawler

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// hostList holds the hosts that may be asked, in lower case, with or without
// a port. Without one, every port of the host is meant.
type hostList map[string]bool

func newHostList(hosts []string) hostList {
	list := hostList{}
	for _, h := range hosts {
		list[strings.ToLower(strings.TrimSpace(h))] = true
	}
	return list
}

// allows reports whether the address may be asked.
func (l hostList) allows(u *url.URL) bool {
	name := strings.ToLower(u.Hostname())
	if name == "" || u.User != nil {
		return false
	}
	return l[name] || l["["+name+"]"] || l[net.JoinHostPort(name, portOf(u))]
}

// names reports whether a host is listed by this very name, on this port.
func (l hostList) names(host, port string) bool {
	host = strings.ToLower(host)
	return l[host] || l["["+host+"]"] || l[net.JoinHostPort(host, port)]
}

func portOf(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}

// parseAddress reads an absolute http or https address and drops its fragment.
func parseAddress(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, fmt.Errorf("read address: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, errors.New("no http or https address")
	}
	u.Fragment, u.RawFragment = "", ""
	u.Host = strings.ToLower(u.Host)
	return u, nil
}

// sharedAddresses is the range carriers put their customers in (RFC 6598).
var sharedAddresses = netip.MustParsePrefix("100.64.0.0/10")

// isPublic reports whether an address is one of the open internet. A name
// that leads anywhere else would let a page reach into the operator's own network.
func isPublic(ip netip.Addr) bool {
	ip = ip.Unmap()
	return ip.IsGlobalUnicast() && !ip.IsPrivate() && !sharedAddresses.Contains(ip)
}

package crawler

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
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

// domains lists the names of the hosts, without ports.
func (l hostList) domains() []string {
	var names []string
	for h := range l {
		if u, err := url.Parse("http://" + h); err == nil {
			names = append(names, u.Hostname())
		}
	}
	return names
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

// parseAddress reads an absolute http or https address and gives it the one
// form in which it is checked, sent and recorded, without its fragment. What
// colly's reader of addresses would change on the way is changed here: so
// /a/%2e%2e/%70/1 is looked up in robots.txt as the /p/1 that is asked for.
func parseAddress(address string) (*url.URL, error) {
	read, err := whatwg.NewParser(whatwg.WithPercentEncodeSinglePercentSign()).Parse(plainEscapes(strings.TrimSpace(address)))
	if err != nil {
		return nil, fmt.Errorf("read address: %w", err)
	}
	u, err := url.Parse(read.Href(true))
	if err != nil {
		return nil, fmt.Errorf("read address: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, errors.New("no http or https address")
	}
	return u, nil
}

// plainEscapes writes letters, digits and -._~ plainly where they are
// percent-encoded, and other encoded bytes with capitals: the same address in
// another form (RFC 3986, section 6.2.2).
func plainEscapes(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+2 >= len(s) {
			b.WriteByte(s[i])
			continue
		}
		code, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
		switch c := byte(code); {
		case err != nil:
			b.WriteByte('%')
			continue
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', strings.IndexByte("-._~", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteString(strings.ToUpper(s[i : i+3]))
		}
		i += 2
	}
	return b.String()
}

// sharedAddresses is the range carriers put their customers in (RFC 6598).
var sharedAddresses = netip.MustParsePrefix("100.64.0.0/10")

// isPublic reports whether an address is one of the open internet. A name
// that leads anywhere else would let a page reach into the operator's own network.
func isPublic(ip netip.Addr) bool {
	ip = ip.Unmap()
	return ip.IsGlobalUnicast() && !ip.IsPrivate() && !sharedAddresses.Contains(ip)
}

package crawler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// Allows reports whether an address is on one of the source's hosts. Of one that
// is listed without a port, every port is meant.
func (s *Source) Allows(u *url.URL) bool {
	port := cmp.Or(u.Port(), map[string]string{"http": "80", "https": "443"}[u.Scheme])
	return u.Hostname() != "" && u.User == nil && s.names(u.Hostname(), port)
}

// names reports whether a host is listed by this very name, on this port.
func (s *Source) names(host, port string) bool {
	return slices.ContainsFunc(s.Hosts, func(listed string) bool {
		listed = strings.ToLower(strings.TrimSpace(listed))
		host = strings.ToLower(host)
		return listed == host || listed == "["+host+"]" || listed == net.JoinHostPort(host, port)
	})
}

// domains lists the names of the hosts, without ports.
func (s *Source) domains() (names []string) {
	for _, h := range s.Hosts {
		h = strings.ToLower(strings.TrimSpace(h))
		if u, err := url.Parse("http://" + h); err == nil {
			h = u.Hostname()
		}
		names = append(names, h) // an IPv6 address without brackets is a name itself
	}
	return names
}

// dial connects where a crawl may go: to public addresses, and to others only
// where the list names the very address, or localhost.
func (s *Source) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("dial %s: %w", address, err)
	}
	d := net.Dialer{Control: s.control}
	if strings.EqualFold(host, "localhost") && s.names(host, port) {
		d.Control = nil
	}
	return d.DialContext(ctx, network, address)
}

// control looks at the address a name led to, after every look-up.
func (s *Source) control(_, address string, _ syscall.RawConn) error {
	where, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("read address %s: %w", address, err)
	}
	ip, port := where.Addr().Unmap(), strconv.Itoa(int(where.Port()))
	if !isPublic(ip) && !s.names(ip.WithZone("").String(), port) {
		return fmt.Errorf("%s: %w", ip, errPrivate)
	}
	return nil
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

// escape is one percent-encoded byte.
var escape = regexp.MustCompile("%[0-9A-Fa-f]{2}")

// plainEscapes writes letters, digits and -._~ plainly where they are
// percent-encoded, and other encoded bytes with capitals: the same address in
// another form (RFC 3986, section 6.2.2).
func plainEscapes(s string) string {
	return escape.ReplaceAllStringFunc(s, func(code string) string {
		c, err := strconv.ParseUint(code[1:], 16, 8)
		plain := string(rune(c))
		if err == nil && c < 0x80 && strings.Trim(strings.ToLower(plain), "-._~0123456789abcdefghijklmnopqrstuvwxyz") == "" {
			return plain
		}
		return strings.ToUpper(code)
	})
}

// errPrivate marks an address that is not of the open internet and not listed.
var errPrivate = errors.New("a private address that is not listed")

// sharedAddresses is the range carriers put their customers in (RFC 6598).
var sharedAddresses = netip.MustParsePrefix("100.64.0.0/10")

// isPublic reports whether an address is one of the open internet. A name
// that leads anywhere else would let a page reach into the operator's own network.
func isPublic(ip netip.Addr) bool {
	ip = ip.Unmap()
	return ip.IsGlobalUnicast() && !ip.IsPrivate() && !sharedAddresses.Contains(ip)
}

package crawler

import (
	"errors"
	"net/netip"
	"net/url"
	"testing"
)

func TestHostList(t *testing.T) {
	list := Source{Hosts: []string{"www.example.org", "Other.example:8080", "127.0.0.1", "[::1]:81", "secure.example:443"}}
	tests := []struct {
		address string
		want    bool
	}{
		{"http://www.example.org/a", true},
		{"https://WWW.EXAMPLE.ORG:8443/a", true},
		{"http://example.org/", false},
		{"http://a.www.example.org/", false},
		{"http://other.example/", false},
		{"http://other.example:8080/", true},
		{"http://127.0.0.1:4567/", true},
		{"http://127.0.0.2/", false},
		{"http://[::1]:81/", true},
		{"http://[::1]/", false},
		{"https://secure.example/", true},
		{"http://secure.example/", false},
		{"http://user:word@www.example.org/", false},
		{"http://www.example.org@evil.example/", false},
	}
	for _, test := range tests {
		u, err := url.Parse(test.address)
		if err != nil {
			t.Fatal(err)
		}
		if got := list.Allows(u); got != test.want {
			t.Errorf("%s: %t", test.address, got)
		}
	}
}

// TestOneFormOfAnAddress has the ways round a rule of robots.txt end where
// the rule is.
func TestOneFormOfAnAddress(t *testing.T) {
	tests := []struct{ address, want string }{
		{"http://a.example/p/1.html#top", "http://a.example/p/1.html"},
		{"HTTP://A.Example:80/%70/%31.html", "http://a.example/p/1.html"},
		{"http://a.example/x/%2e%2e/p/1.html", "http://a.example/p/1.html"},
		{"http://a.example/x/.%2E/p/./1.html", "http://a.example/p/1.html"},
		{"http://a.example/x\\..\\p/1.html", "http://a.example/p/1.html"},
		{"http://a.example/%e4%b8%93/专", "http://a.example/%E4%B8%93/%E4%B8%93"},
		{"http://a.example/a%2Fb?q=%41%20", "http://a.example/a%2Fb?q=A%20"},
		{"http://a.example", "http://a.example/"},
		{"file:///etc/passwd", ""}, {"/p/1.html", ""}, {"http://", ""},
	}
	for _, test := range tests {
		u, err := parseAddress(test.address)
		if got := ""; err == nil {
			if got = u.String(); got != test.want {
				t.Errorf("%s: %s, want %s", test.address, got, test.want)
			}
		} else if test.want != "" {
			t.Errorf("%s: %v", test.address, err)
		}
	}
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	tests := []struct {
		ip     string
		public bool
	}{
		{"93.184.216.34", true}, {"2606:2800:220:1::1", true}, {"8.8.8.8", true},
		{"127.0.0.1", false}, {"127.9.9.9", false}, {"::1", false}, {"10.1.2.3", false}, {"172.16.0.1", false},
		{"192.168.1.1", false}, {"169.254.169.254", false}, {"fe80::1", false}, {"fc00::1", false}, {"0.0.0.0", false},
		{"::", false}, {"100.64.0.1", false}, {"224.0.0.1", false}, {"255.255.255.255", false},
		{"::ffff:127.0.0.1", false}, {"::ffff:10.0.0.1", false},
	}
	for _, test := range tests {
		if got := isPublic(netip.MustParseAddr(test.ip)); got != test.public {
			t.Errorf("%s: public %t", test.ip, got)
		}
		err := new(Source).control("tcp", netip.AddrPortFrom(netip.MustParseAddr(test.ip), 80).String(), nil)
		if errors.Is(err, errPrivate) == test.public {
			t.Errorf("%s: %v", test.ip, err)
		}
	}
}

// TestNameThatLeadsHome has a listed name that leads to a private address:
// only an address that is listed itself may be private.
func TestNameThatLeadsHome(t *testing.T) {
	wire := newWire((&Source{Hosts: []string{"www.example.org", "127.0.0.1:1"}}).dial)
	for _, address := range []string{"127.0.0.1:2", "[::1]:80", "10.0.0.1:80"} {
		if conn, err := wire.DialContext(t.Context(), "tcp", address); !errors.Is(err, errPrivate) {
			t.Errorf("%s: connection %v, error %v", address, conn, err)
		}
	}
	if _, err := wire.DialContext(t.Context(), "tcp", "127.0.0.1:1"); err == nil || errors.Is(err, errPrivate) {
		t.Errorf("a listed address: %v", err)
	}
}

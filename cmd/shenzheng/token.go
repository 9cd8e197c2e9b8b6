package main

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/archive/web"
)

func (a *app) tokenCommand() *cobra.Command {
	return newCommand("token", "Print the address and token for the full-text edition", "", cobra.NoArgs,
		a.reading(func(ctx context.Context, arc *archive.Archive, _ []string) error {
			if a.cfg.TextAccess == string(web.TextOff) {
				return withCode(exitUsage, errors.New("token: text_access is off: no token opens the full-text edition"))
			}
			token, err := arc.Token(ctx)
			if err != nil {
				return err
			}
			address, err := a.address(ctx, arc)
			if err != nil {
				return err
			}
			return a.say("%s/?token=%s\n", address, token)
		}))
}

// servingSetting holds the address that the daemon serves on.
const servingSetting = "serving"

// address is where this instance is reached: by its public address, where the
// running daemon serves, or where one would.
func (a *app) address(ctx context.Context, arc *archive.Archive) (string, error) {
	if a.cfg.BaseURL != "" {
		return strings.TrimRight(a.cfg.BaseURL, "/"), nil
	}
	serving, err := arc.Setting(ctx, servingSetting)
	if err != nil {
		return "", err
	}
	if running, err := archive.InUse(a.data); err != nil || !running || serving == "" {
		return opened(a.cfg.Listen), err
	}
	return serving, nil
}

// opened is what a browser on this machine opens of an address to listen on, which
// may be all that the machine has.
func opened(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if ip, perr := netip.ParseAddr(host); err == nil && (host == "" || perr == nil && ip.IsUnspecified()) {
		listen = net.JoinHostPort("127.0.0.1", port)
	}
	return "http://" + listen
}

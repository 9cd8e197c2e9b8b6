package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"shenzheng/archive"
)

func (a *app) tokenCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "token",
		Short: "Print the address and token for the full-text edition",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withReader(cmd.Context(), func(arc *archive.Archive) error {
				token, err := arc.Token(cmd.Context())
				if err != nil {
					return err
				}
				address, err := a.address(cmd.Context(), arc)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(a.Out, "%s/?token=%s\n", address, token)
				return err
			})
		},
	}
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
		return "http://" + a.cfg.Listen, err
	}
	return serving, nil
}

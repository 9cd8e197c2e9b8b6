package main

import (
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
				_, err = fmt.Fprintf(a.Out, "%s/?token=%s\n", a.address(), token)
				return err
			})
		},
	}
}

// address is where this instance is reached.
func (a *app) address() string {
	if a.cfg.BaseURL != "" {
		return strings.TrimRight(a.cfg.BaseURL, "/")
	}
	return "http://" + a.cfg.Listen
}

package main

import (
	"cmp"
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	return group("config", "The configuration", "",
		newCommand("check", "Print the effective configuration and where each value comes from", "", cobra.NoArgs,
			func(context.Context, []string) error { return a.printConfig() }))
}

// printConfig prints every key with its value and origin; secrets are only
// said to be set. What is wrong was refused before.
func (a *app) printConfig() error {
	out := tabwriter.NewWriter(a.Out, 0, 8, 2, ' ', 0)
	origin := "default"
	switch fallback, set := a.env.get("SHENZHENG_DATA"); {
	case set && a.data == fallback:
		origin = "SHENZHENG_DATA"
	case a.data != defaultData:
		origin = "--data"
	}
	fmt.Fprintf(out, "data\t%s\t%s\n", a.data, origin)
	lines := func(at string, settings []setting) {
		for _, s := range settings {
			value := cmp.Or(s.get(), "-")
			if s.secret && value != "-" {
				value = "(set, not shown)"
			}
			fmt.Fprintf(out, "%s%s\t%s\t%s\n", at, s.key, value, cmp.Or(a.cfg.origins[at+s.key], "default"))
		}
	}
	lines("", a.cfg.settings())
	for i := range a.cfg.Sources {
		lines(fmt.Sprintf("sources[%d].", i), sourceSettings(&a.cfg.Sources[i]))
	}
	return out.Flush()
}

package main

import (
	"cmp"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "The configuration", Args: cobra.NoArgs, RunE: needsSubcommand}
	cmd.AddCommand(&cobra.Command{
		Use:   "check",
		Short: "Print the effective configuration and where each value comes from",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return a.printConfig() },
	})
	return cmd
}

// printConfig prints every key with its value and origin; secrets are only
// said to be set. What is wrong was refused before.
func (a *app) printConfig() error {
	out := tabwriter.NewWriter(a.Out, 0, 8, 2, ' ', 0)
	line := func(key string, s setting) {
		value := cmp.Or(s.get(), "-")
		if s.secret && value != "-" {
			value = "(set, not shown)"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\n", key, value, cmp.Or(a.cfg.origins[key], "default"))
	}
	fmt.Fprintf(out, "data\t%s\t%s\n", a.data, a.dataOrigin())
	for _, s := range a.cfg.settings() {
		line(s.key, s)
	}
	for i := range a.cfg.Sources {
		for _, s := range sourceSettings(&a.cfg.Sources[i]) {
			line(fmt.Sprintf("sources[%d].%s", i, s.key), s)
		}
	}
	if err := out.Flush(); err != nil {
		return withCode(exitFailed, fmt.Errorf("print configuration: %w", err))
	}
	return nil
}

func (a *app) dataOrigin() string {
	switch fallback, set := a.env.get("SHENZHENG_DATA"); {
	case set && a.data == fallback:
		return "SHENZHENG_DATA"
	case a.data == defaultData:
		return "default"
	}
	return "--data"
}

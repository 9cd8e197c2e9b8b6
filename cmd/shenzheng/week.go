package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/parser"
)

func (a *app) weekCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "week",
		Short: "Say which weeks the newspaper published no column in",
		Long: "Say which weeks the newspaper published no column in, or whose column is known to be lost. Such a\n" +
			"week is missed no more: its alert closes, and coverage says not_published, with the reason.",
		Args: cobra.NoArgs,
		RunE: needsSubcommand,
	}
	cmd.AddCommand(a.weekSkip(), a.weekUnskip(), a.weekList())
	return cmd
}

func (a *app) weekSkip() *cobra.Command {
	var reason string
	cmd := &cobra.Command{
		Use:   "skip DATE --reason TEXT",
		Short: "The week of this day has no column, and why",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := a.dayOf(args[0])
			if err != nil {
				return withCode(exitUsage, fmt.Errorf("week skip: %w", err))
			}
			if now := parser.DateOf(a.now()); now.Before(archive.Monday(day)) {
				return withCode(exitUsage, fmt.Errorf("week skip: the week of %s is still to come", args[0]))
			}
			return a.withGuest(cmd.Context(), func(arc *archive.Archive) error {
				monday, err := arc.SkipWeek(cmd.Context(), day, reason)
				if errors.Is(err, archive.ErrNoReason) || errors.Is(err, archive.ErrWeekHeld) {
					return withCode(exitUsage, err)
				}
				if err == nil {
					_, err = fmt.Fprintf(a.Out, "week of %s skipped\n", monday)
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&reason, "reason", "", "why there is none; stands in coverage")
	return cmd
}

func (a *app) weekUnskip() *cobra.Command {
	return &cobra.Command{
		Use:   "unskip DATE",
		Short: "Take back that the week of this day has no column",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			day, err := a.dayOf(args[0])
			if err != nil {
				return withCode(exitUsage, fmt.Errorf("week unskip: %w", err))
			}
			return a.withGuest(cmd.Context(), func(arc *archive.Archive) error {
				monday, was, err := arc.UnskipWeek(cmd.Context(), day)
				if err == nil && !was {
					err = withCode(exitUsage, fmt.Errorf("week unskip: the week of %s is not skipped", monday))
				}
				if err == nil {
					_, err = fmt.Fprintf(a.Out, "week of %s is expected again\n", monday)
				}
				return err
			})
		},
	}
}

func (a *app) weekList() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the weeks that are skipped",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withReader(cmd.Context(), func(arc *archive.Archive) error {
				weeks, err := arc.SkippedWeeks(cmd.Context())
				if err != nil {
					return err
				}
				if len(weeks) == 0 {
					_, err = fmt.Fprintln(a.Out, "no weeks are skipped")
				}
				for _, w := range weeks {
					if _, err = fmt.Fprintf(a.Out, "%s %s\n", w.Week, w.Reason); err != nil {
						break
					}
				}
				return err
			})
		},
	}
}

// dayOf reads a day.
func (a *app) dayOf(s string) (parser.Date, error) {
	day, ok := parser.ParseDate(s)
	if !ok {
		return day, fmt.Errorf("%q is no day such as %s", s, a.now().Format(time.DateOnly))
	}
	return day, nil
}

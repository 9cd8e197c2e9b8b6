package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/parser"
)

func (a *app) weekCommand() *cobra.Command {
	var reason string
	skip := newCommand("skip DATE --reason TEXT", "The week of this day has no column, and why", "", cobra.ExactArgs(1),
		a.onWeek("week skip", func(ctx context.Context, arc *archive.Archive, day parser.Date) error {
			monday, err := arc.SkipWeek(ctx, day, reason)
			if err != nil {
				return err
			}
			return a.say("week of %s skipped\n", monday)
		}))
	skip.Flags().StringVar(&reason, "reason", "", "why there is none; stands in coverage")
	unskip := newCommand("unskip DATE", "Take back that the week of this day has no column", "", cobra.ExactArgs(1),
		a.onWeek("week unskip", func(ctx context.Context, arc *archive.Archive, day parser.Date) error {
			monday, was, err := arc.UnskipWeek(ctx, day)
			if err != nil {
				return err
			}
			if !was {
				return withCode(exitUsage, fmt.Errorf("week unskip: the week of %s is not skipped", monday))
			}
			return a.say("week of %s is expected again\n", monday)
		}))
	list := newCommand("list", "List the weeks that are skipped", "", cobra.NoArgs, a.reading(a.listWeeks))
	return group("week", "Say which weeks the newspaper published no column in",
		"Say which weeks the newspaper published no column in, or whose column is known to be lost. Such a\n"+
			"week is missed no more: its alert closes, and coverage says not_published, with the reason.", skip, unskip, list)
}

func (a *app) listWeeks(ctx context.Context, arc *archive.Archive, _ []string) error {
	weeks, err := arc.SkippedWeeks(ctx)
	if err == nil && len(weeks) == 0 {
		return a.say("no weeks are skipped\n")
	}
	for _, w := range weeks {
		err = errors.Join(err, a.say("%s %s\n", w.Week, w.Reason))
	}
	return err
}

// onWeek does something about the week of a day that is not still to come.
func (a *app) onWeek(name string, do func(context.Context, *archive.Archive, parser.Date) error) work {
	return func(ctx context.Context, args []string) error {
		day, ok := parser.ParseDate(args[0])
		today := parser.DateOf(a.now().In(a.zone()))
		switch {
		case !ok:
			return withCode(exitUsage, fmt.Errorf("%s: %q is no day such as %s", name, args[0], today))
		case today.Before(archive.Monday(day)):
			return withCode(exitUsage, fmt.Errorf("%s: the week of %s is still to come", name, args[0]))
		}
		return a.withGuest(ctx, func(arc *archive.Archive) error { return do(ctx, arc, day) })
	}
}

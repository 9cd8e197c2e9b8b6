package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"shenzheng/archive"
)

//go:embed shenzheng.service.tmpl
var unitTemplate string

// stateRoot is where systemd keeps the state folders of its services.
const stateRoot = "/var/lib"

type unit struct{ Binary, Data, Listen, State string }

func (a *app) serviceCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "service", Short: "Run under systemd", Args: cobra.NoArgs, RunE: needsSubcommand}
	var write, listen string
	install := &cobra.Command{
		Use:   "install",
		Short: "Print a hardened systemd unit, or write it with --write",
		Long: "Print a hardened systemd unit, or write it with --write FILE, for instance to\n" +
			"/etc/systemd/system/shenzheng.service. The unit runs this binary as a user of its own\n" +
			"with the data folder under " + stateRoot + " (default " + stateRoot + "/shenzheng).",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			text, err := a.unitText(cmd.Flags().Changed("data"), listen)
			if err != nil {
				return withCode(exitUsage, err)
			}
			a.warnOfUnit(cmd.Flags().Changed("data"))
			if write == "" {
				_, err = fmt.Fprint(a.Out, text)
				return withCode(exitFailed, err)
			}
			if err := os.WriteFile(write, []byte(text), 0o644); err != nil {
				return withCode(exitFailed, fmt.Errorf("write unit: %w", err))
			}
			_, err = fmt.Fprintf(a.Out, "%s written; now: systemctl daemon-reload && systemctl enable --now %s\n", write, filepath.Base(write))
			return withCode(exitFailed, err)
		},
	}
	install.Flags().StringVar(&write, "write", "", "write the unit to this file")
	install.Flags().StringVar(&listen, "listen", "", "address to serve on (default from the configuration)")
	cmd.AddCommand(install)
	return cmd
}

func (a *app) unitText(dataGiven bool, listen string) (string, error) {
	binary, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find the path of this binary: %w", err)
	}
	u := unit{Binary: binary, Data: filepath.Join(stateRoot, "shenzheng"), Listen: a.cfg.Listen}
	if listen != "" {
		u.Listen = listen
	}
	if dataGiven {
		u.Data = filepath.Clean(a.data)
	}
	state, ok := strings.CutPrefix(u.Data, stateRoot+"/")
	if !ok || state == "" {
		return "", fmt.Errorf("service install: the data folder %s is not under %s", u.Data, stateRoot)
	}
	for _, word := range []string{u.Binary, u.Data, u.Listen} {
		if strings.ContainsAny(word, " \t\n\"'%$\\") {
			return "", fmt.Errorf("service install: %q holds a character that a unit file would not carry as it is", word)
		}
	}
	u.State = state
	var b strings.Builder
	if err := template.Must(template.New("unit").Parse(unitTemplate)).Execute(&b, u); err != nil {
		return "", fmt.Errorf("write unit: %w", err)
	}
	return b.String(), nil
}

// hiddenRoots are folders that the unit's sandbox hides from the service.
var hiddenRoots = [...]string{"/home", "/root", "/run/user", "/tmp", "/var/tmp"}

// warnOfUnit says what the service will not see from inside its sandbox.
func (a *app) warnOfUnit(dataGiven bool) {
	if binary, err := os.Executable(); err == nil {
		for _, root := range hiddenRoots {
			if strings.HasPrefix(binary, root+"/") {
				fmt.Fprintf(a.Err, "shenzheng: warning: the unit hides %s from the service; put %s into /usr/local/bin and install from there\n", root, binary)
			}
		}
	}
	if dataGiven {
		return
	}
	if _, err := os.Stat(filepath.Join(a.data, archive.DatabaseName)); err == nil {
		fmt.Fprintf(a.Err, "shenzheng: warning: %s holds an archive that the service will not use; move it to %s/shenzheng\n", a.data, stateRoot)
	}
}

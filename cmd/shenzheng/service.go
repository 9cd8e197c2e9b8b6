package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"shenzheng/archive"
)

// stateRoot is where systemd keeps the state folders of its services.
const stateRoot = "/var/lib"

type unit struct{ Binary, Data, State, Config, Listen string }

func (a *app) serviceCommand() *cobra.Command {
	var write, listen string
	install := newCommand("install", "Print a hardened systemd unit, or write it with --write",
		"Print a hardened systemd unit, or write it with --write FILE, for instance to\n"+
			"/etc/systemd/system/shenzheng.service. The unit runs this binary as a user of its own\n"+
			"with the data folder under "+stateRoot+" (default "+stateRoot+"/shenzheng).",
		cobra.NoArgs, func(context.Context, []string) error {
			text, err := a.unitText(listen)
			if err != nil {
				return withCode(exitUsage, fmt.Errorf("service install: %w", err))
			}
			if write == "" {
				return a.say("%s", text)
			}
			if err := os.WriteFile(write, []byte(text), 0o644); err != nil {
				return fmt.Errorf("write unit: %w", err)
			}
			return a.say("%s written; now: systemctl daemon-reload && systemctl enable --now %s\n", write, filepath.Base(write))
		})
	install.Flags().StringVar(&write, "write", "", "write the unit to this file")
	install.Flags().StringVar(&listen, "listen", "", "address to serve on, whatever the configuration says")
	return group("service", "Run under systemd", "", install)
}

// hiddenRoots are folders that the unit's sandbox hides from the service.
var hiddenRoots = [...]string{"/home", "/root", "/run/user", "/tmp", "/var/tmp"}

// unitText writes the unit, and says on the way what the service will not see
// from inside its sandbox.
func (a *app) unitText(listen string) (string, error) {
	binary, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find the path of this binary: %w", err)
	}
	u := unit{Binary: binary, Data: filepath.Join(stateRoot, "shenzheng"), Listen: listen}
	if listen != "" && !isListenAddress(listen) {
		return "", fmt.Errorf("--listen %q %s", listen, noListenAddress)
	}
	if a.configFile != "" {
		if u.Config, err = filepath.Abs(a.configFile); err != nil {
			return "", fmt.Errorf("find the configuration file: %w", err)
		}
	}
	if a.dataFrom != "" {
		u.Data = filepath.Clean(a.data)
	}
	state, ok := strings.CutPrefix(u.Data, stateRoot+"/")
	if !ok || state == "" {
		return "", fmt.Errorf("the data folder %s is not under %s", u.Data, stateRoot)
	}
	u.State = state
	for _, word := range []string{u.Binary, u.Data, u.Config, u.Listen} {
		if strings.ContainsAny(word, " \t\n\"'%$\\") {
			return "", fmt.Errorf("%q holds a character that a unit file would not carry as it is", word)
		}
	}
	if dir := a.cfg.BackupDir; filepath.IsAbs(dir) && !strings.HasPrefix(dir, u.Data+"/") {
		fmt.Fprintf(a.Err, "shenzheng: warning: the unit lets the service write into %s only, and backup.dir is %s\n", u.Data, dir)
	}
	for _, root := range hiddenRoots {
		if strings.HasPrefix(binary, root+"/") {
			fmt.Fprintf(a.Err, "shenzheng: warning: the unit hides %s from the service; put %s into /usr/local/bin and install from there\n", root, binary)
		}
	}
	if _, err := os.Stat(filepath.Join(a.data, archive.DatabaseName)); err == nil && a.dataFrom == "" {
		fmt.Fprintf(a.Err, "shenzheng: warning: %s holds an archive that the service will not use; move it to %s/shenzheng\n", a.data, stateRoot)
	}
	return fill("shenzheng.service.tmpl", u, nil)
}

package main

import (
	"context"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/parser"
)

// version is stamped by the release build with
// -ldflags "-X main.version=v1.2.3"; other builds take it from the module.
var version string

func binaryVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

func (a *app) versionCommand() *cobra.Command {
	return newCommand("version", "Print binary, parser and schema versions", "", cobra.NoArgs, func(context.Context, []string) error {
		schema, err := archive.SchemaVersion()
		if err != nil {
			return err
		}
		return a.say("shenzheng %s (%s %s/%s), parser %d, schema %d\n", binaryVersion(),
			runtime.Version(), runtime.GOOS, runtime.GOARCH, parser.Version, schema)
	})
}

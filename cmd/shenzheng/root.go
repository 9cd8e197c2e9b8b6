package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"golang.org/x/term"

	"shenzheng/archive"
	"shenzheng/parser"
)

// defaultData is the data folder where none is named.
const defaultData = "data"

// Streams are where a command writes: results to Out, everything else to Err.
type Streams struct{ Out, Err io.Writer }

// app is what every command shares.
type app struct {
	Streams
	env environment
	now func() time.Time
	// free tells the free bytes of the disk that holds a folder.
	free func(dir string) (int64, error)
	// dial, if set, is how a crawl reaches hosts.
	dial func(ctx context.Context, network, address string) (net.Conn, error)

	// Global flags.
	data, configFile, logFormat, logLevel string

	cfg Config
	log *slog.Logger

	dataFrom string // --data or its variable, where one names the folder
	parsed   bool   // the command line is right
	prepared bool   // and so is the configuration
}

// Main runs one command line and gives its exit code.
func Main(ctx context.Context, args []string, std Streams, env environment) int {
	a := &app{Streams: std, env: env, now: time.Now, free: freeBytes, log: slog.New(slog.DiscardHandler)}
	root := a.rootCommand()
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if !a.prepared {
		err = withCode(exitUsage, err)
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		err = withCode(exitCode(err), errors.New("interrupted"))
	}
	if err != nil && err.Error() != "" {
		fmt.Fprintf(std.Err, "shenzheng: %v\n", err)
	}
	if err != nil && !a.parsed {
		fmt.Fprintf(std.Err, "shenzheng: see %s --help\n", cmd.CommandPath())
	}
	return exitCode(err)
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "shenzheng",
		Short: "Crawl, read, keep and publish 深政观察",
		Long: "shenzheng is a scheduled crawler and archive for 深政观察, the column of 深圳特区报 whose\n" +
			"weekly round-up 《深圳一周》 reports what Shenzhen's district leaders publicly did.\n\n" +
			"Exit codes: 0 done, 1 some items failed, 2 usage or configuration,\n" +
			"3 source unreachable, blocked or forbidden, 4 another shenzheng holds the data folder.",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			a.parsed = true
			switch {
			case a.data == "":
			case cmd.Flags().Changed("data"):
				a.dataFrom = "--data"
			case a.variable("SHENZHENG_DATA", "") != "":
				a.dataFrom = "SHENZHENG_DATA"
			}
			a.data = cmp.Or(a.data, defaultData)
			return a.prepare()
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return errors.Join(cmd.Help(), withCode(exitUsage, errors.New("a command is needed")))
		},
	}
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	flags := root.PersistentFlags()
	flags.StringVar(&a.data, "data", a.variable("SHENZHENG_DATA", defaultData), "data folder")
	flags.StringVar(&a.configFile, "config", a.variable("SHENZHENG_CONFIG", ""), "configuration file (default config.yaml in the data folder)")
	flags.StringVar(&a.logFormat, "log-format", a.variable("SHENZHENG_LOG_FORMAT", ""), "text or json (default text on a terminal, json elsewhere)")
	flags.StringVar(&a.logLevel, "log-level", a.variable("SHENZHENG_LOG_LEVEL", "info"), "debug, info, warn or error")
	root.AddCommand(a.runCommand(), a.crawlCommand(), a.importCommand(), a.reparseCommand(), a.explainCommand(), a.snapshotCommand(),
		a.backfillCommand(), a.exportCommand(), a.serviceCommand(), a.configCommand(), a.alertsCommand(), a.weekCommand(), a.statusCommand(),
		a.checkCommand(), a.backupCommand(), a.tokenCommand(), a.versionCommand(), a.manCommand())
	return root
}

func (a *app) variable(name, fallback string) string {
	return cmp.Or(a.env.get(name), fallback)
}

// prepare sets up logging and configuration; every error up to its end is one of usage.
func (a *app) prepare() (err error) {
	if a.log, err = newLogger(a.Err, a.logFormat, a.logLevel); err != nil {
		return err
	}
	a.cfg, err = loadConfig(a.configFile, a.data, a.env)
	a.prepared = err == nil
	return err
}

func newLogger(w io.Writer, format, level string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		return nil, fmt.Errorf("log level %q is not debug, info, warn or error", level)
	}
	options := &slog.HandlerOptions{Level: l}
	switch {
	case format == "text", format == "" && isTerminal(w):
		return slog.New(slog.NewTextHandler(w, options)), nil
	case format == "json", format == "":
		return slog.New(slog.NewJSONHandler(w, options)), nil
	}
	return nil, fmt.Errorf("log format %q is not text or json", format)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (a *app) archiveConfig() archive.Config {
	sources := make([]archive.Source, 0, len(a.cfg.Sources))
	for _, s := range a.cfg.Sources {
		sources = append(sources, archive.Source{Name: s.Name, Hosts: s.Hosts})
	}
	return archive.Config{Dir: a.data, Log: a.log, Now: a.now, Sources: sources}
}

// withWriter opens the archive for writing, runs f and closes it.
func (a *app) withWriter(ctx context.Context, f func(*archive.Archive) error) error {
	arc, err := archive.Open(ctx, a.archiveConfig())
	return a.with(arc, err, func() error {
		err := a.bringIn(ctx, arc)
		if errors.Is(err, archive.ErrLocked) || ctx.Err() != nil {
			return err
		}
		if err != nil { // it stays where it is
			a.log.WarnContext(ctx, "what was kept beside the database cannot be brought in yet", "error", err)
		}
		return f(arc)
	})
}

// zone is the one of the schedules, and of times that people give and are shown.
func (a *app) zone() *time.Location {
	zone, err := time.LoadLocation(a.cfg.Timezone)
	if err != nil { // refused when the configuration was read
		return time.UTC
	}
	return zone
}

func (a *app) snapshotsDir() string { return filepath.Join(a.data, "snapshots") }

// withGuest opens an existing archive for a short write, beside a running
// daemon or not.
func (a *app) withGuest(ctx context.Context, f func(*archive.Archive) error) error {
	return a.withOpened(ctx, archive.OpenGuest, f)
}

// withReader opens an existing archive for reading, beside a writer or not.
func (a *app) withReader(ctx context.Context, f func(*archive.Archive) error) error {
	return a.withOpened(ctx, archive.OpenReader, f)
}

func (a *app) withOpened(ctx context.Context, open func(context.Context, archive.Config) (*archive.Archive, error), f func(*archive.Archive) error) error {
	arc, err := open(ctx, a.archiveConfig())
	if errors.Is(err, archive.ErrOlderSchema) { // made by an older binary: what writes brings it up to date
		return a.withWriter(ctx, f)
	}
	return a.with(arc, err, func() error { return f(arc) })
}

// with runs f on what was opened, closes it and adds to an error what helps.
func (a *app) with(opened io.Closer, err error, f func() error) error {
	if err == nil {
		err = errors.Join(f(), opened.Close())
	}
	if free, ferr := a.free(a.data); err != nil && ferr == nil && free < fullDisk { // which SQLite does not say
		return fmt.Errorf("%w; the disk of %s is full", err, a.data)
	}
	return a.restorable(err)
}

// fullDisk is with how few free bytes no database can be opened.
const fullDisk = 64 << 10

// restorable adds how to get the database back to an error that says that its
// file is damaged.
func (a *app) restorable(err error) error {
	var told *restorableError
	if !archive.Damaged(err) || errors.As(err, &told) {
		return err
	}
	return a.withRestore(fmt.Errorf("%w: %s is damaged", err, filepath.Join(a.data, archive.DatabaseName)))
}

// restorableError says what is damaged, and how it is restored.
type restorableError struct{ error }

func (e *restorableError) Unwrap() error { return e.error }

func (a *app) withRestore(err error) error {
	return &restorableError{fmt.Errorf("%w; %s", err, restoreWords(a.cfg.BackupDir, a.data, a.now()))}
}

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

// manCommand writes the man pages from the command tree; packagers and the
// release build use it.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{Use: "man DIR", Short: "Write man pages", Hidden: true, Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			epoch := time.Unix(0, 0).UTC() // the pages depend on the tree alone
			header := &doc.GenManHeader{Title: "SHENZHENG", Section: "1", Source: "shenzheng", Date: &epoch}
			err := os.MkdirAll(args[0], 0o755)
			if err == nil {
				err = doc.GenManTree(cmd.Root(), header, args[0])
			}
			if err != nil {
				return fmt.Errorf("write man pages: %w", err)
			}
			return nil
		}}
}

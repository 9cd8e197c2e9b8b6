package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

// metrics answers /metrics: what the program did in this process, and what
// the archive holds, read when it is asked for.
type metrics struct {
	*app
	arc          *archive.Archive
	registry     *prometheus.Registry
	served, jobs *prometheus.HistogramVec
}

func newMetrics(a *app, arc *archive.Archive) *metrics {
	m := &metrics{
		app: a, arc: arc, registry: prometheus.NewRegistry(),
		served: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "shenzheng_http_request_duration_seconds",
			Help: "Time to answer an HTTP request.", Buckets: prometheus.ExponentialBuckets(0.001, 4, 8)}, []string{"route", "code"}),
		jobs: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "shenzheng_job_duration_seconds",
			Help: "Time that a run of a job took.", Buckets: prometheus.ExponentialBuckets(0.1, 4, 9)}, []string{"task", "outcome"}),
	}
	m.registry.MustRegister(m.served, m.jobs, m, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) answered(route string, status int, took time.Duration) {
	m.served.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
}

// Describe gives nothing: the labels depend on what is held.
func (m *metrics) Describe(chan<- *prometheus.Desc) {}

// Collect reads the archive once.
func (m *metrics) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	// A metric whose name ends in _total is a counter.
	send := func(name, help string, value float64, labels ...string) {
		kind := prometheus.GaugeValue
		if strings.HasSuffix(name, "_total") {
			kind = prometheus.CounterValue
		}
		var names, values []string
		for pair := range slices.Chunk(labels, 2) {
			names, values = append(names, pair[0]), append(values, pair[1])
		}
		out <- prometheus.MustNewConstMetric(prometheus.NewDesc(name, help, names, nil), kind, value, values...)
	}
	if err := m.collect(ctx, send); err != nil {
		m.log.Error("metrics are incomplete", "error", err)
		out <- prometheus.NewInvalidMetric(prometheus.NewDesc("shenzheng_up", "Whether the archive could be read.", nil, nil), err)
	}
}

// send takes one metric; labels are pairs.
type send = func(name, help string, value float64, labels ...string)

func (m *metrics) collect(ctx context.Context, send send) error {
	counts, err := m.arc.RequestCounts(ctx)
	if err != nil {
		return err
	}
	for _, c := range counts {
		send("shenzheng_requests_total", "Requests made to sources; code 0 where no answer came.", float64(c.Count),
			"host", c.Host, "code", strconv.Itoa(c.Status))
	}
	s, err := m.arc.Status(ctx)
	if err != nil {
		return err
	}
	send("shenzheng_up", "Whether the archive could be read.", 1)
	for verdict, n := range s.Verdicts {
		send("shenzheng_captures", "Captures held.", float64(n), "verdict", verdict)
	}
	for state, n := range s.States {
		send("shenzheng_columns", "Columns held.", float64(n), "state", state)
	}
	for _, severity := range [...]string{"error", "warning", "info"} { // zeros too, so that a graph has a line
		send("shenzheng_parse_problems", "Problems the parser found in the columns held.", float64(s.Problems[severity]), "severity", severity)
	}
	send("shenzheng_activities", "Activities in the columns held.", float64(s.Activities))
	send("shenzheng_columns_missing", "Weeks between the first and the last held without a column.", float64(len(s.MissingWeeks)))
	send("shenzheng_columns_behind", "Columns read by an older parser version.", float64(s.Behind))
	send("shenzheng_captures_unread", "Captures kept but not read.", float64(s.Unread))
	send("shenzheng_alerts_open", "Alerts that are not resolved.", float64(len(s.Alerts)))
	send("shenzheng_messages_waiting", "Messages that the webhook has not taken yet.", float64(s.WaitingMessages))
	send("shenzheng_database_bytes", "Size of the database with its journal.", float64(s.DatabaseBytes))
	for _, j := range s.Jobs {
		if !j.LastOK.IsZero() {
			send("shenzheng_job_last_success_timestamp_seconds", "End of the last run that went well.", float64(j.LastOK.Unix()), "task", j.Job)
		}
	}
	free, err := m.free(m.data)
	if err != nil {
		return err
	}
	send("shenzheng_disk_free_bytes", "Free space on the disk of the data folder.", float64(free))
	return m.latest(send)
}

// latest measures the newest snapshot.
func (m *metrics) latest(send send) error {
	n, err := snapshot.Count(m.snapshotsDir())
	if err != nil {
		return err
	}
	send("shenzheng_snapshots", "Snapshots held.", float64(n))
	id, err := snapshot.Latest(m.snapshotsDir())
	if err != nil || id == "" {
		return err
	}
	latest, err := snapshot.One(m.snapshotsDir(), id)
	if err != nil {
		return err
	}
	day, err := time.Parse(time.DateOnly, latest.Date)
	if err != nil {
		return fmt.Errorf("read the date of snapshot %s: %w", id, err)
	}
	send("shenzheng_snapshot_age_seconds", "Time since the day of the latest capture in the latest snapshot.", m.now().Sub(day).Seconds())
	for table, rows := range latest.Rows {
		send("shenzheng_snapshot_rows", "Rows in the latest snapshot.", float64(rows), "table", table)
	}
	return nil
}

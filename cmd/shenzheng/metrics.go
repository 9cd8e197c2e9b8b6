package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

// metrics answers /metrics: what the program did in this process, and what
// the archive holds, read when it is asked for.
type metrics struct {
	registry *prometheus.Registry
	served   *prometheus.HistogramVec
	jobs     *prometheus.HistogramVec
}

func newMetrics(arc *archive.Archive, snapshots string, now func() time.Time, log *slog.Logger) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		served: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "shenzheng_http_request_duration_seconds",
			Help: "Time to answer an HTTP request.", Buckets: prometheus.ExponentialBuckets(0.001, 4, 8)}, []string{"route", "code"}),
		jobs: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "shenzheng_job_duration_seconds",
			Help: "Time that a run of a job took.", Buckets: prometheus.ExponentialBuckets(0.1, 4, 9)}, []string{"job", "outcome"}),
	}
	m.registry.MustRegister(m.served, m.jobs, &held{arc: arc, snapshots: snapshots, now: now, log: log}, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}

func (m *metrics) answered(route string, status int, took time.Duration) {
	m.served.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
}

func (m *metrics) ran(job, outcome string, took time.Duration) {
	m.jobs.WithLabelValues(job, outcome).Observe(took.Seconds())
}

// held measures the archive.
type held struct {
	arc       *archive.Archive
	snapshots string
	now       func() time.Time
	log       *slog.Logger
}

// measure is one metric that held gives.
type measure struct {
	name, help string
	counter    bool
	labels     []string
}

func (m measure) desc() *prometheus.Desc { return prometheus.NewDesc(m.name, m.help, m.labels, nil) }

// Describe gives nothing: the labels depend on what is held.
func (h *held) Describe(chan<- *prometheus.Desc) {}

// Collect reads the archive once.
func (h *held) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := h.collect(ctx, out); err != nil {
		h.log.Error("metrics are incomplete", "error", err)
		out <- prometheus.NewInvalidMetric(measure{name: "shenzheng_up", help: "Whether the archive could be read."}.desc(), err)
	}
}

func (h *held) collect(ctx context.Context, out chan<- prometheus.Metric) error {
	send := func(m measure, value float64, labels ...string) {
		kind := prometheus.GaugeValue
		if m.counter {
			kind = prometheus.CounterValue
		}
		out <- prometheus.MustNewConstMetric(m.desc(), kind, value, labels...)
	}
	counts, err := h.arc.RequestCounts(ctx)
	if err != nil {
		return err
	}
	for _, c := range counts {
		send(measure{"shenzheng_requests_total", "Requests made to sources; code 0 where no answer came.", true, []string{"host", "code"}},
			float64(c.Count), c.Host, strconv.Itoa(c.Status))
	}
	s, err := h.arc.Status(ctx)
	if err != nil {
		return err
	}
	h.status(s, send)
	return h.latest(send)
}

type sender func(m measure, value float64, labels ...string)

func (h *held) status(s archive.Status, send sender) {
	gauge := func(name, help string, value float64) { send(measure{name: name, help: help}, value) }
	gauge("shenzheng_up", "Whether the archive could be read.", 1)
	for verdict, n := range s.Verdicts {
		send(measure{"shenzheng_captures", "Captures held.", false, []string{"verdict"}}, float64(n), verdict)
	}
	for state, n := range s.States {
		send(measure{"shenzheng_columns", "Columns held.", false, []string{"state"}}, float64(n), state)
	}
	for _, severity := range [...]string{"error", "warning", "info"} { // zeros too, so that a graph has a line
		send(measure{"shenzheng_parse_problems", "Problems the parser found in the columns held.", false, []string{"severity"}},
			float64(s.Problems[severity]), severity)
	}
	gauge("shenzheng_activities", "Activities in the columns held.", float64(s.Activities))
	gauge("shenzheng_columns_missing", "Weeks between the first and the last held without a column.", float64(len(s.MissingWeeks)))
	gauge("shenzheng_columns_behind", "Columns read by an older parser version.", float64(s.Behind))
	gauge("shenzheng_captures_unread", "Captures kept but not read.", float64(s.Unread))
	gauge("shenzheng_alerts_open", "Alerts that are not resolved.", float64(len(s.Alerts)))
	gauge("shenzheng_messages_waiting", "Messages that the webhook has not taken yet.", float64(s.WaitingMessages))
	gauge("shenzheng_database_bytes", "Size of the database with its journal.", float64(s.DatabaseBytes))
	for _, j := range s.Jobs {
		if !j.LastOK.IsZero() {
			send(measure{"shenzheng_job_last_success_timestamp_seconds", "End of the last run that went well.", false, []string{"job"}},
				float64(j.LastOK.Unix()), j.Job)
		}
	}
	if free, err := freeBytes(h.arc.Dir()); err != nil {
		h.log.Error("free space is not known", "error", err)
	} else {
		gauge("shenzheng_disk_free_bytes", "Free space on the disk of the data folder.", float64(free))
	}
}

// latest measures the newest snapshot.
func (h *held) latest(send sender) error {
	list, err := snapshot.List(h.snapshots)
	if err != nil {
		return err
	}
	for _, s := range list {
		if !s.Latest {
			continue
		}
		day, err := time.Parse(time.DateOnly, s.Date)
		if err != nil {
			return fmt.Errorf("read the date of snapshot %s: %w", s.ID, err)
		}
		send(measure{name: "shenzheng_snapshot_age_seconds", help: "Time since the day of the latest capture in the latest snapshot."}, h.now().Sub(day).Seconds())
		for table, rows := range s.Rows {
			send(measure{"shenzheng_snapshot_rows", "Rows in the latest snapshot.", false, []string{"table"}}, float64(rows), table)
		}
	}
	send(measure{name: "shenzheng_snapshots", help: "Snapshots held."}, float64(len(list)))
	return nil
}

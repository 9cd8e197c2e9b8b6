package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkBesideNginx sends the same two files, of 20 MB and 10 KB, from
// this server and from nginx in turns, and reports the share of nginx's
// throughput that this server reaches. It needs nginx and wrk:
//
//	go test -run - -bench BesideNginx -benchtime 1x ./archive/web
func BenchmarkBesideNginx(b *testing.B) {
	nginx, wrk := program(b, "nginx", "/usr/sbin/nginx"), program(b, "wrk", "")
	a, _ := openFixture(b, 0)
	dir := b.TempDir()
	files := releaseFiles()
	files["activities.csv"] = strings.Repeat("act_1_00000000,南山,0123456789012345678901234567890123456\r\n", 20_000_000/60)
	files["README.md"] = strings.Repeat("0123456789abcde\n", 640)
	layRelease(b, dir, testRelease, files)
	s, _ := serve(b, a, func(c *Config) { c.SnapshotsDir = dir })
	ours := listen(b)
	server := s.HTTPServer()
	go func() {
		if err := server.Serve(ours); !errors.Is(err, http.ErrServerClosed) {
			b.Error(err)
		}
	}()
	b.Cleanup(func() {
		if err := server.Close(); err != nil {
			b.Error(err)
		}
	})
	theirs := startNginx(b, nginx, filepath.Dir(dir), dir)
	for _, file := range []string{"activities.csv", "README.md"} {
		b.Run(file, func(b *testing.B) {
			var mine, other float64
			for b.Loop() {
				for range 3 {
					other += throughput(b, wrk, "http://"+theirs+"/"+testRelease+"/"+file)
					mine += throughput(b, wrk, "http://"+ours.Addr().String()+"/snapshots/"+testRelease+"/"+file)
				}
			}
			b.ReportMetric(mine/other, "of-nginx")
			b.ReportMetric(mine/3/float64(b.N)/1e6, "MB/s")
			b.ReportMetric(other/3/float64(b.N)/1e6, "nginx-MB/s")
		})
	}
}

func program(b *testing.B, name, elsewhere string) string {
	b.Helper()
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	if _, err := os.Stat(elsewhere); elsewhere != "" && err == nil {
		return elsewhere
	}
	b.Skipf("no %s here: throughput was not compared", name)
	return ""
}

func listen(b *testing.B) net.Listener {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	return l
}

// startNginx serves a folder as nginx is set up by Debian: sendfile, a worker
// for each processor, no access log.
func startNginx(b *testing.B, nginx, home, root string) string {
	b.Helper()
	// nginx must be told a port; this one was free a moment ago.
	l := listen(b)
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
	work := b.TempDir()
	if err := os.Chmod(filepath.Dir(home), 0o755); err != nil {
		b.Fatal(err)
	}
	config := filepath.Join(work, "nginx.conf")
	body := fmt.Sprintf(`user root; daemon off; worker_processes auto; pid %[1]s/pid; error_log %[1]s/error.log;
events { worker_connections 768; }
http { sendfile on; tcp_nopush on; types { text/csv csv; text/markdown md; } access_log off; keepalive_requests 1000000;
 client_body_temp_path %[1]s/1; proxy_temp_path %[1]s/2; fastcgi_temp_path %[1]s/3; uwsgi_temp_path %[1]s/4; scgi_temp_path %[1]s/5;
 server { listen %[2]s; root %[3]s; } }
`, work, address, root)
	if os.Geteuid() != 0 {
		body = strings.TrimPrefix(body, "user root; ")
	}
	if err := os.WriteFile(config, []byte(body), 0o644); err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, nginx, "-c", config, "-e", filepath.Join(work, "start.log"))
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		cancel()
		if err := cmd.Wait(); err != nil && ctx.Err() == nil {
			b.Error(err)
		}
	})
	for range 200 {
		if conn, err := net.Dial("tcp", address); err == nil {
			if err := conn.Close(); err != nil {
				b.Fatal(err)
			}
			return address
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.Fatal("nginx does not answer")
	return ""
}

var transferRate = regexp.MustCompile(`Transfer/sec:\s+([0-9.]+)([KMG]?)B`)

// throughput is what wrk receives in bytes per second.
func throughput(b *testing.B, wrk, address string) float64 {
	b.Helper()
	out, err := exec.Command(wrk, "-t2", "-c16", "-d3s", address).CombinedOutput()
	m := transferRate.FindStringSubmatch(string(out))
	if err != nil || m == nil || strings.Contains(string(out), "Non-2xx") {
		b.Fatalf("wrk %s: %v\n%s", address, err, out)
	}
	rate, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		b.Fatal(err)
	}
	return rate * map[string]float64{"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}[m[2]]
}

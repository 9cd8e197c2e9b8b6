package alert

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func noon() time.Time { return time.Date(2024, 4, 29, 4, 0, 0, 0, time.UTC) }

// services plays each service by its own rules: it refuses a wrong signature
// or a wrong form with status 200 and a code, as the real ones do.
func services(t *testing.T, secret string) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("POST /wecom", func(w http.ResponseWriter, r *http.Request) {
		var m struct {
			Msgtype string
			Text    struct{ Content string }
		}
		decode(t, r, &m)
		switch {
		case r.URL.Query().Get("key") != "k":
			fmt.Fprint(w, `{"errcode":93000,"errmsg":"invalid webhook url"}`)
		case m.Msgtype != "text" || m.Text.Content == "" || len(m.Text.Content) > 2048:
			fmt.Fprint(w, `{"errcode":40058,"errmsg":"content exceed max length"}`)
		default:
			fmt.Fprint(w, `{"errcode":0,"errmsg":"ok"}`)
		}
	})
	mux.HandleFunc("POST /dingtalk", func(w http.ResponseWriter, r *http.Request) {
		var m struct {
			Msgtype string
			Text    struct{ Content string }
		}
		decode(t, r, &m)
		stamp := r.URL.Query().Get("timestamp")
		ms, err := strconv.ParseInt(stamp, 10, 64)
		if err != nil || noon().Sub(time.UnixMilli(ms)).Abs() > time.Hour || r.URL.Query().Get("sign") != sign(secret, stamp+"\n"+secret) {
			fmt.Fprint(w, `{"errcode":310000,"errmsg":"sign not match"}`)
			return
		}
		fmt.Fprint(w, `{"errcode":0,"errmsg":"ok"}`)
	})
	mux.HandleFunc("POST /feishu", func(w http.ResponseWriter, r *http.Request) {
		var m struct {
			Timestamp, Sign string
			MsgType         string `json:"msg_type"`
			Content         struct{ Text string }
		}
		decode(t, r, &m)
		if m.Sign != sign(m.Timestamp+"\n"+secret, "") || m.MsgType != "text" || m.Content.Text == "" {
			fmt.Fprint(w, `{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}`)
			return
		}
		fmt.Fprint(w, `{"StatusCode":0,"StatusMessage":"success","code":0,"msg":"success"}`)
	})
	mux.HandleFunc("POST /slack", func(w http.ResponseWriter, r *http.Request) {
		var m struct{ Text string }
		decode(t, r, &m)
		if m.Text == "" {
			http.Error(w, "no_text", http.StatusBadRequest)
			return
		}
		fmt.Fprint(w, "ok")
	})
	mux.HandleFunc("POST /fast/{kind}", func(w http.ResponseWriter, r *http.Request) {
		switch r.PathValue("kind") {
		case "wecom":
			fmt.Fprint(w, `{"errcode":45009,"errmsg":"api freq out of limit"}`)
		case "dingtalk":
			fmt.Fprint(w, `{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}`)
		case "feishu":
			fmt.Fprint(w, `{"code":11232,"msg":"frequency limited psm"}`)
		case "slack":
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return srv
}

func decode(t *testing.T, r *http.Request, v any) {
	t.Helper()
	if err := json.NewDecoder(r.Body).Decode(v); err != nil {
		t.Errorf("%s: %v", r.URL.Path, err)
	}
}

func TestSendInEachForm(t *testing.T) {
	srv := services(t, "SECsecret")
	long := Message{Code: "week_missing", Title: "缺一周", Body: strings.Repeat("尚未收到。", 2000), At: noon()}
	for _, tc := range []struct{ kind, path string }{{"wecom", "/wecom?key=k"}, {"dingtalk", "/dingtalk?access_token=x"}, {"feishu", "/feishu"}, {"slack", "/slack"}} {
		s := &Sender{URL: srv.URL + tc.path, Kind: tc.kind, Secret: "SECsecret", Client: srv.Client(), Now: noon}
		if err := s.Send(t.Context(), long); err != nil {
			t.Errorf("%s: %v", tc.kind, err)
		}
	}
}

func TestRefusalWithStatus200(t *testing.T) {
	srv := services(t, "right")
	for kind, code := range map[string]int{"dingtalk": 310000, "feishu": 19021, "wecom": 93000} {
		s := &Sender{URL: srv.URL + "/" + kind, Kind: kind, Secret: "wrong", Client: srv.Client(), Now: noon}
		err := s.Send(t.Context(), Message{Title: "t"})
		var refused *Refused
		if !errors.As(err, &refused) || refused.Code != code || refused.Status != 200 {
			t.Errorf("%s: error %v, want a refusal with code %d", kind, err, code)
		}
	}
}

func TestTooFastSaysHowLongToWait(t *testing.T) {
	srv := services(t, "")
	for kind, wait := range map[string]time.Duration{"wecom": time.Minute, "dingtalk": 10 * time.Minute, "feishu": time.Minute, "slack": 30 * time.Second} {
		s := &Sender{URL: srv.URL + "/fast/" + kind, Kind: kind, Client: srv.Client(), Now: noon}
		var refused *Refused
		if err := s.Send(t.Context(), Message{Title: "t"}); !errors.As(err, &refused) || refused.After != wait {
			t.Errorf("%s: error %v, want a refusal for %s", kind, err, wait)
		}
	}
}

// The address of a webhook is its key: whatever goes wrong, it must not reach a log.
func TestErrorsHideTheAddress(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	srv.Close()
	s := &Sender{URL: srv.URL + "/hook?key=verysecret", Kind: "json", Client: http.DefaultClient, Now: noon}
	err := s.Send(t.Context(), Message{Title: "t"})
	if err == nil || strings.Contains(err.Error(), "verysecret") {
		t.Errorf("error %v: want one without the address", err)
	}
	told := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "cannot post to "+r.URL.RequestURI()+", nor to "+r.URL.Path, http.StatusNotFound)
	}))
	defer told.Close()
	s.URL = told.URL + "/hook/verysecret?key=verysecret"
	if err = s.Send(t.Context(), Message{Title: "t"}); err == nil || strings.Contains(err.Error(), "verysecret") {
		t.Errorf("error %v: want one without the address", err)
	}
	err = Ping(t.Context(), http.DefaultClient, srv.URL+"/verysecret", Ended, "")
	if err == nil || strings.Contains(err.Error(), "verysecret") {
		t.Errorf("error %v: want one without the address", err)
	}
}

func TestPing(t *testing.T) {
	var got []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got = append(got, r.URL.RequestURI()+" "+string(body))
		if strings.Contains(r.URL.Path, "gone") {
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer srv.Close()
	ping := func(state, why string) error {
		return Ping(t.Context(), srv.Client(), srv.URL+"/ping/abc?x=1", state, why)
	}
	err := errors.Join(ping(Began, ""), ping(Ended, ""), ping(Failed, "blocked"),
		Ping(t.Context(), srv.Client(), "", Ended, ""))
	if err != nil {
		t.Error(err)
	}
	want := "/ping/abc/start?x=1 |/ping/abc?x=1 |/ping/abc/fail?x=1 blocked"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("pings were %q, want %q", s, want)
	}
	if err := Ping(t.Context(), srv.Client(), srv.URL+"/gone", Ended, ""); err == nil {
		t.Error("a ping answered with 404 counts as sent")
	}
}

// A message that is posted to an address that moved arrives at the new one, or is
// known not to have arrived: a page that answers there is no yes.
func TestWebhookThatMoved(t *testing.T) {
	taken := 0
	mux := http.NewServeMux()
	mux.HandleFunc("POST /new", func(_ http.ResponseWriter, r *http.Request) {
		var m map[string]string
		decode(t, r, &m)
		taken++
	})
	mux.HandleFunc("GET /new", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "a page") })
	mux.Handle("/308", http.RedirectHandler("/new", http.StatusPermanentRedirect))
	mux.Handle("/301", http.RedirectHandler("/new", http.StatusMovedPermanently))
	mux.Handle("/round", http.RedirectHandler("/round", http.StatusPermanentRedirect))
	server := httptest.NewServer(mux)
	defer server.Close()
	for path, status := range map[string]int{"/308": 0, "/301": 301, "/round": 308} {
		s := Sender{URL: server.URL + path, Kind: "json", Client: server.Client(), Now: noon}
		err := s.Send(t.Context(), Message{Code: "test", Title: "a"})
		var refused *Refused
		if errors.As(err, &refused); (err == nil) != (status == 0) || refused != nil && refused.Status != status {
			t.Errorf("%s: %v", path, err)
		}
	}
	if taken != 1 {
		t.Errorf("%d messages were taken, want the one that was told to be posted elsewhere", taken)
	}
}

func TestTextIsCutBetweenCodePoints(t *testing.T) {
	for limit := 10; limit < 40; limit++ {
		s := Message{Title: strings.Repeat("深", 30)}.text(limit)
		if len(s) > limit || !utf8.ValidString(s) {
			t.Errorf("cut to %d bytes gives %d bytes, valid UTF-8 %v", limit, len(s), utf8.ValidString(s))
		}
	}
}

func TestWebhookMayAskForADayAtMost(t *testing.T) {
	for text, want := range map[string]time.Duration{"30": 30 * time.Second, "99999999999": 24 * time.Hour, "-1": 0, "soon": 0, noon().Add(time.Hour).UTC().Format(http.TimeFormat): time.Hour} {
		if got := retryAfter(http.Header{"Retry-After": {text}}, noon()); got != want {
			t.Errorf("Retry-After %q is %v, want %v", text, got, want)
		}
	}
}

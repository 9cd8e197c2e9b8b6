// Package alert brings messages to a person: a webhook in the form its service
// wants (form.go), and a dead-man ping. What is worth a message, and the queue
// that survives restarts, are the caller's.
package alert

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Message is one alert or its resolution.
type Message struct {
	Code     string    // what kind of trouble, lower_snake_case
	Title    string    // one line
	Body     string    // plain text
	Resolved bool      // the trouble is over
	At       time.Time // when it began or ended
}

// Sender posts messages to one webhook.
type Sender struct {
	// URL is the webhook's address. It is a secret: no error holds it.
	URL string
	// Kind is wecom, dingtalk, feishu, slack or json.
	Kind string
	// Secret signs DingTalk and Feishu messages; empty sends them unsigned.
	Secret string
	Client *http.Client
	Now    func() time.Time
}

// Refused is the error of a webhook that answered and did not take the message.
type Refused struct {
	Status int           // HTTP status
	Code   int           // the service's own code, 0 where it gave none
	Detail string        // what it said, cut to one short line
	After  time.Duration // how long to wait before trying again; 0 where it did not say
}

// Error tells what the service said.
func (r *Refused) Error() string {
	return fmt.Sprintf("webhook refused the message: status %d, code %d, %q", r.Status, r.Code, r.Detail)
}

// Interval is the shortest time between two messages that the service of this
// kind allows.
func Interval(kind string) time.Duration { return forms[kind].interval }

// Send posts one message and believes only an answer that says it was taken.
func (s *Sender) Send(ctx context.Context, m Message) error {
	f, known := forms[s.Kind]
	if !known {
		return fmt.Errorf("webhook kind %q is not one of %s", s.Kind, strings.Join(slices.Sorted(maps.Keys(forms)), ", "))
	}
	address, err := url.Parse(s.URL)
	if err != nil {
		return errors.New("post to webhook: the webhook is no address")
	}
	query, fields := address.Query(), f.body(m.text(f.limit), m)
	if f.sign != nil && s.Secret != "" {
		f.sign(s.Secret, s.Now(), query, fields)
		address.RawQuery = query.Encode()
	}
	body, err := json.Marshal(fields)
	if err != nil {
		return fmt.Errorf("write %s message: %w", s.Kind, err)
	}
	client := *s.Client
	client.CheckRedirect = sameMethod
	status, head, answer, err := post(ctx, &client, address.String(), "application/json; charset=utf-8", body)
	if err != nil {
		return fmt.Errorf("post to webhook: %w", err)
	}
	code, taken := f.taken(answer)
	if status/100 == 2 && taken {
		return nil
	}
	for _, secret := range []string{address.RequestURI(), address.Path} {
		if len(secret) > 1 { // some answer with what they cannot find
			answer = bytes.ReplaceAll(answer, []byte(secret), []byte("(its address)"))
		}
	}
	r := &Refused{Status: status, Code: code, Detail: short(answer), After: retryAfter(head, s.Now())}
	if r.After == 0 && slices.Contains(f.fast, code) {
		r.After = f.penalty
	}
	return r
}

// sameMethod follows no redirect that asks for the page instead of posting the
// message there: it would be lost, and the page's status 200 taken for a yes.
func sameMethod(next *http.Request, via []*http.Request) error {
	if next.Method != via[0].Method || len(via) > 5 {
		return http.ErrUseLastResponse
	}
	return nil
}

// What a ping says.
const (
	Began  = "/start"
	Ended  = "" // and went well
	Failed = "/fail"
)

// Ping tells a dead-man switch in the form of healthchecks.io, a service that
// tells a person when the pings stop, how work is, and in one line why it failed.
// An empty address pings nobody.
func Ping(ctx context.Context, client *http.Client, address, state, why string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return errors.New("ping: the configured ping is no address")
	}
	u.Path = strings.TrimSuffix(u.Path, "/") + state
	status, _, _, err := post(ctx, client, u.String(), "text/plain; charset=utf-8", []byte(why))
	if err != nil {
		return fmt.Errorf("ping: %w", err)
	}
	if status/100 != 2 {
		return fmt.Errorf("ping: status %d", status)
	}
	return nil
}

// post makes one request and reads the answer. Its errors are without the
// address, which holds the key of a webhook.
func post(ctx context.Context, client *http.Client, address, kind string, body []byte) (status int, head http.Header, answer []byte, err error) {
	var where *url.Error
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err == nil {
		req.Header.Set("Content-Type", kind)
		var res *http.Response
		if res, err = client.Do(req); err == nil {
			defer res.Body.Close()
			answer, err = io.ReadAll(io.LimitReader(res.Body, 64<<10))
			status, head = res.StatusCode, res.Header
		}
	}
	if errors.As(err, &where) {
		err = where.Err
	}
	return status, head, answer, err
}

// longestWait bounds in seconds what a webhook may ask for: a day.
const longestWait = 24 * 60 * 60

func retryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(v); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, longestWait)) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil && t.After(now) {
		return t.Sub(now)
	}
	return 0
}

func short(answer []byte) string {
	r := []rune(string(bytes.Join(bytes.Fields(answer), []byte(" "))))
	if len(r) > 120 {
		return string(r[:120]) + "…"
	}
	return string(r)
}

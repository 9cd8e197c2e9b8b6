// Package alert brings messages to a person: a webhook in the form its service
// wants (form.go), and a dead-man ping (ping.go). What is worth a message,
// and the queue that survives restarts, are the caller's.
package alert

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
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
// kind allows: WeCom and DingTalk take 20 a minute, Feishu 100 a minute, Slack
// one a second (each service's own documentation of its webhooks).
func Interval(kind string) time.Duration {
	switch kind {
	case "wecom", "dingtalk":
		return 3 * time.Second
	case "feishu":
		return 600 * time.Millisecond
	}
	return time.Second
}

// Send posts one message and believes only an answer that says it was taken.
func (s *Sender) Send(ctx context.Context, m Message) error {
	f, err := formOf(s.Kind)
	if err != nil {
		return err
	}
	address, body, err := f.encode(s, m)
	if err != nil {
		return fmt.Errorf("write %s message: %w", s.Kind, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return errors.New("write webhook request: the webhook is no address")
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	res, err := s.Client.Do(req)
	if err != nil {
		return fmt.Errorf("post to webhook: %w", withoutAddress(err))
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, 64<<10))
	if err != nil {
		return fmt.Errorf("read the webhook's answer: %w", err)
	}
	code, taken := f.taken(answer)
	if res.StatusCode/100 == 2 && taken {
		return nil
	}
	r := &Refused{Status: res.StatusCode, Code: code, Detail: short(answer), After: retryAfter(res.Header, s.Now())}
	if r.After == 0 && f.tooFast(code) {
		r.After = f.penalty
	}
	return r
}

func retryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(v); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second
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

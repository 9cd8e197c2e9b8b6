package alert

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Ping is a dead-man switch in the form of healthchecks.io: a service that
// tells a person when the pings stop. An empty URL pings nobody.
type Ping struct {
	URL    string
	Client *http.Client
}

// Start says that work has begun.
func (p Ping) Start(ctx context.Context) error { return p.send(ctx, "/start", "") }

// Success says that work went well.
func (p Ping) Success(ctx context.Context) error { return p.send(ctx, "", "") }

// Fail says that work failed, and in one line why.
func (p Ping) Fail(ctx context.Context, why string) error { return p.send(ctx, "/fail", why) }

func (p Ping) send(ctx context.Context, suffix, body string) error {
	if p.URL == "" {
		return nil
	}
	u, err := url.Parse(p.URL)
	if err != nil {
		return errors.New("ping: the configured ping is no address")
	}
	u.Path = strings.TrimSuffix(u.Path, "/") + suffix
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), strings.NewReader(body))
	if err != nil {
		return errors.New("ping: the configured ping is no address")
	}
	res, err := p.Client.Do(req)
	if err != nil {
		return fmt.Errorf("ping: %w", withoutAddress(err))
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, io.LimitReader(res.Body, 64<<10)); err != nil {
		return fmt.Errorf("ping: read the answer: %w", err)
	}
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("ping: status %d", res.StatusCode)
	}
	return nil
}

// withoutAddress takes the address out of an error of the HTTP client: it
// holds the webhook's key.
func withoutAddress(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

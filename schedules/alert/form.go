package alert

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// form is how one service wants its messages and says that it took them.
type form struct {
	encode func(*Sender, Message) (address string, body []byte, err error)
	// taken reads the answer's body: the service's code, and whether it means yes.
	taken func([]byte) (code int, ok bool)
	fast  []int // codes that mean: too many messages
	// penalty is how long a service refuses after too many messages.
	penalty time.Duration
}

func (f form) tooFast(code int) bool { return slices.Contains(f.fast, code) }

func formOf(kind string) (form, error) {
	switch kind {
	case "wecom":
		return form{encode: encodeWeCom, taken: errcode, fast: []int{45009, 45033}, penalty: time.Minute}, nil
	case "dingtalk":
		return form{encode: encodeDingTalk, taken: errcode, fast: []int{130101, 130102, 410100}, penalty: 10 * time.Minute}, nil
	case "feishu":
		return form{encode: encodeFeishu, taken: feishuCode, fast: []int{11232, 9499}, penalty: time.Minute}, nil
	case "slack":
		return form{encode: encodeSlack, taken: anyAnswer, penalty: time.Minute}, nil
	case "json":
		return form{encode: encodeJSON, taken: anyAnswer, penalty: time.Minute}, nil
	}
	return form{}, fmt.Errorf("webhook kind %q is not wecom, dingtalk, feishu, slack or json", kind)
}

// text is the message as plain text, at most limit bytes.
func (m Message) text(limit int) string {
	mark := "⚠ "
	if m.Resolved {
		mark = "✓ "
	}
	s := mark + m.Title
	if m.Body != "" {
		s += "\n" + m.Body
	}
	if len(s) <= limit {
		return s
	}
	cut := limit - len("…")
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// encodeWeCom: text messages of at most 2048 bytes.
func encodeWeCom(s *Sender, m Message) (string, []byte, error) {
	body, err := json.Marshal(map[string]any{"msgtype": "text", "text": map[string]string{"content": m.text(2048)}})
	return s.URL, body, err
}

// encodeDingTalk: the signature is the base64 HMAC-SHA256 of
// "milliseconds\nsecret" under the secret, in the query.
func encodeDingTalk(s *Sender, m Message) (string, []byte, error) {
	body, err := json.Marshal(map[string]any{"msgtype": "text", "text": map[string]string{"content": m.text(16 << 10)}})
	if err != nil || s.Secret == "" {
		return s.URL, body, err
	}
	u, err := url.Parse(s.URL)
	if err != nil {
		return "", nil, withoutAddress(err)
	}
	stamp := strconv.FormatInt(s.Now().UnixMilli(), 10)
	q := u.Query()
	q.Set("timestamp", stamp)
	q.Set("sign", sign(s.Secret, stamp+"\n"+s.Secret))
	u.RawQuery = q.Encode()
	return u.String(), body, nil
}

// encodeFeishu: the signature is the base64 HMAC-SHA256 of nothing under the
// key "seconds\nsecret", in the body.
func encodeFeishu(s *Sender, m Message) (string, []byte, error) {
	fields := map[string]any{"msg_type": "text", "content": map[string]string{"text": m.text(16 << 10)}}
	if s.Secret != "" {
		stamp := strconv.FormatInt(s.Now().Unix(), 10)
		fields["timestamp"] = stamp
		fields["sign"] = sign(stamp+"\n"+s.Secret, "")
	}
	body, err := json.Marshal(fields)
	return s.URL, body, err
}

func encodeSlack(s *Sender, m Message) (string, []byte, error) {
	text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(m.text(16 << 10))
	body, err := json.Marshal(map[string]string{"text": text})
	return s.URL, body, err
}

func encodeJSON(s *Sender, m Message) (string, []byte, error) {
	state := "open"
	if m.Resolved {
		state = "resolved"
	}
	body, err := json.Marshal(map[string]string{"code": m.Code, "state": state, "title": m.Title, "body": m.Body,
		"at": m.At.UTC().Format(time.RFC3339)})
	return s.URL, body, err
}

func sign(key, message string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(message))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// errcode reads the answer of WeCom and DingTalk, which say no with status 200.
func errcode(answer []byte) (int, bool) {
	var a struct {
		Errcode *int `json:"errcode"`
	}
	if json.Unmarshal(answer, &a) != nil || a.Errcode == nil {
		return 0, false
	}
	return *a.Errcode, *a.Errcode == 0
}

// feishuCode reads Feishu's answer; older robots answer StatusCode.
func feishuCode(answer []byte) (int, bool) {
	var a struct {
		Code   *int `json:"code"`
		Status *int `json:"StatusCode"`
	}
	if json.Unmarshal(answer, &a) != nil {
		return 0, false
	}
	for _, c := range []*int{a.Code, a.Status} {
		if c != nil {
			return *c, *c == 0
		}
	}
	return 0, false
}

func anyAnswer([]byte) (int, bool) { return 0, true }

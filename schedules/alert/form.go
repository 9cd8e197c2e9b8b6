package alert

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// form is how one service wants its messages and says that it took them.
type form struct {
	limit int // of the text, in bytes
	body  func(text string, m Message) map[string]any
	// sign adds a signature to the query or the body.
	sign func(secret string, now time.Time, query url.Values, body map[string]any)
	// codes are the fields of the answer of which the first that is there means
	// yes if it is 0: such services say no with status 200. Without any the
	// status is believed.
	codes []string
	fast  []int // codes that mean: too many messages
	// penalty is how long a service refuses after too many messages, interval
	// the shortest time between two.
	penalty, interval time.Duration
}

// forms follow each service's own documentation of its webhooks: WeCom and
// DingTalk take 20 messages a minute, Feishu 100 a minute, Slack one a second.
var forms = map[string]form{
	"wecom": {limit: 2048, body: textContent, codes: []string{"errcode"}, fast: []int{45009, 45033},
		penalty: time.Minute, interval: 3 * time.Second},
	"dingtalk": {limit: 16 << 10, body: textContent, sign: signDingTalk, codes: []string{"errcode"}, fast: []int{130101, 130102, 410100},
		penalty: 10 * time.Minute, interval: 3 * time.Second},
	"feishu": {limit: 16 << 10, body: func(text string, _ Message) map[string]any {
		return map[string]any{"msg_type": "text", "content": map[string]string{"text": text}}
	}, sign: signFeishu, codes: []string{"code", "StatusCode"}, fast: []int{11232, 9499}, // older robots answer StatusCode
		penalty: time.Minute, interval: 600 * time.Millisecond},
	"slack": {limit: 16 << 10, body: func(text string, _ Message) map[string]any {
		return map[string]any{"text": strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)}
	}, penalty: time.Minute, interval: time.Second},
	"json": {limit: 16 << 10, body: func(_ string, m Message) map[string]any {
		state := map[bool]string{false: "open", true: "resolved"}[m.Resolved]
		return map[string]any{"code": m.Code, "state": state, "title": m.Title, "body": m.Body, "at": m.At.UTC().Format(time.RFC3339)}
	}, penalty: time.Minute, interval: time.Second},
}

func textContent(text string, _ Message) map[string]any {
	return map[string]any{"msgtype": "text", "text": map[string]string{"content": text}}
}

// signDingTalk: the base64 HMAC-SHA256 of "milliseconds\nsecret" under the
// secret, in the query.
func signDingTalk(secret string, now time.Time, query url.Values, _ map[string]any) {
	stamp := strconv.FormatInt(now.UnixMilli(), 10)
	query.Set("timestamp", stamp)
	query.Set("sign", sign(secret, stamp+"\n"+secret))
}

// signFeishu: the base64 HMAC-SHA256 of nothing under the key
// "seconds\nsecret", in the body.
func signFeishu(secret string, now time.Time, _ url.Values, body map[string]any) {
	stamp := strconv.FormatInt(now.Unix(), 10)
	body["timestamp"], body["sign"] = stamp, sign(stamp+"\n"+secret, "")
}

func sign(key, message string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(message))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// taken reads an answer's body: the service's code, and whether it means yes.
func (f form) taken(answer []byte) (code int, ok bool) {
	var fields map[string]any
	if len(f.codes) > 0 && json.Unmarshal(answer, &fields) != nil {
		return 0, false
	}
	for _, name := range f.codes {
		if code, ok := fields[name].(float64); ok {
			return int(code), code == 0
		}
	}
	return 0, len(f.codes) == 0
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

package kind

import "strings"

// held reads what is held, chaired or carried out: by the head of the object,
// or of the subject where the verb ends the clause.
func held(c string, at int, word string) (kind, decided string) {
	object := strings.TrimPrefix(c[at+len(word):], "了")
	if object == "" {
		return headOf(subject(c[:at]))
	}
	if strings.HasPrefix(object, "座谈") && !strings.HasPrefix(object, "座谈会") {
		return talked(c, at, "座谈")
	}
	if kind, decided = headOf(object); kind != "" {
		return kind, decided
	}
	switch word {
	case "召开", "主持召开", "组织召开", "套开":
		return Meeting, word
	case "举行", "举办", "主办", "承办":
		return Event, word
	}
	return "", ""
}

// attended takes the kind of what is attended.
func attended(c string, at int, word string) (kind, decided string) {
	return headOf(strings.TrimPrefix(c[at+len(word):], "了"))
}

// plans are started in meetings and on paper.
var plans = strings.Fields("方案 计划 工作 响应 预案 机制 程序 实施 行动 专项 整治 应急 编制 试点 申报 调查 普查 征集 改革 立项 招标")

// opened is a ceremony where a thing or a public happening is opened; a
// session and a plan that a meeting starts are none.
func opened(c string, at int, word string) (kind, decided string) {
	object := strings.TrimPrefix(c[at+len(word):], "了")
	if object != "" {
		if hasAnyPrefix(object, nouns...) || containsAny(object, plans) != "" {
			return "", ""
		}
		return Ceremony, word
	}
	s := subject(c[:at])
	kind, decided = headOf(s)
	if kind == Meeting || kind == Investment || kind == Signing {
		return kind, decided
	}
	if kind == "" && hasAnySuffix(s, plans...) {
		return "", ""
	}
	return Ceremony, word
}

// closed is what was held.
func closed(c string, at int, word string) (kind, decided string) {
	if kind, decided = headOf(subject(c[:at])); kind != "" {
		return kind, decided
	}
	return Event, word
}

// manners stand before the verb.
var manners = strings.Fields("正式 隆重 顺利 圆满 成功 盛大 如期 同步 同时 日前 联合 火热 在线 线上 共同 先后 分别 今日 首次 再次 重磅 拟")

// subject is what stands before a verb, without manner and place.
func subject(before string) string {
	for trimmed := true; trimmed; {
		trimmed = false
		for _, word := range manners {
			if rest, ok := strings.CutSuffix(before, word); ok {
				before, trimmed = rest, true
			}
		}
	}
	for _, place := range [...]string{"在", "于"} {
		if i := strings.LastIndex(before, place); i > 0 {
			if kind, _ := headOf(before[:i]); kind != "" {
				return before[:i]
			}
		}
	}
	return before
}

// toured is a fair that goes to a place: 推介会走进成都.
func toured(c string, at int, _ string) (kind, decided string) { return headOf(subject(c[:at])) }

// notices are papers, not happenings.
var notices = strings.Fields("公示 公告 通告 通知 预警 任命 讣告 通报 措施 政策 意见 办法 细则")

// released is an event where a work or a result meets its public.
func released(c string, at int, word string) (kind, decided string) {
	if containsAny(c[at:], notices) != "" {
		return "", ""
	}
	return Event, word
}

// taught is a lesson, to the party's own or to a public.
func taught(c string, at int, word string) (kind, decided string) {
	if kind, decided = headOf(c[at+len(word):]); kind != "" {
		return kind, decided
	}
	return Event, word
}

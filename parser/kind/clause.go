package kind

import "strings"

// clausesOf cuts a sentence at its commas and leaves out what stands in
// parentheses, the names of writings, and clauses that only give a circumstance.
func clausesOf(sentence []rune) []string {
	clauses, clause := make([]string, 0, 8), make([]rune, 0, len(sentence))
	inside, written, quoted := 0, 0, 0
	cut := func() {
		if c := strings.TrimSpace(string(clause)); c != "" && !circumstantial(c) {
			clauses = append(clauses, c)
		}
		clause = clause[:0]
	}
	for _, r := range sentence {
		kept := inside == 0 && written == 0
		switch {
		case r >= 0x4e00 && r <= 0x9fff: // nearly all
		case r == '(':
			inside, kept = inside+1, false
		case r == ')':
			inside, kept = max(0, inside-1), false
		case inside > 0:
		case r == '《':
			written, kept = written+1, true
		case r == '》':
			written, kept = max(0, written-1), true
		case !kept:
		case r == '“':
			quoted++
		case r == '”':
			quoted = max(0, quoted-1)
		case quoted == 0 && isStop(r):
			cut()
			kept = false
		}
		if kept {
			clause = append(clause, r)
		}
	}
	cut()
	return clauses
}

// isStop reports the stops between clauses.
func isStop(r rune) bool {
	return r == ',' || r == ';' || r == ':' || r == '。' || r == '!' || r == '?'
}

// circumstances open a clause that says when, why or on what ground.
var circumstances = newIndex(strings.Fields("为 围绕 根据 按照 随着 针对 聚焦 结合 受 经 由于 据 自 当 作为 继 值此 正值 时值 恰逢"))

// notCircumstances begin like one and are none.
var notCircumstances = newIndex(strings.Fields("为期 据悉 经济 经开 结合部 自然 自主 自贸 自行车 受理 当选 当地 经营 经贸 经信 据点 自由 自来"))

// circumstantial reports a clause that only gives a circumstance.
func circumstantial(c string) bool {
	if _, word := notCircumstances.at(c); word != "" {
		return false
	}
	if _, word := circumstances.at(c); word != "" {
		return true
	}
	return strings.HasPrefix(c, "在") && hasAnySuffix(c, "下", "之际", "来临", "前夕", "期间", "背景下", "当天")
}

// quoteLen is the length of the quotation that begins the text, 0 for none.
func quoteLen(text string) int {
	closing := ""
	switch {
	case strings.HasPrefix(text, "“"):
		closing = "”"
	case strings.HasPrefix(text, "《"):
		closing = "》"
	default:
		return 0
	}
	if end := strings.Index(text, closing); end > 0 {
		return end + len(closing)
	}
	return 0
}

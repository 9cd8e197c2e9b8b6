package parser

import "shenzheng/parser/text"

// isClearing reports the sentence that ends the introduction: 《深政观察》对各
// 区公开报道的活动进行梳理.
func isClearing(s []rune) bool { return text.Contains(s, columnName) && text.Contains(s, "梳理") }

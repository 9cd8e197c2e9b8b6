package generate

import (
	"slices"
	"strings"
)

var (
	surnames = strings.Split("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤仇盖查单解朴乐柏冼区麦植池古母银揭暴冉鲜佘阚胥卞昌敖", "")

	compoundSurnames = []string{"欧阳", "上官", "司马", "诸葛", "尉迟", "夏侯", "东方", "皇甫", "令狐", "慕容", "公孙", "司徒", "长孙", "宇文", "南宫", "端木"}

	given = strings.Split("澜峥嵘珂琪瑜璟霖泽铭锐航屿岚芷蔚昕晔煜炜烁骏骁驰翊翔鸿鹏逸远恒毅诚谦礼智仁义勇刚峰磊森栋梁松柏楠梓涵润清源浩渤涛淼湛沛泓婷娟莉芳芬萍莹颖静雅慧敏洁雪梅兰菊竹春夏秋冬晨曦旭昊昌盛辉耀光荣华贵富康宁安平顺祥瑞福禄寿喜庆吉丽美佳俊杰英雄豪伟国建军民文武斌彬", "")

	// finals are characters that a verb of the codebook may begin with. The
	// first is one by itself, so only a surname alone may stand before it.
	finals = strings.Split("率主强参表指调检走会部介认提见带", "")

	dottedNames = []string{"艾力·买买提", "古丽·阿不都", "巴特尔·宝音", "玛依拉·托合提", "扎西·多吉", "努尔·哈力克", "其木格·乌兰"}

	// interpuncts are the dots that names are printed with.
	interpuncts = []string{"\u00b7", "\u2022", "\u30fb", "\u2027", "\u0387"}
)

// name is a person's name: normalized, and as this column prints it.
type name struct{ plain, printed string }

// anyName invents a name of any form the codebook knows.
func anyName(d dice) name {
	switch n := d.IntN(100); {
	case n < 5:
		return dottedName(d)
	case n < 15:
		return same(pick(d, compoundSurnames) + pick(d, given) + optional(d, 50, given))
	case n < 24:
		return same(pick(d, surnames) + pick(d, finals))
	case n < 29:
		return same(pick(d, surnames) + pick(d, given) + pick(d, finals[1:]))
	case n < 32:
		s, g := pick(d, surnames), pick(d, given)
		return name{plain: s + g, printed: s + pick(d, []string{" ", "　"}) + g}
	case n < 55:
		return same(pick(d, surnames) + pick(d, given))
	default:
		return same(pick(d, surnames) + pick(d, given) + pick(d, given))
	}
}

// staffName invents a short name for people who are no officials.
func staffName(d dice) string { return pick(d, surnames) + pick(d, given) + optional(d, 60, given) }

func same(s string) name { return name{s, s} }

func dottedName(d dice) name {
	plain := pick(d, dottedNames)
	return name{plain, strings.ReplaceAll(plain, "·", pick(d, interpuncts))}
}

func optional(d dice, percent int, from []string) string {
	if d.chance(percent) {
		return pick(d, from)
	}
	return ""
}

// torn reports whether name and what follows it could be cut one character
// earlier, before a verb, so that nothing printed decides where the name ends:
// 王小强调研 is left out of the columns, 高强调研 is not, because 高 alone is
// no name.
func torn(plain, follow string) bool {
	runes := []rune(plain)
	rest, last := string(runes[:len(runes)-1]), string(runes[len(runes)-1:])
	if !opensWithVerb(last+follow) && !slices.ContainsFunc(otherLeads, func(lead string) bool { return strings.HasPrefix(last+follow, lead) }) {
		return false
	}
	whole := len(runes) > 2 && !slices.Contains(compoundSurnames, rest)
	return whole || !opensWithVerb(follow)
}

// otherLeads are common words besides the codebook's verbs that a name's last
// character could be torn into.
var otherLeads = strings.Fields("提到 走到 参与 参会 主办 主要 率领 率先 带领 表态 会同 会上 提升 指导 走进 见面 部分 认真 检验 强化 调整 调度 要在 要求")

func opensWithVerb(s string) bool {
	return slices.ContainsFunc(verbList, func(verb string) bool { return strings.HasPrefix(s, verb) })
}

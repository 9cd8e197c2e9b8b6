package generate

import (
	"slices"
	"strings"
)

var (
	surnames = strings.Split("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤仇盖查单解朴乐柏冼区麦植池古母银揭暴冉鲜佘阚胥卞昌敖", "")

	compoundSurnames = strings.Fields("欧阳 上官 司马 诸葛 尉迟 夏侯 东方 皇甫 令狐 慕容 公孙 司徒 长孙 宇文 南宫 端木")

	given = strings.Split("澜峥嵘珂琪瑜璟霖泽铭锐航屿岚芷蔚昕晔煜炜烁骏骁驰翊翔鸿鹏逸远恒毅诚谦礼智仁义勇刚峰磊森栋梁松柏楠梓涵润清源浩渤涛淼湛沛泓婷娟莉芳芬萍莹颖静雅慧敏洁雪梅兰菊竹春夏秋冬晨曦旭昊昌盛辉耀光荣华贵富康宁安平顺祥瑞福禄寿喜庆吉丽美佳俊杰英雄豪伟国建军民文武斌彬", "")

	// finals are characters that a verb of the codebook may begin with. The
	// first is one by itself, so only a surname alone may stand before it.
	finals = strings.Split("率主强参表指调检走会部介认提见带", "")

	dottedNames = strings.Fields("艾力·买买提 古丽·阿不都 巴特尔·宝音 玛依拉·托合提 扎西·多吉 努尔·哈力克 其木格·乌兰")

	// interpuncts are the dots that names are printed with.
	interpuncts = strings.Split("·•・‧·", "")

	// verbs are the codebook's closed list; leads are these, the statements
	// and other words that a name's last character could be torn into.
	verbs = strings.Fields("主持 出席 参加 率队 带队 调研 考察 检查 巡查 督导 走访 拜会 会见 慰问 座谈 讲话 致辞 作报告 宣讲 部署 指挥 陪同 见证 揭牌 接访 做客 参观")
	leads = slices.Concat(verbs, statements, strings.Fields("提到 走到 参与 参会 主办 主要 率领 率先 带领 表态 会同 会上 提升 指导 走进 见面 部分 认真 检验 强化 调整 调度 要在"))
)

// name is a person's name: normalized, and as this column prints it.
type name struct{ plain, printed string }

// anyName invents a name of any form the codebook knows.
func anyName(d dice) name {
	same := func(s string) name { return name{s, s} }
	switch n := d.IntN(100); {
	case n < 5:
		plain := pick(d, dottedNames)
		return name{plain, strings.ReplaceAll(plain, "·", pick(d, interpuncts))}
	case n < 15:
		return same(pick(d, compoundSurnames) + givenName(d, 50))
	case n < 24:
		return same(pick(d, surnames) + pick(d, finals))
	case n < 29:
		return same(pick(d, surnames) + pick(d, given) + pick(d, finals[1:]))
	case n < 32:
		s, g := pick(d, surnames), pick(d, given)
		return name{plain: s + g, printed: s + pick(d, []string{" ", "　"}) + g}
	default:
		return ordinaryName(d)
	}
}

// ordinaryName invents a name of two or three characters.
func ordinaryName(d dice) name {
	s := pick(d, surnames) + givenName(d, 65)
	return name{s, s}
}

// givenName is one character or, in percent of the throws, two.
func givenName(d dice, two int) string {
	if d.chance(two) {
		return pick(d, given) + pick(d, given)
	}
	return pick(d, given)
}

// torn reports whether name and what follows it could be cut one character
// earlier, before a verb, so that nothing printed decides where the name ends:
// 王小强调研 is left out of the columns, 高强调研 is not, because 高 alone is
// no name.
func torn(plain, follow string) bool {
	opens := func(s string) bool {
		return slices.ContainsFunc(leads, func(lead string) bool { return strings.HasPrefix(s, lead) })
	}
	runes := []rune(plain)
	rest, last := string(runes[:len(runes)-1]), string(runes[len(runes)-1:])
	if !opens(last + follow) {
		return false
	}
	return len(runes) > 2 && !slices.Contains(compoundSurnames, rest) || !opens(follow)
}

// official is one invented official.
type official struct {
	name
	office   string
	district string // slug; empty for the city's
	forms    []postForm
}

// leaders are the officials of one district.
type leaders struct {
	secretary, head *official
	others          []*official
}

// cast holds the officials of a column, or of a whole serial, each with a name
// that is no part of another's.
type cast struct {
	taken   []string
	leaders map[string]*leaders
	city    []*official
	invent  func(dice) name
	former  *official // who held an office before, where that is known
}

func newCast(d dice, invent func(dice) name) *cast {
	c := &cast{leaders: map[string]*leaders{}, invent: invent}
	for range 2 {
		c.city = append(c.city, c.hire(d, district{}, "other", pick(d, posts["city"])))
	}
	return c
}

// of gives the leaders of a district, hiring them at the first question.
func (c *cast) of(d dice, home district) *leaders {
	if l, ok := c.leaders[home.slug]; ok {
		return l
	}
	l := &leaders{}
	if d.chance(6) {
		l.secretary = c.hire(d, home, "both", pick(d, jobsOf(home, "both")))
		l.head = l.secretary
	} else {
		l.secretary = c.hire(d, home, "secretary", pick(d, jobsOf(home, "secretary")))
		l.head = c.hire(d, home, "head", pick(d, jobsOf(home, "head")))
	}
	for range 2 {
		l.others = append(l.others, c.hire(d, home, "other", pick(d, jobsOf(home, "other"))))
	}
	c.leaders[home.slug] = l
	return l
}

func (c *cast) hire(d dice, home district, office, job string) *official {
	return &official{name: c.fresh(d, c.invent), office: office, district: home.slug, forms: formsOf(home, job)}
}

// outsider gives the name of somebody who is no official.
func (c *cast) outsider(d dice) string { return c.fresh(d, ordinaryName).plain }

// fresh invents a name that neither holds nor is held by another one.
func (c *cast) fresh(d dice, invent func(dice) name) name {
	for {
		n := invent(d)
		clash := func(other string) bool {
			return strings.HasPrefix(other, n.plain) || strings.HasPrefix(n.plain, other)
		}
		if !strings.Contains(everyWord, n.plain) && !slices.ContainsFunc(c.taken, clash) {
			c.taken = append(c.taken, n.plain)
			return n
		}
	}
}

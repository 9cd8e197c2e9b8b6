package parser

import (
	"regexp"
	"slices"
	"strings"

	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// What stands among the activities and behind them and is none: pictures, the
// closing note, what the editors say.

// maxCaption bounds a caption in code points.
const maxCaption = 50

// isPlaceholder reports a line that stands for a picture: 图片, [图片].
func isPlaceholder(s []rune) bool {
	i, seen := 0, false
	for i < len(s) {
		switch c := s[i]; {
		case pictures.At(s, i) > 0:
			i, seen = i+2, true
		case text.IsSpace(c), text.IsCloser(c), isMark(c), text.IsDigit(c), c == '[', c == '【', c == '(':
			i++
		default:
			return false
		}
	}
	return seen
}

var pictures = text.NewWords("图片 视频")

// isLabelledCaption reports a line that says it belongs to a picture: 图为…,
// ▲…, or a short line that ends as captions do (…供图, …摄, …效果图).
func isLabelledCaption(s []rune) bool {
	i := skipBrackets(s, 0)
	if i >= len(s) || len(s) > 80 {
		return false
	}
	if strings.ContainsRune("▲△↑▼↓⬆", s[i]) || captionOpeners.At(s, i) > 0 || s[i] == '图' && i+1 < len(s) && isNumeral(s[i+1]) {
		return true
	}
	end := trimmed(s, text.IsCloser)
	stop := trimmed(s, func(c rune) bool { return c == '。' || c == ')' })
	sentence := stop > 0 && stop < len(s) && strings.ContainsRune("供图片摄场", s[stop-1]) && captionEnd.MatchString(string(s))
	return end > 0 && end <= maxCaption && (captionClosers.End(s[:end]) && !textCredits.End(s) || sentence || showsWhere(s))
}

// captionEnd is how a caption ends that is printed as a sentence.
var captionEnd = regexp.MustCompile(`(?:(?:^|[。(])[^,。]{0,6}(?:图片?|照片|视频)均?由[^,。]{2,20}提供|^[^,。到进往入赴]{0,8}(?:会议?|活动|签约|仪式|论坛|启动|调研|比赛|展览|演出|施工)现场|供图|[^拍航]摄|\((?:资料)?图片?\)|^.{0,4}(?:效果|示意|规划|实景|资料)图)[)。]+$`)

// showsWhere reports an undated line that tells who is where: 李某某(右二)走访企业。
func showsWhere(s []rune) bool {
	for i, c := range s {
		if c != '(' || pictureSides.At(s, i+1) == 0 {
			continue
		}
		if text.Contains(s[i+2:min(len(s), i+6)], ")") {
			_, dated := date.Read(s, Week{})
			return !dated
		}
	}
	return false
}

var (
	pictureSides   = text.NewWords("左 右 中) 前排 后排")
	captionOpeners = text.NewWords("俯瞰 鸟瞰 航拍 远眺 图为 图: 图源 图说 图片来源 图片由 图片说明 上图 下图 左图 右图 资料图 视频截图")
	textCredits    = text.NewWords("。(文/图) 。(图/文)") // of the text
	captionClosers = text.NewWords("现场图 合影 合影留念 摄 供图 图片 资料图 效果图 示意图 规划图 实景图 航拍图 截图 /图 制图 海报 (图)")
)

// isClosingNote reports 其他区主要领导本周未有公开报道的活动。 and the like.
func isClosingNote(s []rune, words Span) bool {
	i := words.Start
	switch {
	case len(s) > 100:
		return false
	case nothingAtAll.Has(s[i:max(i, trimmed(s, text.IsSentenceEnd))]),
		len(s) <= maxFarewell && text.Contains(s, "《"+columnName+"》") && nextOnes.In(s):
		return true
	}
	if k := i + thisWeek.At(s, i); len(s)-k <= 14 && nothingWords.At(s, k) > 0 && reportWords.In(s) {
		return true // under a heading of its own: 暂无公开报道。
	}
	d, n, _ := text.DistrictAt(s, i)
	behind := pastDistricts(s, skipColon(s, i+n))
	if rest := s[behind:max(behind, trimmed(s, text.IsSentenceEnd))]; d != nil && nothingAtAll.Has(rest) {
		return true // 光明区、龙岗区暂无
	}
	comma := slices.Index(s[i:min(len(s), i+14)], ',') + 1 // 截至发稿,其他区
	opens := noteOpeners.At(s, i) > 0 || comma > 0 && otherOnes.At(s, i+comma) > 0 || len(s) <= 40 && ownLeaders.At(s, i) > 0 ||
		d != nil && !text.Contains(s[:len(s)-1], "。") && (leaderWords.In(s[i+n:]) || thisWeek.At(s, behind) > 0)
	return opens && nothingWords.In(s) && reportWords.In(s)
}

// pastDistricts passes a list of districts that goes on at s[i]: 盐田区、大鹏新区.
func pastDistricts(s []rune, i int) int {
	for i < len(s) && strings.ContainsRune("、和及,", s[i]) {
		_, n, _ := text.DistrictAt(s, i+1)
		if n == 0 {
			break
		}
		i += 1 + n
	}
	return i
}

var (
	otherOnes    = text.NewWords("其他 其它 其余 余下")
	nextOnes     = text.NewWords("关注 下周 下期 再见")
	thisWeek     = text.NewWords("本周 这一周 这周")
	nothingWords = text.NewWords("未有 没有 本周无 暂无 尚无 未见 并无 无公开 未公开 未发布 无相关 暂未 无报道 未报道 未检索 未查 尚未 较少")
	nothingAtAll = text.NewWords("无 暂无 暂缺 本周无 本周暂无 暂无信息 暂无消息 暂无公开信息")
	reportWords  = text.NewWords("报道 公开活动 公开的活动 公务活动 活动信息 见报 见诸")
	leaderWords  = text.NewWords("主要领导 书记 区长 主要负责 党政主要")
	noteOpeners  = text.NewWords("以上未 未列出 未提及 部分区 根据公开 其他 其它 其余 另外 此外,其他 余下 剩余 另有 本周 主要领导 书记 区长 主要负责 党政主要")
	ownLeaders   = text.NewWords("区委书记、区长 区委书记和区长 区主要领导 新区主要领导 合作区主要领导 该区 该区主要领导")
)

// isEditorsNote reports what the editors say of the column itself: a correction,
// a remark of theirs, how it was counted.
func isEditorsNote(s []rune, words Span) bool {
	i := words.Start
	if remarkOpeners.At(s, i) > 0 || len(s) <= maxFarewell && farewells.In(s) {
		return true
	}
	n := remarkLabels.At(s, i)
	if n == 0 {
		return false
	}
	i += n
	for i < len(s) && (text.IsDigit(s[i]) || isCircled(s[i])) {
		i++
	}
	return i == len(s) || strings.ContainsRune(":】])》| ", s[i])
}

// maxFarewell bounds a line with which the editors take leave, in code points.
const maxFarewell = 50

var (
	// editorsLabels head what is of the editors wherever it stands.
	editorsLabels = text.NewWords("更正 更正说明 勘误 勘误说明 订正 编者按 编者注 编后 编后语 编辑注 编辑说明 小编注 小编提示")
	remarkLabels  = text.Union(editorsLabels, text.NewWords("注 注释 备注 附注 另注 附 说明 特别说明 统计说明 数据说明 排序说明 情况说明 致歉 致歉声明 更新 更新说明 声明 温馨提示 提示 提醒"))

	remarkOpeners = text.NewWords(
		"本期 本次统计 本次梳理 本统计 本文统计 本周统计 统计时间 统计截至 统计周期 统计口径 统计范围 统计数据 以上统计 以上梳理 以上内容 以上活动 以上信息 以上均 以上根据 以上为 以上就是 以上便是 以上即 以上是 上述信息 上述内容 上述统计",
		"如有遗漏 如有疏漏 根据各区公开 据各区公开 据公开报道 综合深圳特区报 综合读特 综合各区 来源:综合",
		"各区排序 各区排名 各区顺序 排名不分先后 排序不分先后 本栏目 本专栏 本文综合 本文据 本文根据 本文内容 数据截至 数据来源 信息截至 信息来源 资料来源 内容来源 综合整理 此前版本 本文此前 从本周各区 从本周来看 从本周的 纵观 综观 回顾本周 回看本周 盘点本周 梳理发现 不难发现",
	)

	farewells = text.NewWords("公开报道 有遗漏 不分先后 关注深政观察 感谢阅读 感谢您的阅读 继续出发 拭目以待 本栏目 本专栏 敬请指正 欢迎指正 欢迎补充 停更 下期《 我们继续关注 敬请期待 敬请关注 欢迎留言 欢迎评论 评论区 留言区 关注读特 关注下期 关注我们 不得转载 下周见 下期见 下周再见 下期再见 我们下周 我们下期")
)

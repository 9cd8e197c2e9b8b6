package forms

import "strings"

var (
	surnames = strings.Fields("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 " +
		"单 仇 查 盖 解 朴 乐 区 费 麦 欧阳 司马 诸葛 尉迟 占 敏 练 代 卜 干 佘 才 揭 操 来 和 冉 闵 苗 时 农 雷 展 银")
	ordinary = strings.Fields("伟 敏 静 磊 洋 勇 艳 杰 涛 明 霞 平 刚 文华 建国 志远 晓东 丽娜 海燕 宏毅 思源 雨桐 子轩 嘉怡 永年 立新 国栋 玉兰 春梅 秀英 德林 " +
		"向阳 学军 庆丰 金龙 瑞雪 凯旋 天佑 书涵 一鸣 若水 景行 望舒 清扬 怀瑾 知遥 致远 亦凡 以宁 如海")
	verbLike = strings.Fields("强 国强 志强 小会 文会 宗主 建主 日出 晨出 小表 为表 提要 国要 常参 小参 手指 文指 新带 玉带 表率 小率 慢走 行走 小调 文调 备考 " +
		"祖和 清和 有为 小为 文均 成就 先来 福来 大同 文同 自在 小在 又青 也宁 位德 德位 再提 中提 文介 小介 民认 安慰 文慰 正座 小座 主讲 文讲 巡检 小检")
	predicates = strings.Fields("主持会议 主持召开座谈会 出席活动 出席会议并讲话 参加 率队赴上海考察 率队走访企业 带队检查安全生产 调研园区建设 考察重点项目 检查防汛工作 巡查河道 督导整改 " +
		"走访商户 拜会专家 会见客人 慰问职工 致辞 宣讲党的精神 部署下一步工作 陪同调研 见证签约 参观展览 强调,要落实 表示,将推进 指出,要抓紧 要求,各部门跟进 认为,前景广阔 " +
		"提出三点意见 介绍情况 透露,项目将开工 一行到企业走访 同志主持会议 深入社区 前往工地 在会上强调,要落实 先后来到两家企业 现场督办 等出席 召开专题会 听取汇报 实地察看 " +
		"在现场指挥抢险 为获奖者颁奖 与企业家面对面座谈 就防汛作出安排 向教师致以问候 对整改提出要求 从严要求 受邀出席 一线督战 和群众交流 把温暖送到社区 还看望了老兵 " +
		"于会上致辞 同专家交流 率工作组前往 代表区政府签约 及相关负责人参加 将慰问品送到家中 跟随队伍巡河 到会祝贺")
)

// Names measures where the parser lets a name end: surnames, given names and
// predicates of lists of its own are set together behind a post, and each
// sentence is read, about size of each kind. The truth is known by
// construction; the text is generated, not found.
func Names(size int) []Figure {
	return []Figure{namesOf("names_ordinary", ordinary, size), namesOf("names_verb_like", verbLike, size)}
}

// namesOf reads a sentence for size of the names and predicates.
func namesOf(field string, given []string, size int) Figure {
	f := Figure{Field: field}
	all := len(surnames) * len(given) * len(predicates)
	// A step without a common divisor meets every surname, given name and
	// predicate with many of the others.
	step := max(all/size, 1)
	for gcd(step, all) > 1 {
		step++
	}
	for n := range min(size, all) {
		k := n * step % all
		name := surnames[k%len(surnames)] + given[k/len(surnames)%len(given)]
		line := "4月24日,区委书记" + name + predicates[k/len(surnames)/len(given)] + "。"
		list := officialsOf("福田区", []string{line})
		if len(list) > 0 && list[0].Name == name && list[0].Post == "区委书记" {
			f.True++
			continue
		}
		f.Missed++
		if len(list) > 0 {
			f.False++
			line += " -> " + list[0].Post + " " + list[0].Name
		}
		f.Misread = append(f.Misread, line)
	}
	return f
}

func gcd(a, b int) int {
	for b > 0 {
		a, b = b, a%b
	}
	return a
}

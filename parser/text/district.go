package text

import (
	"slices"
	"strings"
)

// District is one of Shenzhen's districts. Each is known by its pointer.
type District struct {
	Slug   string
	NameZH string
	NameEN string
	GB2260 string // empty for the new area and the cooperation zones
	Kind   string // district | new_area | cooperation_zone
}

// Districts lists Shenzhen's districts in the order of the codebook. Codes
// are GB/T 2260; the new area and the two cooperation zones have none.
func Districts() []*District { return slices.Clone(districts) }

var districts = []*District{
	{"futian", "福田区", "Futian District", "440304", "district"},
	{"luohu", "罗湖区", "Luohu District", "440303", "district"},
	{"yantian", "盐田区", "Yantian District", "440308", "district"},
	{"nanshan", "南山区", "Nanshan District", "440305", "district"},
	{"baoan", "宝安区", "Bao'an District", "440306", "district"},
	{"longgang", "龙岗区", "Longgang District", "440307", "district"},
	{"longhua", "龙华区", "Longhua District", "440309", "district"},
	{"pingshan", "坪山区", "Pingshan District", "440310", "district"},
	{"guangming", "光明区", "Guangming District", "440311", "district"},
	{"dapeng", "大鹏新区", "Dapeng New District", "", "new_area"},
	{"shenshan", "深汕特别合作区", "Shenshan Special Cooperation Zone", "", "cooperation_zone"},
	{"qianhai", "前海合作区", "Qianhai Cooperation Zone", "", "cooperation_zone"},
}

// DistrictAt gives the district whose name s[i:] begins with, nil for none, the length of the
// name and whether it is a full one: it stands for the district anywhere, a short one
// (福田) only alone in a line or as a subject.
func DistrictAt(s []rune, i int) (d *District, n int, full bool) {
	w := DistrictNames.Find(s, i)
	if w == nil {
		return nil, 0, false
	}
	name := namedDistricts[w.Place]
	return name.of, w.Len(), name.full
}

// ShortName is the name of a district without its kind: 福田.
func (d *District) ShortName() string {
	for _, kind := range []string{"特别合作区", "合作区", "新区", "区"} {
		if name, ok := strings.CutSuffix(d.NameZH, kind); ok {
			return name
		}
	}
	return d.NameZH
}

// DistrictNames are all their names in print, namedDistricts what each names.
var DistrictNames, namedDistricts = namesOfDistricts()

// named is a district with names of it, in full or short.
type named struct {
	of    *District
	full  bool
	words *Words
}

func namesOfDistricts() (*Words, []*named) {
	others := map[string]string{"shenshan": "深汕合作区", "qianhai": "前海深港现代服务业合作区 前海深港合作区"}
	var names []named
	for _, d := range districts {
		names = append(names, named{d, true, NewWords(d.NameZH, others[d.Slug])}, named{d, false, NewWords(d.ShortName())})
	}
	return Table(names, func(n *named) *Words { return n.words })
}

// Cities are others than Shenzhen, as they are named without 市, Provinces those of the
// country, Abroad other countries and what they are united in.
var (
	Cities = NewWords("广州 东莞 惠州 汕尾 珠海 佛山 中山 江门 肇庆 汕头 潮州 揭阳 梅州 河源 韶关 清远 云浮 阳江 茂名 湛江 北京 上海 天津 重庆 成都 武汉 杭州 南京 苏州 西安 长沙 厦门 " +
		"青岛 大连 宁波 福州 郑州 合肥 南昌 南宁 昆明 贵阳 海口 三亚 桂林 柳州 百色 河池 沈阳 长春 哈尔滨 济南 石家庄 太原 兰州 银川 西宁 拉萨 乌鲁木齐 无锡 常州 温州 绍兴 泉州 " +
		"赣州 株洲 遵义 喀什 芜湖 烟台 绵阳 香港 澳门 台北 首尔 东京 曼谷 新加坡")
	Provinces = NewWords("河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆")
	Abroad    = NewWords("日本 韩国 朝鲜 蒙古国 越南 老挝 柬埔寨 泰国 缅甸 马来西亚 印尼 印度 印度尼西亚 文莱 菲律宾 东帝汶 巴基斯坦 斯里兰卡 孟加拉国 尼泊尔 阿富汗 哈萨克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 土库曼斯坦 塔吉克斯坦 " +
		"伊朗 伊拉克 以色列 巴勒斯坦 土耳其 沙特 阿联酋 迪拜 卡塔尔 科威特 阿曼 巴林 约旦 黎巴嫩 埃及 摩洛哥 阿尔及利亚 突尼斯 利比亚 埃塞俄比亚 肯尼亚 坦桑尼亚 乌干达 卢旺达 赞比亚 安哥拉 尼日利亚 加纳 塞内加尔 南非 毛里求斯 马达加斯加 " +
		"英国 法国 德国 意大利 西班牙 葡萄牙 荷兰 比利时 卢森堡 瑞士 奥地利 爱尔兰 丹麦 瑞典 挪威 芬兰 冰岛 波兰 捷克 斯洛伐克 匈牙利 罗马尼亚 保加利亚 希腊 塞尔维亚 克罗地亚 斯洛文尼亚 马耳他 塞浦路斯 俄罗斯 白俄罗斯 乌克兰 格鲁吉亚 亚美尼亚 阿塞拜疆 爱沙尼亚 拉脱维亚 立陶宛 " +
		"美国 加拿大 墨西哥 古巴 巴拿马 哥斯达黎加 牙买加 巴西 阿根廷 智利 秘鲁 哥伦比亚 委内瑞拉 厄瓜多尔 乌拉圭 澳大利亚 新西兰 斐济 巴布亚新几内亚 联合国 欧盟 东盟 非盟 世界卫生组织 世卫组织 亚太经合组织")
)

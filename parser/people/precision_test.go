package people

import (
	"strings"
	"testing"
)

// TestNobodyOfOthers reads invented news of other cities, provinces,
// ministries, companies, foreign bodies and books in the section of a district:
// nobody in it is an official of Shenzhen.
func TestNobodyOfOthers(t *testing.T) {
	// Each form is set with each of the bodies of its kind.
	kinds := map[string]struct{ bodies, titles string }{
		"city": {
			"云溪市委 湖西省云溪市委 云溪市政府 云溪市人大常委会 云溪市政协 云溪市纪委 云溪市委组织部 云溪市发展和改革局 云溪市公安局 云溪市应急管理局 云溪市高新技术产业开发区管委会 广州市委 东莞市政府 上海市商务委",
			"书记 副书记 副主任 副局长",
		},
		"district": {"天湖区委 云溪市天湖区委 广州市天河区政府 天湖区住房和建设局 天湖区城东街道党工委 上海市浦东新区区委", "书记 副主任 常委"},
		"county":   {"海青县委 海青县政府 湖西省海青县人大常委会 青禾自治州委 青禾镇党委 白石乡党委 青禾村党支部", "书记 副书记 主任"},
		"province": {"省委 广东省委 湖西省政府 省发展改革委 省委组织部 省自然资源厅 省军区 广东省科学技术厅", "书记 副主任 副部长 厅长"},
		"state": {
			"商务部 外交部 财政部 国家能源署 国家税务总局 最高人民法院 最高人民检察院 中央宣传部 国务院办公厅 全国人大常委会 中国证监会 海关总署 生态环境部 中国气象局",
			"部长 副部长 副主任 署长 副局长 院长 检察长 党组书记",
		},
		"company": {
			"青禾公司 青禾集团 深圳青禾科技有限公司 深圳市青禾股份有限公司 青禾银行深圳分行 深圳大学 青禾研究院 深圳市物流行业协会 福田区企业家商会 区人民医院 青禾律师事务所 青禾商务研究中心 青禾车队 深圳青禾职业技术学院 市青禾基金会",
			"董事长 总经理 党委书记 会长 秘书长 主席 主任 校长 院长 队长 理事长 创始人",
		},
		"area": {
			"青石经济开发区党工委 青石口岸管委会 湖西省青石经济开发区管委会 青石高新区党工委 云溪南沙开发区管委会 青桂合作特别试验区管委会 青石景区管委会 青石湖旅游度假区党工委 青石港区管委会 青石航空港实验区党工委 青石综保区管委会 青岭科学园党工委",
			"书记 副书记 主任 副主任",
		},
		"foreign": {"香港特区政府 澳门特区政府 新加坡市区重建局 东京都港区 香港贸易发展局", "行政长官 局长 主席 副主席"},
	}
	predicates := []string{"率队到福田区考察", "出席活动并致辞", "表示,将深化合作", "一行来访"}
	n := 0
	for kind, k := range kinds {
		for _, body := range strings.Fields(k.bodies) {
			for _, title := range strings.Fields(k.titles) {
				for _, line := range []string{
					body + title + "段文清" + predicates[n%len(predicates)] + "。",
					body + title + "、党组书记段文清" + predicates[(n+1)%len(predicates)] + "。",
					"4月24日," + body + title + "段文清、副主任莫南" + predicates[(n+2)%len(predicates)] + "。",
				} {
					n++
					if list := readOfficials("福田区", line); len(list) > 0 {
						t.Errorf("%s: %s names %s %s", kind, line, list[0].Post, list[0].Name)
					}
				}
			}
		}
	}
	for _, line := range []string{
		"云溪市委副书记、市长段文清率队到福田区考察。",
		"云溪市委常委、副市长段文清,云溪市政府秘书长莫南来访。",
		"天湖区委副书记、区长段文清到福田区学习考察。",
		"云溪市委书记段文清、市长莫南一行到访。",
		"云溪市委书记段文清和市长莫南一行到访。",
		"省委常委、统战部部长段文清到福田区调研。",
		"湖西省副省长段文清、云溪市市长莫南出席。",
		"《区委书记段文清》首映,主演莫南出席。",
		"纪录片《市长段文清的一天》讲述改革故事。",
		"国务院副总理段文清出席开幕式。",
		"国家主席段文清发表讲话。",
		"联合国秘书长段文清发来贺信。",
		"青禾集团董事长、党委书记段文清,总裁莫南出席。",
		"青禾公司创始人、董事局主席段文清致辞。",
		"北京市海淀区委书记段文清一行来访。",
		"东莞市委书记段文清、汕尾市长莫南来访。",
		"烟台市长段文清一行来访。",
		"区委书记、区长等出席,区委常委会召开会议。",
		"副区长分管领域工作汇报会召开。",
		"区长办公会议研究部署防汛工作。",
		"区人大代表工作站揭牌,代表小组开展视察。",
		"书记项目推进会召开,书记领办事项推进有力。",
		"区领导带队检查,区领导班子成员参加。",
		"区委书记亲自部署,区长牵头落实。",
		"主任会议听取汇报,主席会议审议方案。",
		"街道党工委书记述职评议会召开。",
	} {
		if list := readOfficials("福田区", line); len(list) > 0 {
			t.Errorf("%s names %s %s", line, list[0].Post, list[0].Name)
		}
	}
	t.Logf("%d sentences of %d kinds", n, len(kinds))
}

package demosite

// office is who leads a district, all invented, and how the paper prints
// their posts. place is what a shorter post is prefixed with (福田区).
type office struct {
	secretary, secretaryPost string
	head, headPost           string
	other, otherPost         string
	place                    string
	committee, government    string
}

// district is the leadership of an ordinary district.
func district(name, secretary, head, other, otherPost string) office {
	return office{
		secretary: secretary, secretaryPost: name + "委书记",
		head: head, headPost: name + "委副书记、区长",
		other: other, otherPost: otherPost,
		place: name, committee: name + "委常委会", government: name + "政府常务会议",
	}
}

// zone is the leadership of the new area and of the cooperation zones.
func zone(name, secretary, head, headPost, other, otherPost, meeting string) office {
	return office{
		secretary: secretary, secretaryPost: name + "党工委书记",
		head: head, headPost: name + headPost,
		other: other, otherPost: otherPost,
		place: name, committee: name + "党工委", government: meeting,
	}
}

// cast follows the order of parser.Districts.
var cast = [...]office{
	district("福田区", "安知远", "柏景澄", "岑望舒", "委常委、常务副区长"),
	district("罗湖区", "邓星野", "方既明", "顾沐川", "人大常委会主任"),
	district("盐田区", "贺听澜", "江照", "蓝溪亭", "委常委、组织部部长"),
	district("南山区", "陆云帆", "欧阳问渠", "宁远舟", "政协主席"),
	district("宝安区", "乔一禾", "沈砚秋", "唐牧之", "副区长"),
	district("龙岗区", "温如许", "夏其琛", "谢长风", "委政法委书记"),
	district("龙华区", "许南乔", "颜若水", "叶知微", "委常委、宣传部部长"),
	district("坪山区", "章海若", "祝九如", "司徒松", "人大常委会主任"),
	district("光明区", "程既白", "丁向晚", "范书遥", "政协主席"),
	zone("大鹏新区", "葛云起", "韩渡", "党工委副书记、管委会主任", "梁见山", "管委会副主任", "大鹏新区管委会办公会议"),
	zone("深汕特别合作区", "罗远岫", "莫清和", "党工委副书记、管委会主任", "潘望北", "管委会副主任", "合作区管委会办公会议"),
	zone("前海合作区", "秦归舟", "石临川", "党工委副书记、前海管理局局长", "陶远山", "党工委委员", "前海管理局局务会议"),
}

var staff = [...]string{"余小满", "卫清明", "孔夏至", "尤白露", "水霜降"}

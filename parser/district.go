package parser

// Districts lists Shenzhen's districts in the order of the codebook. Codes
// are GB/T 2260; the new area and the two cooperation zones have none.
func Districts() []District { return append([]District(nil), districts[:]...) }

var districts = [...]District{
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

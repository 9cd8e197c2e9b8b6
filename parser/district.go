package parser

import "shenzheng/parser/text"

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

// districtNames lists how the column prints a district, longer forms first.
var districtNames = [...]struct {
	name string
	slug int  // index into districts
	full bool // stands for the district anywhere; the others only alone in a line or as a subject
}{
	{"深汕特别合作区", 10, true}, {"深汕合作区", 10, true}, {"深汕", 10, false},
	{"前海深港现代服务业合作区", 11, true}, {"前海深港合作区", 11, true}, {"前海合作区", 11, true}, {"前海", 11, false},
	{"大鹏新区", 9, true}, {"大鹏", 9, false},
	{"福田区", 0, true}, {"福田", 0, false},
	{"罗湖区", 1, true}, {"罗湖", 1, false},
	{"盐田区", 2, true}, {"盐田", 2, false},
	{"南山区", 3, true}, {"南山", 3, false},
	{"宝安区", 4, true}, {"宝安", 4, false},
	{"龙岗区", 5, true}, {"龙岗", 5, false},
	{"龙华区", 6, true}, {"龙华", 6, false},
	{"坪山区", 7, true}, {"坪山", 7, false},
	{"光明区", 8, true}, {"光明", 8, false},
}

// districtAt gives the district whose name s[i:] begins with, nil for none.
func districtAt(s []rune, i int) *District {
	d, _, _ := matchDistrict(s, i)
	return d
}

// matchDistrict gives the district at s[i:], the length of its printed name
// and whether that is the full name.
func matchDistrict(s []rune, i int) (d *District, n int, full bool) {
	for k := range districtNames {
		if f := &districtNames[k]; text.HasPrefix(s, i, f.name) {
			return &districts[f.slug], text.Len(f.name), f.full
		}
	}
	return nil, 0, false
}

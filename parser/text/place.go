package text

// Cities are others than Shenzhen that a column tells of, as they are named
// without 市, Provinces those of the country.
var (
	Cities = NewWords("广州 东莞 惠州 汕尾 珠海 佛山 中山 江门 肇庆 汕头 潮州 揭阳 梅州 河源 韶关 清远 云浮 阳江 茂名 湛江 北京 上海 天津 重庆 成都 武汉 杭州 南京 苏州 西安 长沙 厦门 " +
		"青岛 大连 宁波 福州 郑州 合肥 南昌 南宁 昆明 贵阳 海口 三亚 桂林 柳州 百色 河池 沈阳 长春 哈尔滨 济南 石家庄 太原 兰州 银川 西宁 拉萨 乌鲁木齐 无锡 常州 温州 绍兴 泉州 " +
		"赣州 株洲 遵义 喀什 芜湖 烟台 绵阳 香港 澳门 台北 首尔 东京 曼谷 新加坡")
	Provinces = NewWords("河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆")
)

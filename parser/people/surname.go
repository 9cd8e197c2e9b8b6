package people

import (
	"strings"

	"shenzheng/parser/text"
)

// Surnames decide where a name can begin. The list is of surnames, never of
// officials: the common ones, the rare ones, and characters read in another
// way as a surname (单 曾 仇 覃 盖 查 解 朴 乐 区 …).

const commonCharacters = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭萧代"

const rareCharacters = "岱藏钮郗邴贲弓牧隗山宓蓬郤通逄暨钭仉督晁乜养鞠须丰巢蒯荀羿侴麴家邛芈有墨谯笪年爱佴言福第五怀逯双贡逢姬冉宰郦璩桑濮扶堵郏浦农别晏充慕茹习宦鱼慎戈庾终步耿弘匡广禄阙殳沃利蔚越夔师巩厍聂勾敖融冷訾辛阚简饶空曾毋沙后红游竺盍益桓仆禤佀冒仰危伦似侍卯圣增堂塔奎奂学宇宏尕尧崖希底庆库延弥忻忽怡恽拓揣撒斐昌晶暴曳朝朵木未朽析果枚枝柘栋楞樵檀欣水汗汝沐法泥洛洪浩涛淡淳渠湖湾溥漕澹炎焉热烟牙犹琚琴琼生畅白皇盈真知矫矿税秘种稂竹笃符粘糜纵绪缑羌老耶联肇肖胖能自臻芳苍英茆荔莘莎菅萧葆蓟蕃薄虎蛮衷补角诗诸豹贝赏赖赛超车轩辉辗辟达过运连逮遇道那部鄂鄞酆野钞钦铁铎钱银镇镡闪问闾闽阎闳降随隽雒零青靖鞏项额风饱首香骆骞高魁鲜鲁鸿鹏鹤麦黑齐龙龚丘仲佐佳侦俸儒允元光兆八冠力励劳勇勤北千午卞厉叔可台叱右召名启吴呂咸品哀唯喜嘉常凤滑汲松秋韶籍寿东伯产"

// Two characters that are one surname.
const compoundSurnames = "欧阳 上官 司马 司徒 诸葛 东方 尉迟 夏侯 皇甫 慕容 令狐 长孙 宇文 公孙 南宫 西门 独孤 端木 东郭 百里 呼延 闻人 轩辕 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 司空 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 梁丘 左丘 东门 南门 东宫 完颜 赫连 万俟 羊舌 微生 伯赏 第五 段干 纳兰 叶赫 爱新 那拉 富察 钮祜 耶律 欧侯 张简 范姜 陆费 屈突 哥舒 斛律 尔朱 达奚 拔也 贺若 乌孙 安陵 相里"

// surnames are all of them: the longer one of two that begin at one place is
// meant.
var surnames = text.NewWords(strings.Join(strings.Split(commonCharacters+rareCharacters, ""), " "), compoundSurnames)

var commonSurnames = text.NewSet(commonCharacters)

* 深政观察公务活动数据集 / Public activities of Shenzhen's district leaders, {{.ID}}
*
* 在本目录运行:由各 CSV 生成同名 .dta,带类型、变量标签与取值标签 / Run in this folder: makes a .dta
* beside every .csv, with types, variable labels and value labels:
*
*     do load.do
*     use coverage, clear
*
* 空即缺失,不是零 / What is empty is missing, not zero. Days are %td, instants %tc in Shenzhen's
* time, coded values numbers in the order of codes.csv with their English names, lists text
* joined with ';'. This script was written for Stata 16 and later and has not been run in it.

version 16
set more off
{{range .Tables}}
* {{.Name}}: {{.Title.ZH}} / {{.Title.EN}}
import delimited using "{{.Name}}.csv", clear encoding("utf-8") varnames(1) case(preserve) stringcols(_all) bindquotes(strict)
{{- range .Columns}}
{{- if or (eq .Type "integer") (eq .Type "number")}}
destring {{.Name}}, replace
{{- else if eq .Type "date"}}
generate shenzheng_value = daily({{.Name}}, "YMD")
format shenzheng_value %td
drop {{.Name}}
rename shenzheng_value {{.Name}}
{{- else if eq .Type "datetime"}}
generate double shenzheng_value = clock(substr({{.Name}}, 1, 19), "YMD#hms") + cond(substr({{.Name}}, -1, 1) == "Z", 8 * 3600000, 0)
format shenzheng_value %tc
drop {{.Name}}
rename shenzheng_value {{.Name}}
{{- else if and .List .Enum}}
generate int shenzheng_value = .
{{- $column := .}}
{{- range $i, $c := codesOf .}}
replace shenzheng_value = {{inc $i}} if {{$column.Name}} == "{{$c.Code}}"
label define {{$column.List}} {{inc $i}} `"{{$c.EN}}"', modify
{{- end}}
label values shenzheng_value {{.List}}
drop {{.Name}}
rename shenzheng_value {{.Name}}
{{- end}}
label variable {{.Name}} `"{{.Title.ZH}} / {{.Title.EN}}"'
{{- end}}
order{{range .Columns}} {{.Name}}{{end}}
compress
save "{{.Name}}.dta", replace
{{end}}

# 深政观察公务活动数据集 / Public activities of Shenzhen's district leaders, {{.ID}}
#
# 载入各表并给各列应有的类型 / Loads the tables, every column with its type:
#
#     source("load.R")
#     coverage <- load_table("coverage")
#
# 空即缺失,不是零 / What is empty is missing, not zero. Counts are integers, days Dates,
# instants in Shenzhen's time, coded values factors in the order of codes.csv, lists text
# joined with ';' (split with strsplit(x, ";")). Base R, nothing to install.

shenzheng_folder <- local({
  from <- NULL
  for (frame in sys.frames()) if (!is.null(frame$ofile)) from <- dirname(frame$ofile)
  if (is.null(from)) "." else from
})

shenzheng_lists <- list(
{{- range $i, $l := .Lists}}{{if $i}},{{end}}
  {{$l.Name}} = c({{range $k, $c := $l.Codes}}{{if $k}}, {{end}}{{printf "%q" $c.Code}}{{end}})
{{- end}}
)

shenzheng_tables <- list(
{{- range $i, $t := .Tables}}{{if $i}},{{end}}
  {{$t.Name}} = c(
{{- range $k, $c := $t.Columns}}{{if $k}},{{end}}
    {{$c.Name}} = {{if and $c.List $c.Enum}}"code:{{$c.List}}"{{else}}{{printf "%q" $c.Type}}{{end}}
{{- end}})
{{- end}}
)

# load_table gives one table, such as "coverage", as a data frame.
load_table <- function(name, folder = shenzheng_folder) {
  types <- shenzheng_tables[[name]]
  rows <- read.csv(file.path(folder, paste0(name, ".csv")), colClasses = "character", na.strings = "", encoding = "UTF-8",
    check.names = FALSE, stringsAsFactors = FALSE)
  for (column in names(types)) {
    kind <- types[[column]]
    values <- rows[[column]]
    if (kind == "integer") rows[[column]] <- as.integer(values)
    if (kind == "number") rows[[column]] <- as.numeric(values)
    if (kind == "date") rows[[column]] <- as.Date(values, format = "%Y-%m-%d")
    if (kind == "datetime") {
      plain <- sub("([+-][0-9]{2}):([0-9]{2})$", "\\1\\2", sub("Z$", "+0000", values))
      rows[[column]] <- as.POSIXct(plain, format = "%Y-%m-%dT%H:%M:%OS%z", tz = "Asia/Shanghai")
    }
    if (startsWith(kind, "code:")) rows[[column]] <- factor(values, levels = shenzheng_lists[[substring(kind, 6)]])
  }
  rows
}

# load_labels gives the names of a list's codes by code, such as load_labels("kind", "zh").
load_labels <- function(name, language = "en", folder = shenzheng_folder) {
  codes <- load_table("codes", folder)
  codes <- codes[codes$list == name, ]
  setNames(codes[[paste0("label_", language)]], codes$code)
}

"""深政观察公务活动数据集 / Public activities of Shenzhen's district leaders, {{.ID}}

载入各表并给各列应有的类型 / Loads the tables into pandas, every column with its type:

    from load import table
    coverage = table("coverage")

空即缺失,不是零 / What is empty is missing, not zero. Counts are Int64, days datetime64,
instants in Shenzhen's time, coded values categories in the order of codes.csv, lists
text joined with ';' (split with .str.split(";")). Run by itself it loads every table.
"""

import pathlib

import pandas as pd

FOLDER = pathlib.Path(__file__).resolve().parent

LISTS = {
{{- range .Lists}}
    {{printf "%q" .Name}}: [{{range $i, $c := .Codes}}{{if $i}}, {{end}}{{printf "%q" $c.Code}}{{end}}],
{{- end}}
}

TABLES = {
{{- range .Tables}}
    {{printf "%q" .Name}}: {
{{- range .Columns}}
        {{printf "%q" .Name}}: {{if and .List .Enum}}"code:{{.List}}"{{else}}{{printf "%q" .Type}}{{end}},
{{- end}}
    },
{{- end}}
}


def table(name, folder=FOLDER):
    """Gives one table, such as "coverage", as a DataFrame."""
    rows = pd.read_csv(pathlib.Path(folder) / f"{name}.csv", dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8")
    for column, kind in TABLES[name].items():
        values = rows[column]
        if kind == "integer":
            rows[column] = pd.to_numeric(values).astype("Int64")
        elif kind == "number":
            rows[column] = pd.to_numeric(values).astype("Float64")
        elif kind == "date":
            rows[column] = pd.to_datetime(values, format="%Y-%m-%d")
        elif kind == "datetime":
            rows[column] = pd.to_datetime(values, utc=True).dt.tz_convert("Asia/Shanghai")
        elif kind.startswith("code:"):
            rows[column] = pd.Categorical(values, categories=LISTS[kind[5:]], ordered=False)
    return rows


def labels(name, language="en", folder=FOLDER):
    """Gives the names of a list's codes, such as "kind": table("activities")["kind"].map(labels("kind", "zh"))."""
    codes = table("codes", folder)
    codes = codes[codes["list"] == name]
    return dict(zip(codes["code"], codes[f"label_{language}"]))


if __name__ == "__main__":
    for name in TABLES:
        print(name, len(table(name)))

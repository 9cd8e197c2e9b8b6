package snapshot

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

// accuracyCSV holds the evaluator's figures for the parser this program was
// built with.
//
//go:embed accuracy.csv
var accuracyCSV string

// accuracyTable describes accuracy.csv, which comes with the program and not
// from the database.
var accuracyTable = Table{
	Name:  "accuracy",
	Title: Words{"准确度", "Accuracy"},
	Note: Words{"解析器在人工标注、生成语料与表达清单上的准确度,随程序发布;逐字段给出。",
		"How well the parser reads, field by field, measured on a column coded by hand, on generated ones and on lists of expressions; it comes with the program."},
	Key:   []string{"dataset", "field"},
	Order: []string{"dataset", "field"},
	Columns: []Column{
		{Name: "dataset", Type: Text, Required: true, Title: Words{"语料", "Data set"}, Note: Words{"人工标注、生成,或单个表达的清单。", "Coded by hand, generated, or lists of single expressions."}},
		{Name: "field", Type: Text, Required: true, Title: Words{"字段", "Field"}, Note: Words{"所测字段。", "What was measured."}},
		{Name: "precision", Type: Number, Title: Words{"精确率", "Precision"}, Note: Words{"读出者中正确的比例。", "Share of what was read that is right."}},
		{Name: "recall", Type: Number, Title: Words{"召回率", "Recall"}, Note: Words{"应读者中读出的比例。", "Share of what should be read that was."}},
		{Name: "f1", Type: Number, Title: Words{"F1", "F1"}, Note: Words{"二者的调和平均。", "Harmonic mean of the two."}},
		{Name: "support", Type: Integer, Title: Words{"样本数", "Support"}, Note: Words{"应读者的数目。", "How many there were to read."}},
		{Name: "parser_version", Type: Integer, Title: Words{"解析器版本", "Parser version"}, Note: Words{"被测的解析器版本。", "Version of the parser measured."}},
		{Name: "measured_on", Type: Text, Required: true, Enum: []string{"real", "generated", "forms"}, Title: Words{"测于", "Measured on"},
			Note: Words{"real:真实文本;generated:依构造已知答案的生成文本;forms:单个表达的清单,即项目自己的测试用例,解析器须全部读对。", "real: real text; generated: invented text whose truth is known by construction; forms: lists of single expressions, the project's own test cases, which the parser has to read rightly."}},
	},
}

// published lists the tables of the public edition: those of the archive, and
// the one that comes with the program.
func published() []Table { return append(PublicTables(), accuracyTable) }

// accuracy puts the figures, sorted as all tables are.
func accuracy(put func(row []string) error) error {
	rows, err := csv.NewReader(strings.NewReader(accuracyCSV)).ReadAll()
	if err != nil {
		return fmt.Errorf("read figures: %w", err)
	}
	slices.SortFunc(rows[1:], slices.Compare)
	for _, row := range rows[1:] {
		if err := put(row); err != nil {
			return err
		}
	}
	return nil
}

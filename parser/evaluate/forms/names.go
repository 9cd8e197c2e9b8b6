package forms

import (
	_ "embed"
	"math/rand/v2"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

//go:embed names.txtar
var namesText []byte

// Names measures where the parser lets a name end: surnames, given names and
// predicates of lists of its own are set together behind a post, and size
// sentences of each kind are read. The truth is known by construction; the
// text is generated, not found.
func Names(size int) (figures []Figure) {
	list := func(name string) []string { return strings.Fields(part(txtar.Parse(namesText), name)) }
	surnames, predicates := list("surnames"), list("predicates")
	for _, kind := range []string{"names_ordinary", "names_verb_like"} {
		given, f := list(kind), Figure{Field: kind}
		all := rand.New(rand.NewPCG(1, 1)).Perm(len(surnames) * len(given) * len(predicates))
		for _, k := range all[:min(size, len(all))] {
			name := surnames[k%len(surnames)] + given[k/len(surnames)%len(given)]
			line := "4月24日,区委书记" + name + predicates[k/len(surnames)/len(given)] + "。"
			var read []string
			if found := officialsOf("福田区", []string{line}); len(found) > 0 {
				read = []string{found[0].Post + " " + found[0].Name}
			}
			if !f.Count([]string{"区委书记 " + name}, read, nil) {
				f.Misread = append(f.Misread, line+" -> "+strings.Join(read, ""))
			}
		}
		figures = append(figures, f)
	}
	return figures
}

package generate

import (
	"cmp"
	_ "embed"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed grammar.txt
var grammarText string

// choice is one of the choices of a part of the grammar.
type choice struct {
	odd  bool // calm prose has none of it
	text string
}

// A choice's weight and mark, and a slot.
var (
	weighted = regexp.MustCompile(`(?s)^(\d+)(!?) (.*)$`)
	slotted  = regexp.MustCompile(`\{(?:(\d+) )?([^{}]+)\}`)
)

// grammar is what is written, by the names of its parts: each choice as often
// as its weight says. It is read when it is first asked for: only the demo does.
var grammar = sync.OnceValue(func() map[string][]choice {
	parts, unit, name := map[string][]choice{}, "", ""
	for line := range strings.Lines(grammarText) {
		line = strings.TrimSuffix(line, "\n")
		title, isTitle := strings.CutPrefix(line, "== ")
		texts := []string{line}
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case isTitle:
			unit, name, _ = strings.Cut(title, " of ")
			continue
		case unit == "words":
			texts = strings.Fields(line)
		case unit == "letters":
			texts = strings.Split(line, "")
		}
		for _, text := range texts {
			weight, c := 1, choice{false, strings.NewReplacer("¶", "\n", "␠", " ", "␢", "　", "∅", "").Replace(text)}
			if m := weighted.FindStringSubmatch(c.text); m != nil {
				weight, _ = strconv.Atoi(m[1])
				c = choice{m[2] != "", m[3]}
			}
			parts[name] = append(parts[name], slices.Repeat([]choice{c}, weight)...)
		}
	}
	return parts
})

// texts gives all choices of a part.
func texts(part string) (out []string) {
	for _, c := range grammar()[part] {
		out = append(out, c.text)
	}
	return slices.Compact(out)
}

// dice is the only source of chance in the package. Calm prose leaves out what
// a newspaper prints once in a hundred columns.
type dice struct {
	*rand.Rand
	calm bool
}

func newDice(seed, stream uint64, calm bool) dice {
	return dice{rand.New(rand.NewPCG(seed, stream)), calm}
}

// chance is true in percent of the throws, odd never in calm prose.
func (d dice) chance(percent int) bool { return d.IntN(100) < percent }
func (d dice) odd(percent int) bool    { return !d.calm && d.chance(percent) }

// between gives a number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }

// choose gives one of a part's choices that fit, each as often as its weight
// says; a nil fits takes all. It panics where none does.
func (d dice) choose(part string, fits func(string) bool) string {
	fitting := grammar()[part]
	if d.calm || fits != nil {
		fitting = slices.DeleteFunc(slices.Clone(fitting), func(c choice) bool {
			return c.odd && d.calm || fits != nil && !fits(c.text)
		})
	}
	return pick(d, fitting).text
}

// fill replaces a text's slots: {topic} by a choice of that part, {3 topic} by
// three of them, and first of all by what own says. Other braces stay.
func (d dice) fill(text string, own map[string]func() string) string {
	return slotted.ReplaceAllStringFunc(text, func(slot string) string {
		var out strings.Builder
		m := slotted.FindStringSubmatch(slot)
		times, _ := strconv.Atoi(cmp.Or(m[1], "1"))
		for range times {
			switch {
			case own[m[2]] != nil:
				out.WriteString(own[m[2]]())
			case grammar()[m[2]] != nil:
				out.WriteString(d.fill(d.choose(m[2], nil), own))
			default:
				return slot
			}
		}
		return out.String()
	})
}

package generate

import (
	_ "embed"
	"math/rand/v2"
	"strconv"
	"strings"
)

//go:embed grammar.txt
var grammarText string

// choice is one of the choices of a part of the grammar.
type choice struct {
	weight int
	odd    bool // calm prose has none of it
	text   string
}

// grammar is what is written, by the names of its parts.
var grammar = func() map[string][]choice {
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
			c := choice{1, false, strings.NewReplacer("¶", "\n", "␠", " ", "␢", "　", "∅", "").Replace(text)}
			number, rest, found := strings.Cut(c.text, " ")
			if weight, err := strconv.Atoi(strings.TrimSuffix(number, "!")); found && err == nil {
				c = choice{weight, strings.HasSuffix(number, "!"), rest}
			}
			parts[name] = append(parts[name], c)
		}
	}
	return parts
}()

// texts gives all choices of a part.
func texts(part string) (out []string) {
	for _, c := range grammar[part] {
		out = append(out, c.text)
	}
	return out
}

// dice is the only source of chance in the package. Calm prose leaves out what
// a newspaper prints once in a hundred columns.
type dice struct {
	*rand.Rand
	calm bool
}

func newDice(seed, stream uint64) dice { return dice{rand.New(rand.NewPCG(seed, stream)), false} }

// chance is true in percent of the throws, odd never in calm prose.
func (d dice) chance(percent int) bool { return d.IntN(100) < percent }
func (d dice) odd(percent int) bool    { return !d.calm && d.chance(percent) }

// between gives a number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }

// choose gives one of a part's choices that fit, each as often as its weight
// says; a nil fits takes all.
func (d dice) choose(part string, fits func(string) bool) string {
	weight := func(c choice) int {
		if c.odd && d.calm || fits != nil && !fits(c.text) {
			return 0
		}
		return c.weight
	}
	total := 0
	for _, c := range grammar[part] {
		total += weight(c)
	}
	n := d.IntN(total)
	for _, c := range grammar[part] {
		if n -= weight(c); n < 0 {
			return c.text
		}
	}
	panic("no choice in " + part)
}

// fill replaces a text's slots: {topic} by a choice of that part, {3 topic} by
// three of them, and first of all by what own says. Other braces stay.
func (d dice) fill(text string, own map[string]func() string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		slot, after, _ := strings.Cut(rest, "}")
		times := 1
		if number, part, found := strings.Cut(slot, " "); found {
			if n, err := strconv.Atoi(number); err == nil {
				times, slot = n, part
			}
		}
		for range times {
			switch {
			case own[slot] != nil:
				out.WriteString(own[slot]())
			case grammar[slot] != nil:
				out.WriteString(d.fill(d.choose(slot, nil), own))
			default:
				out.WriteString("{")
				after = rest
			}
		}
		text = after
	}
}

package generate

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
)

//go:embed world.txt
var worldText string

// world is the invented world by the names of its parts: a part lists words,
// or lines where its name says so, or single letters.
var world = func() map[string][]string {
	parts := map[string][]string{}
	name, unit := "", ""
	for line := range strings.Lines(worldText) {
		line = strings.TrimSpace(line)
		title, isTitle := strings.CutPrefix(line, "== ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case isTitle:
			unit, name, _ = strings.Cut(title, " of ")
			if name == "" {
				unit, name = "words", unit
			}
		case unit == "words":
			parts[name] = append(parts[name], strings.Fields(line)...)
		case unit == "letters":
			parts[name] = strings.Split(line, "")
		case unit == "posts":
			parts["post "+name] = append(parts["post "+name], line)
		default:
			parts[name] = append(parts[name], line)
		}
	}
	return parts
}()

// district is one of the city's, as the paper prints it.
type district struct {
	slug, name, short string
	local             string // what the paper calls it in posts: 区, 新区, 合作区
}

var districts = []district{
	{"futian", "福田区", "福田", "区"}, {"luohu", "罗湖区", "罗湖", "区"}, {"yantian", "盐田区", "盐田", "区"}, {"nanshan", "南山区", "南山", "区"},
	{"baoan", "宝安区", "宝安", "区"}, {"longgang", "龙岗区", "龙岗", "区"}, {"longhua", "龙华区", "龙华", "区"}, {"pingshan", "坪山区", "坪山", "区"},
	{"guangming", "光明区", "光明", "区"}, {"dapeng", "大鹏新区", "大鹏", "新区"}, {"shenshan", "深汕特别合作区", "深汕", "合作区"}, {"qianhai", "前海合作区", "前海", "合作区"},
}

// fill replaces a template's braces.
func (w *draft) fill(text string) string {
	for strings.Contains(text, "{") {
		before, rest, _ := strings.Cut(text, "{")
		slot, after, _ := strings.Cut(rest, "}")
		text = before + w.word(slot) + after
	}
	return text
}

func (w *draft) word(slot string) string {
	switch slot {
	case "n":
		return strconv.Itoa(w.between(2, 30))
	case "outsider":
		return w.cast.outsider(w.dice)
	case "D":
		return w.home.name
	case "d":
		return w.home.short
	case "party":
		if w.home.local == "区" {
			return w.home.name + "委常委会"
		}
		return w.home.name + "党工委"
	}
	return pick(w.dice, world[slot])
}

// scene is an opening sentence, written after the date.
type scene struct {
	weight int
	kind   string // "*" where the predicate decides, "?" where the codebook leaves it open
	// subject is true where the sentence opens with its subject, so that it
	// may follow the date without a comma; named where it opens with the
	// district's name or an official of it, so that it may stand where
	// districts are inferred; trap where it is there to be misread.
	subject, named, trap bool
	template             string
}

// scenes are the opening sentences behind a date, undated those without one.
var scenes, undated = readScenes("scene"), readScenes("undated")

func readScenes(part string) []scene {
	var out []scene
	for _, line := range world[part] {
		f := strings.SplitN(line, " ", 4)
		weight, err := strconv.Atoi(f[0])
		if err != nil || len(f) < 4 {
			panic("world.txt: " + line)
		}
		has := func(flag string) bool { return strings.Contains(f[2], flag) }
		out = append(out, scene{weight, f[1], has("s"), has("n"), has("t"), f[3]})
	}
	return out
}

// predicate is what an official is said to do, and what must come of it.
type predicate struct {
	kind  string // of the activity that it opens, "" where it opens none
	text  string
	verbs []string
}

// predicates are the lists that templates name; who does anything may travel.
var predicates = func() map[string][]predicate {
	out := map[string][]predicate{}
	for _, list := range strings.Fields("chair talk preside guest brief join follow lead do") {
		for _, line := range world[list] {
			head, verbs, _ := strings.Cut(line, "=")
			p := predicate{text: head, verbs: strings.Split(verbs, ",")}
			if kind, rest, ok := strings.Cut(head, " "); ok {
				p.kind, p.text = kind, rest
			}
			out[list] = append(out[list], p)
		}
	}
	out["do"] = slices.Concat(out["lead"], out["do"])
	return out
}()

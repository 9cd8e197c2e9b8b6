package people

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// What the word lists of verbs say of a place is found by one look into a
// table of all their words.

// verbWords are the longest words of the lists that begin at one place.
type verbWords struct {
	statement string // a statement verb, "" for none
	said      int    // its length in code points
	lemma     *lemma // a listed verb, nil for none
	listed    int    // its length
	firm      bool   // it is one of firmVerbs
	word      int    // the length of a predicate word, 0 for none
	is        wordKind
}

// wordKind is what a predicate word is besides.
type wordKind uint8

const (
	wordSearching wordKind = 1 << iota
	wordPreposition
	wordTopic
	wordNominal    // of nominalAfter
	wordNotOpening // of notOpening
)

// verbTable holds the words of all lists, and for each what begins with it.
var verbTable, verbEntries = newVerbTable()

func newVerbTable() (*text.Words, []verbWords) {
	all := strings.Join([]string{predicateVerbs, predicateAdverbs, predicateParticles}, " ")
	for i := range lemmas {
		all += " " + lemmas[i].printed
	}
	for _, w := range Statements() {
		all += " " + w.ZH
	}
	words := strings.Fields(all)
	slices.Sort(words)
	words = slices.Compact(words)
	entries := make([]verbWords, len(words))
	for k, text := range words {
		entries[k] = verbWordsOf([]rune(text))
	}
	return text.NewWords(words...), entries
}

// verbWordsOf asks every list.
func verbWordsOf(s []rune) verbWords {
	w := verbWords{statement: statementVerbs.Match(s, 0), word: predicateWords.At(s, 0)}
	w.said = text.Len(w.statement)
	if l := listedVerbs.Find(s, 0); l != nil {
		w.lemma, w.listed, w.firm = &lemmas[l.Place], l.Len(), firmVerbs.At([]rune(l.Text), 0) > 0
	}
	for _, k := range [...]struct {
		words *text.Words
		is    wordKind
	}{
		{searching, wordSearching}, {prepositions, wordPreposition}, {topics, wordTopic}, {nominalAfter, wordNominal},
		{notOpening, wordNotOpening},
	} {
		if k.words.Has(s[:w.word]) {
			w.is |= k.is
		}
	}
	return w
}

var noVerbWords verbWords

// verbsAt gives the words that begin at s[i].
func verbsAt(s []rune, i int) *verbWords {
	if w := verbTable.Find(s, i); w != nil {
		return &verbEntries[w.Place]
	}
	return &noVerbWords
}

// lemmaAt gives the listed verb at s[i], nil if there is none.
func lemmaAt(s []rune, i int) *lemma { return verbsAt(s, i).lemma }

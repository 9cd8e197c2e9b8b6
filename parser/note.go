package parser

// note is what a line says by itself, wherever it stands. It is read once for
// each line of a page; whatever decides by place (beside.go, survey.go,
// rules.go) decides from it. A line may be several things: a stamp with an
// outlet beside it, a headline that reads like a title.
type note struct {
	failure string // why it could not be read, empty where it could

	words Span // without the brackets, marks and spaces around them
	ends  bool // ends as a sentence does

	title       bool      // title.go: the title of a round-up
	week        bool      // weekline.go: the days of a week and nothing else
	days        bool      // the same of an unusual length
	clearing    bool      // introduction.go: names 《深政观察》 and says 梳理
	stamp       *stamp    // stamp.go: when it was published
	relative    *relative // relative.go: when, counted from the capture
	account     bool      // meta.go: 深政观察 alone
	author      *Span     // (作者:某某), the name
	topic       *Span     // 收录于专题:某某, the name, empty where the next line holds it
	columnTopic bool      // the topic is 深政观察
	header      *header   // header.go: several of these in one line
	outlet      *Span     // the name of a newspaper
	sourced     bool      // the outlet stands behind 来源
	summary     *Span     // summary.go: 摘要, its text, empty where the next line holds it
	slogan      bool      // label.go: what a newspaper says of itself
	label       bool      // counts of readers, buttons, relative times
	heading     *District // heading.go: opens a district's section
	headline    int       // where a headline begins in the same line, 0 for none
	placeholder bool      // caption.go: stands for a picture
	caption     bool      // says that it belongs to a picture
	credits     []Credit  // credit.go: staff
	closing     bool      // closing.go: the other districts had nothing to report
	remark      bool      // editors_note.go: the editors say something of the column
	list        bool      // furniture.go: heads a list of other articles
	furniture   bool      // with it the page's own matter begins
}

// alone gives the district whose heading is the whole line, nil for none.
func (n *note) alone() *District {
	if n.headline > 0 {
		return nil
	}
	return n.heading
}

// isCredit reports a line of staff or the author's line.
func (n *note) isCredit() bool { return n.author != nil || n.credits != nil }

// isEnd reports a line of credits that stands nowhere but at the end of an
// article: the author's, or one with several roles. A single role may stand
// under a picture.
func (n *note) isEnd() bool { return n.author != nil || len(n.credits) > 1 }

package parser

import "golang.org/x/net/html/atom"

// outline is the page's blocks as they enclose each other. Each holds a run
// of consecutive lines.
type outline struct {
	containers []container
	current    int32 // the innermost open one
}

// container is one block element. Its lines are those from first on, up to
// but not including last. A parent stands before its children.
type container struct {
	parent      int32
	child, next int32 // the first child and the next sibling, 0 for none
	newest      int32 // the last child so far
	first, last int32
	tag         atom.Atom
	aside       bool // its role says that it is not the main text
}

// begin opens the container that holds the whole page, of about size others.
func (o *outline) begin(size int) {
	o.containers = append(make([]container, 0, size), container{parent: -1})
	o.current = 0
}

// open adds a container inside the current one; lines is the number of lines
// before it.
func (o *outline) open(tag atom.Atom, aside bool, lines int) int32 {
	id := int32(len(o.containers))
	o.containers = append(o.containers, container{parent: o.current, first: int32(lines), last: -1, tag: tag, aside: aside})
	p := &o.containers[o.current]
	if p.newest == 0 {
		p.child = id
	} else {
		o.containers[p.newest].next = id
	}
	p.newest = id
	o.current = id
	return id
}

// close ends a container before line number lines.
func (o *outline) close(id int32, lines int) {
	o.containers[id].last = int32(lines)
	o.current = o.containers[id].parent
}

// finish ends what is still open at the end of the page.
func (o *outline) finish(lines int) {
	for i := range o.containers {
		if c := &o.containers[i]; c.last < c.first || i == 0 {
			c.last = int32(lines)
		}
	}
}

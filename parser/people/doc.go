// Package people reads who is named with a public post of Shenzhen in the
// passages of one column, with which posts, and what each is said to do. It
// reads folded text; all places count code points.
//
//	roster.go      the officials of a column: Bind is shown every passage first;
//	               names alone, and paragraphs that refer back to them
//	appearance.go  the officials of one activity; office.go the offices
//	mention.go     one place where somebody is named, and who that is
//	post_scan.go   posts with names, in printed order; post_above.go whose a bare title
//	               is; trailing.go those behind names, appointed.go those that
//	               somebody is appointed to
//	post.go        one part of a post: body and title (title.go)
//	org.go         where a body begins; place.go the places in it; body.go whose it is
//	split.go       printed posts to Post{Org, Title}; split_place.go the place of a body
//	name.go        where a name ends, name_unusual.go one without a surname;
//	               follow.go what may stand behind it; name_words.go the
//	               surnames, and what no name is
//	sentence.go    what each did, clause by clause; where clauses and sentences
//	               end; clause.go reads one clause, clause_opening.go what it opens
//	               with, clause_step.go a word of it, clause_said.go a quotation,
//	               clause_subject.go a mention
//	verbs.go       the closed lists, and what opens a predicate; noun.go nouns
//	               that look like verbs
package people

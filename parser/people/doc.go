// Package people reads who is named with a public post of Shenzhen in the
// passages of one column, with which posts, and what each is said to do. It
// reads folded text; all places count code points.
//
//	roster.go       the officials of a column: Bind shows it every passage first,
//	                Appearances then gives those of one activity; person.go,
//	                appearance.go and office.go are its rows
//	mention.go      a list of posts with the name behind it, or before it where
//	                somebody is appointed; known.go names alone
//	post.go         one post, a body and a title, and whose the list is; title.go
//	                the titles, org.go where a body begins, body.go which bodies
//	                are Shenzhen's, split.go and place.go the body that is meant
//	name.go         where a name ends: follow.go judges the word behind it,
//	                surname.go and not_names.go what a name begins with or is not
//	sentence.go     who is the subject, clause by clause: clause.go and its parts
//	                clause_subject.go, clause_step.go, clause_lead.go; noun.go
//	                tells verbs from nouns
//	verbs.go        the words for all of it, verb_words.go a look into all lists
package people

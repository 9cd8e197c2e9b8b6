package main

import (
	"fmt"
	"slices"

	"shenzheng/archive"
)

// worseThan compares a column with the up to twelve weeks before it; "" if it
// is as good.
func worseThan(q archive.Quality, before []archive.Quality) string {
	if q.Errors > 0 {
		return fmt.Sprintf("%d problems of severity error", q.Errors)
	}
	if len(before) > 12 {
		before = before[:12]
	}
	if len(before) < 3 {
		return ""
	}
	var shares []float64
	var sections []int
	for _, b := range before {
		shares = append(shares, share(b))
		sections = append(sections, b.Sections)
	}
	slices.Sort(shares)
	slices.Sort(sections)
	usual := sections[len(sections)/2]
	switch {
	case share(q) > shares[len(shares)-1]+0.02:
		return fmt.Sprintf("%.1f %% of the characters are unclassified", 100*share(q))
	case q.Sections < sections[0] && q.Sections*2 <= usual:
		return fmt.Sprintf("%d sections, usually %d", q.Sections, usual)
	}
	return ""
}

func share(q archive.Quality) float64 {
	if q.Characters == 0 {
		return 0
	}
	return float64(q.Unclassified) / float64(q.Characters)
}

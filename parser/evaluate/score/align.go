package score

// pair joins an expected row with the row that answers it; -1 where there is
// none.
type pair struct{ want, got int }

// align finds the longest common run of rows in order. The pairs come in
// order of the expected rows; rows that answer nothing come last.
func align(want, got int, same func(want, got int) bool) []pair {
	length := make([][]int, want+1)
	for i := range length {
		length[i] = make([]int, got+1)
	}
	for i := want - 1; i >= 0; i-- {
		for j := got - 1; j >= 0; j-- {
			if same(i, j) {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var pairs, extra []pair
	i, j := 0, 0
	for i < want || j < got {
		switch {
		case i < want && j < got && same(i, j):
			pairs = append(pairs, pair{i, j})
			i, j = i+1, j+1
		case j == got || i < want && length[i+1][j] >= length[i][j+1]:
			pairs = append(pairs, pair{i, -1})
			i++
		default:
			extra = append(extra, pair{-1, j})
			j++
		}
	}
	return append(pairs, extra...)
}

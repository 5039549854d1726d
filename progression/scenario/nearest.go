package scenario

// Nearest returns the word that was probably meant by found: the one that most
// cheaply becomes it by changing, adding, dropping or swapping letters, if that
// takes at most one for every three of its letters; otherwise "". The first of
// equals wins.
func Nearest(found string, words []string) string {
	if len(found) > 64 {
		return "" // no word of ours is as long
	}
	best, least := "", len(found)/3+1
	for _, word := range words {
		if d := distance(found, word); d < least {
			best, least = word, d
		}
	}
	return best
}

// distance is the number of single-letter changes, insertions, deletions and
// swaps of neighbours between two words (optimal string alignment).
func distance(a, b string) int {
	if a == b {
		return 0
	}
	two, one := make([]int, len(b)+1), make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := one[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, one[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one, row = one, row, two
	}
	return one[len(b)]
}

package trial_test

// pinned is what each method gives 14 people in groups of 3 and 2, for ever.
var pinned = map[string][]int{
	"complete":         {0, 0, 2, 1, 0, 1, 2, 0, 2, 2, 1, 2, 2, 2},
	"blocked":          {1, 2, 2, 0, 2, 1, 2, 0, 1, 2, 0, 2, 2, 2},
	"clustered":        {0, 0, 0, 2, 2, 2, 2, 2, 1, 1, 2, 2, 2, 0},
	"blocked clusters": {1, 1, 1, 2, 2, 2, 2, 2, 1, 1, 2, 2, 2, 0},
}

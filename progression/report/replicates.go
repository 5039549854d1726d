package report

import (
	"strings"

	"inwork/progression/evaluation"
)

// ofTheirOwn says what the replicates of a study have of their own, behind "replicates of the trial".
func ofTheirOwn(s *evaluation.Study) string {
	population, luck, assignment := s.Varies()
	if population && luck || s.Replicates == 1 {
		return ", with people and luck of their own"
	}
	var own, same []string
	for _, index := range []struct {
		varies bool
		name   string
	}{{population, "people"}, {luck, "luck"}, {assignment, "assignment"}} {
		if index.varies {
			own = append(own, index.name)
		} else {
			same = append(same, index.name)
		}
	}
	return ", each with " + strings.Join(own, " and ") + " of its own and the same " + strings.Join(same, " and ") + " in all"
}

package evaluation

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
)

// appointmentHours are the hours of appointments that a post gives in a year, by the plan's scenario with what a point of its sweep sets: its
// minutes a week, less weeks lost to leave and sickness. 0 of a plan that does not say.
func appointmentHours(canonical json.RawMessage, settings []Setting) (float64, error) {
	var scenario struct{ Parameters map[string]float64 }
	if err := json.Unmarshal(canonical, &scenario); err != nil {
		return 0, fmt.Errorf("canonical: %w", err)
	}
	value := maps.Clone(scenario.Parameters)
	if value == nil {
		return 0, nil
	}
	for _, s := range settings {
		if name, ours := strings.CutPrefix(s.Key, "parameters."); ours {
			if x, ok := s.Number(); ok {
				value[name] = x
			}
		}
	}
	return float64(weeksInYear*value["staff.interview_minutes"]) * (1 - value["staff.absence"]) / 60, nil
}

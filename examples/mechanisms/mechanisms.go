package main

// mechanism is something of the model that can be switched off, and what theory
// says that does to weekly earnings: of people in control, and to the effect of
// frequent support on them. A sign that theory leaves open is none.
type mechanism struct {
	name    string
	off     map[string]float64 // parameters that switch it off
	control sign
	effect  sign
}

type sign int

const (
	falls sign = -1
	open  sign = 0
	rises sign = 1
)

func (s sign) String() string { return [...]string{"falls", "open", "rises"}[s+1] }

var mechanisms = []mechanism{
	{"effort: contact tops it up", map[string]float64{"effort.strength": 0}, falls, falls},
	{"obligation of mandatory actions", map[string]float64{"effort.obligation": 0}, open, falls},
	{"jobs kept by coaching", map[string]float64{"jobs.protection": 0}, falls, falls},
	{"provision relieves barriers", map[string]float64{"provision.effect": 0, "provision.spread": 0}, open, falls},
	{"signposts to childcare", map[string]float64{"provision.signpost": 0}, open, falls},
	{"sanctions", map[string]float64{"conduct.doubt_upheld": 0}, open, open},
	{"childcare barrier gates", map[string]float64{"barriers.gate_childcare": 0}, rises, open},
	{"skills barrier gates", map[string]float64{"barriers.gate_skills": 0}, rises, open},
	{"health barrier gates", map[string]float64{"barriers.gate_health": 0}, rises, open},
	{"confidence barrier gates", map[string]float64{"barriers.gate_confidence": 0}, rises, open},
	{"qualification barrier gates", map[string]float64{"barriers.gate_qualifications": 0}, rises, open},
	{"motivation barrier gates", map[string]float64{"barriers.gate_motivation": 0}, rises, open},
	{"mental health barrier gates", map[string]float64{"barriers.gate_mental_health": 0}, rises, open},
	{"transport barrier gates", map[string]float64{"barriers.gate_transport": 0}, rises, open},
	{"caring barrier gates", map[string]float64{"barriers.gate_caring": 0}, rises, open},
	{"English barrier gates", map[string]float64{"barriers.gate_english": 0}, rises, open},
	{"digital barrier gates", map[string]float64{"barriers.gate_digital": 0}, rises, open},
	{"debt barrier gates", map[string]float64{"barriers.gate_debt": 0}, rises, open},
	{"health episodes", map[string]float64{"barriers.health_episode": 0}, rises, open},
	{"mental health episodes", map[string]float64{"barriers.mental_episode": 0}, rises, open},
	{"transport is lost", map[string]float64{"barriers.transport_lost": 0}, rises, open},
	{"caring begins", map[string]float64{"barriers.caring_begins": 0}, rises, open},
	{"debt builds", map[string]float64{"barriers.debt_builds": 0}, rises, open},
	{"jobs end", map[string]float64{"jobs.separation": 0}, rises, open},
	{"more hours in the job", map[string]float64{"jobs.hours_up": 0, "jobs.hours_up_unwanted": 0}, falls, falls},
	{"fewer hours in the job", map[string]float64{"jobs.hours_down": 0}, rises, open},
	{"rises in the job", map[string]float64{"jobs.rise": 0}, falls, falls},
	{"pay settlements", map[string]float64{"jobs.settlement": 0}, falls, open},
	{"search in work", map[string]float64{"search.in_work": 0}, falls, falls},
	{"reservation premium of posts", map[string]float64{"search.accept_premium": 0}, rises, open},
	{"reservation premium of more hours", map[string]float64{"search.hours_premium": 0}, rises, open},
	{"term-time contracts", map[string]float64{"jobs.term_time": 0}, rises, open},
	{"seasons", map[string]float64{"jobs.season_hours": 0, "market.season_posts": 0}, open, open},
	{"pay days other than the month's", map[string]float64{"jobs.paid_weekly": 0, "jobs.paid_fortnightly": 0, "jobs.paid_four_weekly": 0}, open, open},
	{"background jobseekers, and the posts that they leave", map[string]float64{"market.elsewhere": 0}, open, open},
	{"jobs left are advertised again", map[string]float64{"market.chain": 0}, open, open},
	{"hours come from a budget", map[string]float64{"employers.elasticity": 1}, rises, rises},
}

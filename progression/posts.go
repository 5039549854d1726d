package progression

import (
	"inwork/progression/money"
	"inwork/progression/population"
	"inwork/sim"
)

// posts are the jobs that a district's employers may advertise, numbered; a post
// belongs to one employer for ever. The pool is the same in every world.
type posts struct {
	employer []uint32            // of each post
	first    []uint32            // post of each employer, and behind the last one
	sector   []population.Sector // of each employer
	terms    sim.Draws
	pay      sim.Draws
	pattern  sim.Draws
	term     sim.Draws // conditions of the job
	// Chances a week, in 65536ths: that a closed post is advertised, that an open one
	// is withdrawn, and, for each week, that it is or a background jobseeker applies.
	opens, withdrawn uint16
	closes           []uint16
}

// advert is a post as advertised.
type advert struct {
	opened   int16   // week in which it was
	tenths   int16   // hours a week, in tenths
	premium  float64 // of hourly pay over the wage floor
	variable bool
	flexible float64 // uniform that decides flexibility against the employer's share
}

func newPosts(d *District) posts {
	p := &d.Parameters
	n := int(d.Setting.posts()) + 1
	q := posts{employer: make([]uint32, n), terms: d.luck(usePostTerms), pay: d.luck(usePostPay), pattern: d.luck(usePostPattern), term: d.luck(usePostConditions)}
	small := int(p.SmallShare * float64(n))
	medium := small + int(p.MediumShare*float64(n))
	e, left := -1, 0
	for k := range q.employer {
		if left == 0 || k == small || k == medium {
			e++
			q.first = append(q.first, uint32(k))
			switch {
			case k < small:
				left = int(p.PostsSmall)
			case k < medium:
				left = int(p.PostsMedium)
			default:
				left = int(p.PostsLarge)
			}
		}
		left--
		q.employer[k] = uint32(e)
	}
	q.first = append(q.first, uint32(n))
	q.sector = sectors(d, e+1)
	q.withdrawn = uint16(p.Withdrawn * 65536)
	q.closes = make([]uint16, d.weeks)
	for week := range q.closes {
		q.closes[week] = uint16((p.Withdrawn + float64((1-p.Withdrawn)*d.rivalry(week))) * 65535)
	}
	q.opens = uint16(min((p.Withdrawn+float64((1-p.Withdrawn)*d.rivalry(0)))/(p.SlotsPerPost-1), 0.9) * 65536)
	return q
}

// rivalry is the probability that a background jobseeker who suits applies for an
// open post in a week. Their number a post falls with vacancies per unemployed
// person, here and in the country that year.
func (d *District) rivalry(week int) float64 {
	p := &d.Parameters
	tightness := d.VacanciesPerUnemployed * population.Tightness(d.day(week)) / population.Tightness(d.Start)
	hazard := -sim.Log(1-p.Elsewhere) * sim.Exp(-p.Rivalry*sim.Log(tightness/population.BaseTightness))
	return 1 - sim.Exp(-hazard)
}

// sectors gives each employer a sector in proportion to the candidates' jobs.
func sectors(d *District, employers int) []population.Sector {
	var jobs []population.Sector
	for i := range d.People {
		if j := d.People[i].Job; j.HoursPerWeek > 0 {
			jobs = append(jobs, j.Sector)
		}
	}
	s := make([]population.Sector, employers)
	if len(jobs) == 0 {
		return s
	}
	draws := d.fixed(useSector)
	for e := range s {
		s[e] = jobs[draws.Below(d.id(e), 0, len(jobs))]
	}
	return s
}

// employ gives each candidate an employer of her sector (out of work: any, and nothing reads it), as often as it
// has posts; with none in it, any employer.
func (d *District) employ() {
	draws := d.fixed(useFirstEmployer)
	d.employer = make([]uint32, len(d.People))
	bySector := make([][]uint32, population.NSectors)
	for post, e := range d.posts.employer {
		s := d.posts.sector[e]
		bySector[s] = append(bySector[s], uint32(post))
	}
	for i := range d.People {
		if posts := bySector[d.People[i].Job.Sector]; len(posts) > 0 {
			d.employer[i] = d.posts.employer[posts[draws.Below(d.id(i), 0, len(posts))]]
		} else {
			d.employer[i] = d.posts.employer[draws.Below(d.id(i), 0, len(d.posts.employer))]
		}
	}
}

// drawn is a post as advertised in a week of its own accord.
func (q *posts) drawn(d *District, post int, opened int) advert {
	p, id := &d.Parameters, d.id(post)
	x := q.terms.Bits(id, uint32(opened))
	t := advert{opened: int16(opened), flexible: float64(x&0xffff) * 0x1p-16}
	t.variable = float64(x>>16&0xffff)*0x1p-16 < p.VariablePosts
	within := float64(x>>48) * 0x1p-16
	if float64(x>>32&0xffff)*0x1p-16 < p.PartTimePosts {
		t.tenths = int16(80 + int(within*220)) // 8 to 30 hours
	} else {
		t.tenths = int16(300 + int(within*100)) // 30 to 40 hours
	}
	y := q.pay.Bits(id, uint32(opened))
	if float64(y&0xffff)*0x1p-16 >= p.PostAtFloor {
		t.premium = min(float64(p.PostPremiumMedian*sim.Exp(p.PostPremiumSpread*sim.Normal(y>>16<<16|0x8000))), p.PostPremiumCap)
	}
	return t
}

// hourly is pay at a premium over a wage floor, to the penny.
func hourly(floor money.Pence, premium float64) int32 {
	return int32(float64(float64(floor)*(1+premium)) + 0.5)
}

// payPattern is the pay pattern of a post advertised in a week.
func (q *posts) payPattern(d *District, post, opened int, variable bool) payPattern {
	return d.Parameters.pattern(q.pattern.Uniform(d.id(post), uint32(opened)), variable)
}

// conditions are those of a post advertised in a week.
func (q *posts) conditions(d *District, post, opened int, variable bool) conditions {
	return d.Parameters.conditions(q.term.Bits(d.id(post), uint32(opened)), q.sector[q.employer[post]], variable)
}

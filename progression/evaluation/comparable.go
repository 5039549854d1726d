package evaluation

// comparison is a figure that tables can be set beside. Its number stands in targets.csv, as the value or, where the figure has
// several, as a part of it: no published number is typed here that is not there.
type comparison struct {
	target    string  // id
	figure    float64 // the part of the figure that is meant, when its value is not one number
	low, high float64 // the interval, when the figure is two bounds
	unit      string
	needs     string // tables
	what      string // the simulated number is of
	of        func(*facts) quantity
	published string // speaks of one published trial alone
	differs   string // in what the figure is of other people or times, where it is
	asked     bool   // the scenario asks for it, so that a hit says little
}

// comparable are the figures marked calibrate that a study's tables say something of. People of the control arm stand for
// people to whom nothing was done.
var comparable = []comparison{
	{target: "A01", asked: true, unit: "persons", needs: "claimants", what: "people randomised in the first trial", published: theTrialName,
		of: func(f *facts) quantity { return quantity{float64(f.persons), 0} }},
	{target: "A05", asked: true, unit: "weeks", needs: "events of an arm frequent", what: "median weeks between appointments of people whom the arm alone sees",
		of: func(f *facts) quantity { return f.intervals[0].median() }},
	{target: "A06", asked: true, unit: "weeks", needs: "events of an arm moderate", what: "median weeks between appointments of people whom the arm alone sees",
		of: func(f *facts) quantity { return f.intervals[1].median() }},
	{target: "A07", asked: true, unit: "contacts", needs: "outcomes of an arm minimal at 52 weeks", what: "contacts kept in 52 weeks, mean",
		of: func(f *facts) quantity { return f.contacts.quantity() }},

	{target: "C14", unit: "%", differs: otherEra, needs: "claimants", what: "women among people randomised", of: func(f *facts) quantity { return f.women.percent() }},
	{target: "C15", unit: "%", differs: otherEra, needs: "claimants", what: "women among people randomised", of: func(f *facts) quantity { return f.women.percent() }},
	{target: "C16", unit: "%", differs: otherEra, needs: "claimants", what: "single with children among people randomised", of: func(f *facts) quantity { return f.loneParents.percent() }},
	{target: "C17", unit: "%", differs: otherEra, needs: "claimants", what: "with a health or mental health barrier among people randomised", of: func(f *facts) quantity { return f.limited.percent() }},
	{target: "C18", unit: "%", differs: otherEra, needs: "claimants", what: "with a caring barrier among people randomised", of: func(f *facts) quantity { return f.carers.percent() }},
	{target: "C20", unit: "%", differs: otherEra, needs: "claimants", what: "with an English barrier among people randomised", of: func(f *facts) quantity { return f.english.percent() }},
	{target: "C25", figure: 8.8, unit: "% a month", needs: "months", what: "months out of work in intensive search that are followed by one in work, control arm",
		of: func(f *facts) quantity { return f.intoWork.percent() }},
	{target: "C27", low: 5.5, high: 10.8, unit: "% a month", needs: "months", what: "as C25, over all districts, between the lowest and the highest of them",
		of: func(f *facts) quantity { return f.intoWork.percent() }},
	{target: "C28", unit: "%", differs: allEmployees, needs: "months and events", what: "take-home pay fell by 5% or more in one of 12 months at least, of people who kept their job, control arm",
		of: func(f *facts) quantity { return f.varying.percent() }},
	{target: "C29", unit: "%", differs: allEmployees, needs: "months and events", what: "changes of 5% or more in 6 of 12 months, one a fall at least, of the same people",
		of: func(f *facts) quantity { return f.persistent.percent() }},
	{target: "C30", figure: 22, unit: "%", differs: allEmployees, needs: "months and events", what: "mean rise of 5% or more from a month to the next, of the same people",
		of: func(f *facts) quantity { return f.rises.percent() }},
	{target: "C30", figure: -20, unit: "%", differs: allEmployees, needs: "months and events", what: "mean fall of 5% or more from a month to the next, of the same people",
		of: func(f *facts) quantity { return f.falls.percent() }},
	{target: "C31", figure: 80, unit: "%", needs: "months and events", what: "as C28, of those paid 8,000 to 12,000 pounds in the year",
		of: func(f *facts) quantity { return f.varyingLow.percent() }},
	{target: "C32", figure: 180, unit: "GBP", needs: "months and events", what: "mean fall of 5% or more, of those paid less than 10,000 pounds in the year",
		of: func(f *facts) quantity { return f.fallsLowPounds.quantity() }},
	{target: "C35", unit: "%", needs: "events", what: "out of work at least once in four years, from follow-up at a constant hazard, control arm",
		of: func(f *facts) quantity { return inFourYears(f.jobless.quantity(), f.study.Weeks).times(100) }},
	{target: "C36", unit: "% a year", differs: allEmployees, needs: "outcomes at 52 weeks", what: "in another job 52 weeks after randomisation, of those in work then, control arm",
		of: func(f *facts) quantity { return f.changed.percent() }},
	{target: "C37", unit: "percentage points", differs: allEmployees, needs: "outcomes at 52 weeks", what: "median growth of hourly pay over 52 weeks, of people in another job less those in the same, control arm",
		of: func(f *facts) quantity {
			return f.growth[changer].median().minus(f.growth[stayer].median()).times(0.001)
		}},
	{target: "C38", unit: "%", differs: allEmployees, needs: "outcomes at 52 weeks", what: "median hourly pay of people in the same job over that of people in another, control arm",
		of: func(f *facts) quantity {
			q := f.level[stayer].median().over(f.level[changer].median())
			return quantity{q.value - 1, q.stdError}.times(100)
		}},
	{target: "C39", unit: "ratio", differs: allEmployees, needs: "outcomes at 52 weeks", what: "median growth of hourly pay in another job over that in the same, control arm",
		of: func(f *facts) quantity { return f.growth[changer].median().over(f.growth[stayer].median()) }},
	{target: "C40", unit: "%", needs: "claimants", what: "would not like more hours among people randomised", of: func(f *facts) quantity { return f.content.percent() }},
	{target: "C42", unit: "%", needs: "claimants", what: "would like more hours among people randomised who work less than 30", of: func(f *facts) quantity { return f.partTimeSeeking.percent() }},

	{target: "D06", unit: "a day", differs: "of coaches with some 100 claimants each (D05)", needs: "coach_weeks", what: "appointments given on a coach's day at work", of: func(f *facts) quantity { return f.perDay.quantity() }},
	{target: "D27", figure: 6.29, unit: "%", needs: "months", what: "months with a reduction, of those on Universal Credit in which people must search or prepare for work",
		of: func(f *facts) quantity { return f.sanctioned.percent() }},
	{target: "D29", unit: "%", needs: "events", what: "sanctions for a missed appointment; the model has no others", of: func(f *facts) quantity { return f.failedToAttend.percent() }},
}

// In what a figure differs.
const (
	otherEra     = "of 2021 and 2022, later than the people of the era 2015-17"
	allEmployees = "of all employees, not the low paid alone"
)

// Why a figure has no simulated number beside it.
const (
	anInput     = "an input: scenario or law, not a result"
	anArm       = "a rule of the trial's arms: in the scenario, no number of the tables"
	notInTables = "no table says it"
	allClaims   = "of all on Universal Credit, of whom the model simulates people in work and, coarsely, coaches' caseloads"
	otherYears  = "of a later practice or year than the law and service simulated"
	overhead    = "staff other than work coaches, or what they cost, are not modelled"
	otherPeople = "of people whom the model does not have"
	tooLong     = "needs longer than follow-up"
	noSuchThing = "the model does not have it"
)

// notComputed says why, of each other figure marked calibrate.
var notComputed = map[string]string{
	"A08": anArm, "A24": anArm, "B14": otherPeople, "B19": otherPeople, "B35": otherPeople,
	"B48": noSuchThing + ": pay does not grow with experience", "B49": noSuchThing + ": pay does not grow with experience",
	"C03": allClaims, "C04": allClaims, "C05": allClaims, "C06": allClaims, "C07": allClaims, "C08": allClaims, "C10": allClaims,
	"C11": allClaims, "C12": allClaims, "C13": allClaims,
	"C19": noSuchThing + ": ethnic background",
	"C90": "the figure of C36", "C33": tooLong, "C41": notInTables + ": wanting full-time work",
	"C50": noSuchThing + ": councils", "C51": noSuchThing + ": councils", "C52": notInTables + ": prices of places",
	"D01": anInput, "D02": otherYears, "D03": anInput, "D04": otherYears, "D07": otherYears, "D08": otherYears, "D09": otherYears,
	"D11": anInput, "D12": anInput, "D13": otherYears, "D14": otherYears, "D15": otherYears, "D17": overhead, "D18": overhead,
	"D19": overhead, "D20": anInput, "D23": overhead, "D24": overhead, "D25": overhead, "D28": allClaims, "D31": otherYears,
	"D32": noSuchThing + ": the days to respond", "D33": overhead, "D34": overhead, "D35": "no figure is published", "D37": noSuchThing + ": Restart",
	"E01": otherYears, "E02": otherYears, "E03": anInput, "E04": anInput, "E05": anInput, "E06": anInput, "E07": otherYears, "E08": otherYears,
	"E09": otherYears, "E10": otherYears, "E11": otherYears, "E12": otherYears, "E13": otherYears, "E14": otherYears,
	"E15": anInput, "E16": anInput, "E17": anInput, "E18": anInput, "E19": anInput, "E20": anInput, "E21": anInput, "E22": anInput,
	"E23": anInput, "E24": anInput, "E25": anInput, "E26": anInput,
	"E27": otherPeople, "E28": otherPeople, "E29": anInput, "E30": anInput, "E31": otherYears, "E32": otherYears, "E33": "not a number; all employers start without engagement",
}

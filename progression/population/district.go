package population

import (
	_ "embed"
	"slices"
	"sync"
)

//go:embed districts.csv
var districtsCSV string

// District is a Jobcentre district as in 2015. That it is a labour market of its
// own is an assumption. In 2024 there were 646 jobcentres of the 713 of 2015;
// where the others closed was not found, and nothing says that it was in
// proportion, so that Offices has one date only.
type District struct {
	Name                               string
	Group                              string  // one of 7, from memory
	Nation                             string  // England, Scotland or Wales
	Region                             string  // English region, or the nation
	Offices                            int     // jobcentres, October 2015
	UCHouseholds2016, UCHouseholds2017 int     // in March
	UCHouseholds2022                   int     // in March
	UCHouseholds2025                   int     // in May
	UnemploymentRate                   float64 // share of the labour force, year to March 2016
	VacanciesPerUnemployed             float64 // 2016; shared out by unemployment, so it varies with that only
	Source, Confidence                 string
}

var districtColumns = []string{
	"district", "group", "nation", "region", "offices", "uc_households_mar2016", "uc_households_mar2017",
	"uc_households_mar2022", "uc_households_may2025", "unemployment_rate_2016", "vacancies_per_unemployed_2016", "source", "confidence",
}

// Districts returns the 37 districts, group by group. A district's index in it is
// its number everywhere.
func Districts() []District { return slices.Clone(districts()) }

var districts = sync.OnceValue(func() []District {
	list, err := parseDistricts("districts.csv", districtsCSV)
	if err != nil {
		panic("population: " + err.Error())
	}
	return list
})

// parseDistricts reads the table. Errors name file, line and column.
func parseDistricts(name, text string) (list []District, err error) {
	s := newSheet(name, text, districtColumns)
	for s.next() {
		const percent = 0.01
		d := District{
			Name: s.text("district"), Group: s.text("group"), Nation: s.oneOf("nation", "England", "Scotland", "Wales"),
			Region: s.text("region"), Offices: s.count("offices"),
			UCHouseholds2016: s.count("uc_households_mar2016"), UCHouseholds2017: s.count("uc_households_mar2017"),
			UCHouseholds2022: s.count("uc_households_mar2022"), UCHouseholds2025: s.count("uc_households_may2025"),
			UnemploymentRate: s.number("unemployment_rate_2016") * percent, VacanciesPerUnemployed: s.number("vacancies_per_unemployed_2016"),
			Source: s.text("source"), Confidence: s.text("confidence"),
		}
		if slices.ContainsFunc(list, func(o District) bool { return o.Name == d.Name }) {
			s.fail("district", d.Name, "a district that no earlier row has")
		}
		list = append(list, d)
	}
	return list, s.err
}

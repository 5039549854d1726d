package progression

import "inwork/progression/population"

// demand is the shape of a sector's year: how far demand for work in each month
// lies above or below the year's average, 1 at most. The months of a year sum to 0,
// so that seasons move work within the year and add none. Hiring for Christmas
// begins in August and peaks in November, mostly in retail (Indeed Hiring Lab,
// 2022 and 2024); hospitality has its summer besides. Heights are assumed.
var demand = [population.NSectors][12]float64{
	//                       J     F     M     A     M    J    J    A     S     O    N    D
	population.Retail:      {-0.6, -0.6, -0.4, -0.2, -0.1, 0, 0, 0.2, 0.5, 0.9, 1, -0.7},
	population.Hospitality: {-0.9, -0.5, 0, 0.4, 0.7, 0.8, 0.5, 0, -0.4, 0, 0.3, -0.9},
}

// season is the demand of a sector in a week, -1 to 1 about the year's average.
func (d *District) season(sector population.Sector, week int) float64 {
	_, month, _ := d.day(week).Date()
	return demand[sector][month-1]
}

// seasonOf is that of a person's employer this week.
func (w *World) seasonOf(i int) float64 {
	return w.season(w.posts.sector[w.people.job[i].employer], w.week)
}

// seasonalOpening is what the month makes of the chance that a closed post of a
// sector is advertised in a week, as a multiple.
func (d *District) seasonalOpening(sector population.Sector, week int) float64 {
	return 1 + float64(d.Parameters.SeasonPosts*d.season(sector, week))
}

// openings are the chances of this week that a closed post is advertised, in 65536ths.
func (w *World) openings() (chances [population.NSectors]uint16) {
	for sector := range chances {
		chances[sector] = uint16(min(float64(float64(w.posts.opens)*w.seasonalOpening(population.Sector(sector), w.week)), 65535))
	}
	return chances
}

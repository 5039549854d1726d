// Package report shows an evaluation to people: [WriteText] prints one table for a terminal, [Write] makes one self-contained
// HTML page: its answer, what is estimated, who took part, what was found and why, how far to trust it, and what it is not to
// be used for. Its order is one list in sections.go, a function a section, and all tables go through one template.
//
// Of a study of several points both begin with all of them, a row a point and arm; the page goes on with each in full.
//
// Both say what they show and nothing that the evaluation does not hold: every sentence with a number is made from the data.
// Sampling error and Monte Carlo error stand in columns of their own, and figures recalled from memory are marked wherever
// they appear. The same evaluation gives the same bytes; there is no time stamp, no script and nothing to fetch.
package report

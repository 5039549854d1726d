package estimate_test

var randomisationReference runner // none yet

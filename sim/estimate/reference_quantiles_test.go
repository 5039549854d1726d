package estimate_test

var quantilesReference runner // none yet

package estimate_test

var survivalReference runner // none yet

package estimate_test

var powerReference runner // none yet

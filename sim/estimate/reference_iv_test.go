package estimate_test

var ivReference runner // none yet

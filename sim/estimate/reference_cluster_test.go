package estimate_test

var clusterReference runner // none yet

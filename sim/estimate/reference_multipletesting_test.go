package estimate_test

var multipleTestingReference runner // none yet

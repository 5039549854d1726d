package estimate_test

var bootstrapReference runner // none yet

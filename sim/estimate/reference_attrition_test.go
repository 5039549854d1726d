package estimate_test

var attritionReference runner // none yet

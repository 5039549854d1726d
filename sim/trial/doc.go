// Package trial helps to design a trial: who gets which arm ([Assign]).
package trial

// Package trial assigns units to the arms of a trial.
package trial

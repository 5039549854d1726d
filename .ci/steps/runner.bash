# Runs steps one after another, whatever became of those before, and ends with
# the one line that says how many passed and failed. To be sourced.
#
# A step that returns 77 was skipped, having said why. CI has all that a step
# needs, so that there a skipped step is a failed one.
passed=0
failed=()
skipped=()

# step NAME COMMAND...
step() {
	local name=$1 began=$SECONDS status=0
	shift
	printf '\n== %s: %s\n' "$name" "$*"
	"$@" </dev/null || status=$?
	if [[ $status -eq 77 && ${CI:-} != true ]]; then
		skipped+=("$name")
		printf -- '-- %s skipped\n' "$name"
	elif [[ $status -ne 0 ]]; then
		failed+=("$name")
		printf -- '-- %s FAILED with status %d after %d s\n' "$name" "$status" $((SECONDS - began))
	else
		passed=$((passed + 1))
		printf -- '-- %s passed in %d s\n' "$name" $((SECONDS - began))
	fi
}

# closing_line prints the tally and ends the script.
closing_line() {
	printf '\n%d s' "$SECONDS"
	[[ ${#skipped[@]} -eq 0 ]] || printf '; skipped: %s' "${skipped[*]}"
	[[ ${#failed[@]} -eq 0 ]] || printf '; FAILED: %s' "${failed[*]}"
	printf '\nsteps: %d passed, %d failed, %d skipped\n' "$passed" ${#failed[@]} ${#skipped[@]}
	[[ ${#failed[@]} -eq 0 && $passed -gt 0 ]] || exit 1
	exit 0
}

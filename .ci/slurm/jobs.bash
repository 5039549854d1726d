# What one has to know of jobs and parts to break them at the right moment. To be sourced.

# within SECONDS COMMAND...: tries until it succeeds, and says so if it never does.
within() {
	local seconds=$1 end=$((SECONDS + $1))
	shift
	until "$@"; do
		if [[ $SECONDS -ge $end ]]; then
			echo "waited $seconds s for: $*"
			return 1
		fi
		sleep 0.1
	done
}

# ended JOB: it is neither waiting nor running. (sbatch --wait would look every few seconds only.)
ended() { [[ -z $(squeue -h -j "$1" 2>/dev/null) ]]; }

# field JOB NAME: what Slurm says of a job, or of the task JOB_INDEX of an array.
field() { scontrol -o show job "$1" 2>/dev/null | tr ' ' '\n' | sed -n "s/^$2=//p" | head -n 1; }

# is VALUE JOB NAME: Slurm says so.
is() { [[ $(field "$2" "$3") == "$1" ]]; }

# running N JOB: so many of its tasks are on a node.
running() { [[ $(squeue -h -t RUNNING -j "$2" 2>/dev/null | wc -l) -eq $1 ]]; }

# programs DIR PART: the processes that do a part of the study in DIR.
programs() {
	local process
	for process in $(pgrep -f "^inwork run .* -out $1 "); do
		if tr '\0' '\n' 2>/dev/null <"/proc/$process/environ" | grep -qx "SLURM_ARRAY_TASK_ID=$2"; then
			echo "$process"
		fi
	done
}

# at_once N DIR PART: so many processes do the part at this moment.
at_once() { [[ $(programs "$2" "$3" | wc -l) -eq $1 ]]; }

# begun DIR PART: the first chunk of the part is there. Chunk k is replicate k, and part i begins with chunk i.
begun() { [[ -e $1/chunks/0-$2-0.json ]]; }

# whole DIR: what has a table's name ends as a table does, and what the chunks' manifests list stands.
whole() {
	local listed torn
	listed=$(cat "$1"/chunks/*.json 2>/dev/null | sed -n 's/.*"path": "\(.*\)".*/\1/p' | sort)
	if comm -23 <(grep . <<<"$listed") <(cd "$1" && find tables -type f | sort) | grep .; then
		echo 'is listed by a manifest and not there'
		return 1
	fi
	torn=$(find "$1/tables" -name '*.parquet' -print0 | xargs -0 -r tail -qc 4 | fold -w 4 | grep -cvx PAR1 || true)
	if [[ $torn -ne 0 ]]; then
		echo "$torn files have a table's name and are none"
		return 1
	fi
}

# watch DIR: looks at the study over and over in the background, until unwatch.
watch() {
	until [[ -e $1/unwatch ]]; do
		whole "$1" || exit 1
		echo looked
	done >"$1/watched" 2>&1 &
	watcher=$!
}

# unwatch DIR: ends the watch, and fails with what it saw.
unwatch() {
	touch "$1/unwatch"
	wait "$watcher" || { tail -n 3 "$1/watched"; return 1; }
	[[ $(grep -c looked "$1/watched") -ge 3 ]] || { echo "looked at $1 fewer than three times"; return 1; }
}

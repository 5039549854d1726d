#!/bin/bash
# Sends a study to Slurm: submit.sh SCENARIO DIR PARTS [TASKS]
#
#   submit.sh my-pilot/scenario.yaml my-pilot/study 8        all eight parts
#   submit.sh my-pilot/scenario.yaml my-pilot/study 8 3,5    parts 3 and 5 again
#
# The proof and the evaluation follow when the parts sent here are done. TASK is
# the script of a task, array.sbatch (default) or slices.sbatch. Account and
# partition come from SBATCH_ACCOUNT and SBATCH_PARTITION, which sbatch reads.
set -euo pipefail
[[ $# -eq 3 || $# -eq 4 ]] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(dirname "$(realpath "$0")")
scenario=$(realpath "$1")
study=$(realpath -m "$2")
parts=$3
tasks=${4:-0-$((parts - 1))}

inwork check "$scenario" # a mistake costs a second here and a night in the queue
mkdir -p "$study/log"    # Slurm makes no folder for a log, and the task would fail
array=$(sbatch --parsable --array="$tasks" --output="$study/log/part-%a.txt" \
	"$here/${TASK:-array.sbatch}" "$scenario" "$study" "$parts")
merge=$(sbatch --parsable --dependency="afterok:$array" --output="$study/log/merge.txt" \
	"$here/merge.sbatch" "$study")
echo "array $array, merge $merge; logs in $study/log"

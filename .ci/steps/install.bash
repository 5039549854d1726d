# Installs what a machine may lack, or ends the step as skipped. To be sourced.

# need COMMAND PACKAGE...: COMMAND from Debian's packages, installed if absent.
need() {
	local command=$1
	shift
	need_for "command -v $command" "$@"
}

# need_for TEST PACKAGE...: Debian's packages, installed if TEST, a command, fails.
need_for() {
	local test=$1
	shift
	eval "$test" >/dev/null 2>&1 && return
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1 || true
	eval "$test" >/dev/null 2>&1 || skip "\`$test\` fails, and apt-get install $* did not help"
}

# need_readers: the npm packages of .ci/readers, as its lock file has them.
need_readers() {
	need_npm .ci/readers
}

# need_npm FOLDER: the npm packages of a folder, as its lock file has them.
need_npm() {
	need node nodejs npm
	local report
	report=$(npm ci --loglevel error --prefix "$1" 2>&1) || skip "npm ci in $1 failed: $(head -n 4 <<<"$report")"
}

# skip REASON
skip() {
	echo "SKIPPED: $1"
	exit 77
}
